import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('the examples of the README answer what they say', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conditions-readme-'))
  try {
    const readme = await readFile(new URL('README.md', import.meta.url), 'utf8')
    const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, block]) => block!)
    // A statement begins at the start of a line; its promised answer stands behind the arrow.
    const statements = blocks.join('\n').split(/\n(?=\w)/)
    let answers = 0
    const program = statements.map(statement => {
      const promise = /^(.*?)\s*\/\/ → (.*)$/s.exec(statement)
      if (!promise) return statement
      answers += 1
      return `assert.deepEqual(${promise[1]}, ${promise[2]})`
    })
    const file = join(folder, 'readme.ts')
    await writeFile(file, `import assert from 'node:assert/strict'\n${program.join('\n')}`.replaceAll("'./index.ts'", `'${new URL('index.ts', import.meta.url).href}'`))
    await promisify(execFile)(process.execPath, [file])
    expect(answers).toBeGreaterThan(10)
  } finally {
    await rm(folder, { recursive: true })
  }
})
