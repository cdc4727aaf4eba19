import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `npm run check`: everything that can be judged without running the product. Names of parts as arguments run those alone. */

const root = fileURLToPath(new URL('../', import.meta.url))
const module = (path: string) => join(root, 'node_modules', path)
const TYPES = [module('typescript-native/bin/tsc'), '--noEmit', '--pretty', 'false']

/** The longest first, so that the two at work end together. */
const parts: readonly { name: string; of: string; run: readonly string[] }[] = [
  { name: 'types', of: 'TypeScript, server and tests', run: [...TYPES, '-p', 'tsconfig.json'] },
  { name: 'types-web', of: 'TypeScript, browser', run: [...TYPES, '-p', 'tsconfig.web.json'] },
  { name: 'imports', of: 'who may import whom', run: ['test/checks/imports.ts'] },
  { name: 'unused', of: 'dead files, exports and packages', run: [module('knip/bin/knip.js'), '--no-progress', '--no-config-hints'] },
  { name: 'words', of: 'catalogues in both languages', run: ['test/checks/words.ts'] },
  { name: 'api', of: 'OpenAPI document', run: ['test/checks/api.ts'] },
  { name: 'lint', of: 'oxlint', run: [module('oxlint/bin/oxlint'), '.', '--format', 'unix'] },
  { name: 'files', of: 'names, lengths, exports', run: ['test/checks/files.ts'] },
]
const AT_ONCE = 2

function runPart({ run }: (typeof parts)[number]): Promise<{ ok: boolean; said: string; seconds: number }> {
  const begun = performance.now()
  const child = spawn(process.execPath, run, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter), FORCE_COLOR: '0' } })
  let said = ''
  child.stdout.on('data', (text: Buffer) => { said += text.toString() })
  child.stderr.on('data', (text: Buffer) => { said += text.toString() })
  return new Promise((resolve) => {
    const end = (ok: boolean) => resolve({ ok, said: said.trimEnd(), seconds: (performance.now() - begun) / 1_000 })
    child.once('error', (error) => { said += error.message; end(false) })
    child.once('close', (code) => end(code === 0))
  })
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length) {
  console.error(`No part is called ${unknown.join(', ')}. There are: ${parts.map((part) => part.name).join(', ')}`)
  process.exit(2)
}
const queue = parts.filter((part) => !wanted.length || wanted.includes(part.name))
const total = queue.length
const begun = performance.now()
const failed: string[] = []
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let part = queue.shift(); part; part = queue.shift()) {
    const { ok, said, seconds } = await runPart(part)
    if (!ok) failed.push(part.name)
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${part.name.padEnd(10)}${part.of.padEnd(36)}${seconds.toFixed(1).padStart(5)} s`)
    if (said) console.log(said.replace(/^/gm, '        '))
  }
}))
console.log(`${failed.length ? `FAILED  ${failed.join(', ')}` : `ok      all ${total}`}, ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
process.exit(failed.length ? 1 : 0)
