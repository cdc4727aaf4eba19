import { compareMeans, type MeanComparison, type MeanOptions } from './mean-comparison.ts'
import type { Column } from './sample.ts'

/** Compares two means with one common variance, df = n₁ + n₂ − 2. Otherwise as `welch`. Source: Student (1908); R's t.test with var.equal. */
export const studentT = (a: Column, b: Column, options: MeanOptions = {}): MeanComparison => compareMeans(a, b, options, true)
