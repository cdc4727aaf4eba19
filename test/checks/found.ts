import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
const NOT_OURS = /^(dist|data|\.git)\/|(^|\/)node_modules\//

/** Paths of our own files from the root, in order. */
export const filesOf = (...patterns: string[]): string[] =>
  [...new Set(globSync(patterns, { cwd: root }).map((path) => path.replaceAll('\\', '/')))].filter((path) => !NOT_OURS.test(path)).toSorted()

/** Prints what a check found, faults last; the process then ends with 1 if there is a fault. */
export function report(faults: readonly string[], warnings: readonly string[] = []): void {
  for (const warning of warnings) console.log(`warning: ${warning}`)
  for (const fault of faults) console.log(fault)
  if (faults.length) console.log(`${faults.length} to mend`)
  process.exitCode = faults.length ? 1 : 0
}
