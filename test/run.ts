import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'
import type { TestModule, Vitest } from 'vitest/node'

/** `npm test`: every test there is, or those whose paths contain an argument. The last line of the output is the sum. */

const root = fileURLToPath(new URL('../', import.meta.url))
const SLOWEST = 10

interface Sum { passed: number; failed: number; skipped: number }

/**
 * Counts what was seen to pass. A file that could not be loaded, a `beforeAll` that failed, an error outside of any test and a test that never
 * ended are failures too: none of them shows in a count of failed tests.
 */
function sumOf({ state }: Vitest): Sum {
  const sum: Sum = { passed: 0, failed: state.getUnhandledErrors().length, skipped: 0 }
  for (const module of state.getTestModules()) {
    for (const group of [module, ...module.children.allSuites()]) if (group.errors().length) sum.failed++
    for (const test of module.children.allTests()) {
      const { state: ended } = test.result()
      sum[ended === 'pending' ? 'failed' : ended]++
    }
  }
  return sum
}

const secondsOf = (module: TestModule) => { const { duration, setupDuration, collectDuration } = module.diagnostic(); return (duration + setupDuration + collectDuration) / 1_000 }
function tellSlowest(modules: readonly TestModule[]): void {
  console.log('\nSlowest files')
  for (const module of modules.toSorted((a, b) => secondsOf(b) - secondsOf(a)).slice(0, SLOWEST)) console.log(`${secondsOf(module).toFixed(1).padStart(7)} s  ${relative(root, module.moduleId)}`)
}

// `.only` left in a file would silence all its neighbours: it fails here.
let sum: Sum = { passed: 0, failed: 1, skipped: 0 }
try {
  const vitest = await startVitest(process.argv.slice(2), { root, watch: false, run: true, passWithNoTests: false, allowOnly: false })
  sum = sumOf(vitest)
  const modules = vitest.state.getTestModules()
  await vitest.close()
  if (modules.length > 1) tellSlowest(modules)
} catch (error) {
  console.error(error)
}
const ok = sum.failed === 0 && sum.passed > 0
// Written in one piece and waited for: whoever reads the last line of a pipe gets it whole, whatever else still runs.
process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`, () => process.exit(ok ? 0 : 1))
