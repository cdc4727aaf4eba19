import { compareMeans, type MeanComparison, type MeanOptions } from './mean-comparison.ts'
import type { Column } from './sample.ts'

/**
 * Compares two means without assuming equal variances: t = (x̄ − ȳ)/√(s₁²/n₁ + s₂²/n₂), df by Welch and Satterthwaite.
 * Failures: a group of fewer than two (`too-few`, `empty`), both groups constant (`constant`): NaN.
 * Source: Welch (1947), Biometrika 34; R's t.test. Effect sizes: Cohen (1988); Hedges (1981).
 */
export const welch = (a: Column, b: Column, options: MeanOptions = {}): MeanComparison => compareMeans(a, b, options, false)
