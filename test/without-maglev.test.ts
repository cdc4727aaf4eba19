import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** Figures are right whatever V8 makes of the code: docs/adr/0018. */

const at = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url))

test('a command leaves no function to the middle compiler', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--trace-opt', at('src/cli.ts'), 'help'], { maxBuffer: 64 * 1024 * 1024 })
  const compiled = (target: string) => stdout.split('\n').filter((line) => line.includes('completed compiling') && line.includes(`target ${target}`)).length
  expect(compiled('TURBOFAN_JS')).toBeGreaterThan(20)
  // Node itself may have had one or two made before our first line.
  expect(compiled('MAGLEV')).toBeLessThan(5)
})

test.each(['src/main.ts', 'src/cli.ts', 'bench/run.ts'])('%s turns it off before anything else is loaded', async (file) => {
  expect((await readFile(at(file), 'utf8')).split('\n')[0]).toMatch(/^import '(\.|\.\.\/src)\/without-maglev\.ts'$/)
})
