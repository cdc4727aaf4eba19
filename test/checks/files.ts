import { readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { filesOf, report, root } from './found.ts'

/** Names say what a thing is, a file holds one idea, and an export has one name everywhere. */

const BANNED = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'base', 'impl', 'data', 'info'])
const LONG = 300
const TOO_LONG = 400
const PLACES = '{src,test,bench,demo,e2e,widget}/**/*'
/** Tools that only take a default export. */
const CONFIGURATION = new Set(['vite.config.ts', 'vitest.config.ts', 'architecture.mjs', 'test/global.ts'])

/** Where a way into the other language is written in that language. */
const BOTH_LANGUAGES = new Set(['src/kernel/web/frame/CommandPalette.tsx'])

const faults: string[] = []
const warnings: string[] = []

const paths = filesOf(PLACES)
for (const path of paths) {
  const name = basename(path)
  const stem = name.split('.')[0] as string
  if (BANNED.has(stem.toLowerCase())) faults.push(`${path}: “${stem}” says nothing; name what is in it`)
  // A component's file bears the component's name; migrations and fixtures of other programs keep theirs.
  if (/\.(ts|css|json|js|mjs)$/.test(name) && !/^(README|[a-z0-9]+(-[a-z0-9]+)*|zh-CN)$/.test(stem)) faults.push(`${path}: file names are kebab-case`)
}

for (const path of filesOf('src/**/*.{ts,tsx}')) {
  const lines = readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length
  if (lines > TOO_LONG) faults.push(`${path}: ${lines} lines; split it by verb or noun (${TOO_LONG} at most)`)
  else if (lines > LONG) warnings.push(`${path}: ${lines} lines (${LONG} is a page)`)
}

for (const path of filesOf('*.{ts,mjs}', '{src,test,bench,demo,e2e,widget}/**/*.{ts,tsx,mjs}')) {
  if (CONFIGURATION.has(path)) continue
  const text = readFileSync(join(root, path), 'utf8')
  const server = path.startsWith('src/') && !/\/web\/|^src\/web\.tsx$|\.test\.tsx?$|\/fixtures|^src\/kernel\/clock\.ts$/.test(path)
  if (server && /\bDate\.now\(\)|\bnew Date\(\)/.test(text)) faults.push(`${path}: only kernel/clock.ts reads the wall clock; take ctx.now`)
  if (/\/web\/.*\.tsx$/.test(path) && !BOTH_LANGUAGES.has(path) && /\p{Script=Han}/u.test(text.replace(/\/\/.*|\/\*[^]*?\*\//g, ''))) faults.push(`${path}: sentences stand in the catalogues, not in a component`)
  if (/\b(TODO|FIXME|XXX)\b/.test(text) && path !== 'test/checks/files.ts') faults.push(`${path}: what is to be done is done, or stands in docs/status.md`)
  if (/^export default\b|^export\s*\{[^}]*\bas default\b/m.test(text)) faults.push(`${path}: exports have names`)
  const component = path.endsWith('.tsx') && /^[A-Z]/.test(basename(path)) ? basename(path, '.tsx') : undefined
  if (component && !new RegExp(`^export (async )?(function|const) ${component}\\b`, 'm').test(text)) faults.push(`${path}: a component’s file exports the component it is named after`)
}

for (const folder of new Set(paths.filter((path) => statSync(join(root, path)).isDirectory()).concat(paths.map((path) => dirname(path))))) {
  if (folder.endsWith('-') || /[A-Z_]/.test(basename(folder))) faults.push(`${folder}/: folder names are kebab-case`)
}
// All styles of the house meet on one page: a class that two modules give rules for looks one way or the other by the order they came in. The customers' pages are a page of their own.
const styled = new Map<string, Map<string, string>>()
for (const path of filesOf('src/modules/**/*.css').filter((path) => !path.startsWith('src/modules/portal/web/pages/'))) {
  const module = path.split('/')[2] as string
  for (const [, selectors = ''] of readFileSync(join(root, path), 'utf8').replace(/\/\*[^]*?\*\//g, '').matchAll(/([^{}]+)\{/g)) {
    for (const [, name = ''] of selectors.matchAll(/(?:^|,)\s*\.([a-z][a-z0-9-]*)/g)) {
      const by = styled.get(name) ?? new Map<string, string>()
      styled.set(name, by.set(module, path))
    }
  }
}
const ofKernel = new Set(filesOf('src/kernel/**/*.css').flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(/\.([a-z][a-z0-9-]*)/g)].map(([, name]) => name)))
for (const [name, by] of styled) if (by.size > 1 && !ofKernel.has(name) && !name.startsWith('ant-')) faults.push(`.${name} is styled by ${[...by.values()].join(' and ')}; a class belongs to one module`)

report([...new Set(faults)], warnings)
