import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** The Chromium of this machine, else the one that came with the packages (Linux on x64). */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:/Program Files/Google/Chrome/Application/chrome.exe']
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none']
const require = createRequire(import.meta.url)
const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url))
const isPacked = process.platform === 'linux' && process.arch === 'x64'

/** Why nothing can be tried in a browser here; null where it can. */
export const noBrowser: string | null = INSTALLED.some((path) => existsSync(path)) || isPacked ? null : 'there is no Chromium on this machine, and none comes with the packages for it'

export async function openBrowser(): Promise<Browser> {
  // Without a locale Chromium can't write a Chinese file name down and calls every download "download".
  return chromium.launch({ env: { ...process.env, LANG: 'C.UTF-8' }, executablePath: INSTALLED.find((path) => existsSync(path)) ?? await unpacked(), args: FLAGS })
}

/**
 * Unpacks the packages' Chromium once, beside its place and moved there when it is whole: two test files may want it at once.
 * In a process of its own, for the package unpacks into the temporary folder and looks for it in the environment only.
 */
async function unpacked(): Promise<string> {
  const entry = require.resolve('@sparticuz/chromium')
  const { version } = require(join(dirname(entry), '../../package.json')) as { version: string }
  const place = join(cache, `chromium-${version}`)
  if (!existsSync(place)) {
    mkdirSync(cache, { recursive: true })
    const half = mkdtempSync(join(cache, 'chromium-half-'))
    const unpack = `const { default: c } = await import(${JSON.stringify(pathToFileURL(entry.replace(/\bcjs\b/, 'esm').replace(/\.cjs$/, '.js')).href)}); await c.executablePath()`
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', unpack], { env: { ...process.env, TMPDIR: half } })
    try { renameSync(half, place) } catch (error) {
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(place)) throw error
    }
  }
  return join(place, 'chromium')
}
