import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code!)

test('the README has examples', () => {
  expect(examples.length).toBeGreaterThan(5)
})

test.concurrent.each(examples.map((code, index) => [index + 1, code]))('README example %i prints what it says', async (_, code) => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '--eval', String(code)], {
    cwd: new URL('.', import.meta.url),
  })
  const promised = [...String(code).matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line)
  expect(stdout.trimEnd().split('\n').map((line) => line.trimEnd())).toEqual(promised)
})
