import { definitionsModule } from '../../src/kernel/definition-desk.ts'
import { frameModule, frameSettings } from '../../src/kernel/frame.ts'
import type { Module } from '../../src/kernel/module.ts'
import { modules } from '../../src/modules/index.ts'

const namesOf = async () => new Map<string, string>()

/** All modules as the roof puts them together, the kernel's own two first; nothing of it is opened. */
export const house: readonly Module[] = [
  frameModule({ release: '0', settings: [], permissions: [], rights: { permissions: [], separations: [] }, namesOf, needsSetup: async () => false }),
  definitionsModule([], namesOf),
  ...modules,
]
export const settings = [...frameSettings, ...modules.flatMap((module) => module.settings ?? [])]
