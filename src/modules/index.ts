import type { Module } from '../kernel/module.ts'

/** The house, ground floor first. */
export const modules: readonly Module[] = []
