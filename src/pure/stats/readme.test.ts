import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code!)
const NEXT = '--- next example ---'

/** An example in a block of its own, so that one process runs them all: starting one for each takes long. */
const block = (code: string) => {
  const inside = code.replace(/^import \{(.*?)\} from '(.*?)'$/gms, (_, names: string, from: string) => `const {${names.split(',').filter((name) => !/^\s*type\s/.test(name)).join(',')}} = await import('${from}')`)
  return `{\n${inside}}\nconsole.log('${NEXT}')`
}

test('every example of the README prints what it says', async () => {
  expect(examples.length).toBeGreaterThan(8)
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '--eval', examples.map(block).join('\n')], { cwd: new URL('.', import.meta.url) })
  const printed = stdout.split(NEXT).map((part) => part.trim().split('\n').map((line) => line.trimEnd()))
  examples.forEach((code, i) => expect(printed[i], `example ${i + 1}`).toEqual([...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line)))
})
