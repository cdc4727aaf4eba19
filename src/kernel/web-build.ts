import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const webFolder = join(root, 'dist/web')
const stampFile = join(webFolder, '.stamp')
const SOURCES = ['index.html', 'portal.html', 'vite.config.ts', 'package-lock.json', 'src/web.tsx', 'src/modules/web.ts', 'src/**/web/**', 'src/**/locale/*.json', 'src/**/contract.ts', 'src/**/rules.ts', 'src/kernel/{contract,definition-contract,client,shell,errors}.ts', 'src/pure/**/*.ts']

/** A fingerprint of everything the browser's part is built from: paths, sizes and times. */
function stampOf(): string {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    const { size, mtimeMs, isFile } = ((found) => ({ size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() }))(statSync(join(root, path)))
    if (isFile) hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Whether what was built is older than what it was built from. */
export const webIsStale = (): boolean => !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stampOf()

/** Builds the browser's part, the product's pages and then the customer's, with its output on stderr when it fails. */
export async function buildWeb(): Promise<void> {
  const stamp = stampOf()
  await build([])
  await build(['--mode', 'portal'])
  writeFileSync(stampFile, stamp)
}

function build(more: readonly string[]): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  return new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', ...more], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } })
    let said = ''
    child.stdout.on('data', (text: Buffer) => { said += text.toString() })
    child.stderr.on('data', (text: Buffer) => { said += text.toString() })
    child.on('error', reject)
    child.on('exit', (code) => code === 0 ? resolve() : reject(new Error(`the web build failed:\n${said}`)))
  })
}
