import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { report, root } from './found.ts'

/** The rule of the house over a folder that has `architecture.json`, `architecture.mjs` and `src/`. */

const run = promisify(execFile)
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

interface Violation { from: string; to: string; rule: { name: string; severity: string }; cycle?: { name: string }[] }
interface Cruised { summary: { violations: Violation[]; totalCruised: number; ruleSetUsed: { forbidden: { name: string; comment?: string }[] } } }

/** Imports that a rule forbids, as `rule: from → to`. */
export async function importFaults(folder: string): Promise<string[]> {
  // It ends with the number of violations as its code, whatever it prints.
  const { stdout } = await run(process.execPath, [cruiser, '--config', 'architecture.mjs', '--output-type', 'json', 'src'], { cwd: folder, maxBuffer: 256 * 1024 * 1024 })
    .catch((error: unknown) => error as { stdout: string; stderr: string })
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run in ${folder}: ${stdout}`)
  const { violations, totalCruised, ruleSetUsed } = (JSON.parse(stdout) as Cruised).summary
  if (!totalCruised) throw new Error(`no sources in ${folder}/src`)
  const comments = new Map(ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]))
  return violations.map(({ from, to, rule: { name }, cycle }) => {
    const comment = comments.get(name)
    return `${name}: ${from} → ${cycle?.length ? cycle.map((step) => step.name).join(' → ') : to}${comment ? ` (${comment})` : ''}`
  })
}

/** Lists of modules that are not in the order of the floors, or leave a module out. */
export function orderFaults(folder: string): string[] {
  const { floors } = JSON.parse(readFileSync(join(folder, 'architecture.json'), 'utf8')) as { floors: string[][] }
  const floorOf = new Map(floors.flatMap((names, level) => names.map((name) => [name, level] as const)))
  const faults = floors.flat().filter((name, at, all) => all.indexOf(name) !== at).map((name) => `architecture.json: ${name} has two floors`)
  const inHouse = readdirSync(join(folder, 'src/modules'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)
  for (const name of inHouse) if (!floorOf.has(name)) faults.push(`architecture.json: ${name} has no floor`)
  for (const [list, face] of [['src/modules/index.ts', 'index.ts'], ['src/modules/web.ts', 'web/routes.tsx']] as const) {
    if (!existsSync(join(folder, list))) { faults.push(`${list} is missing`); continue }
    const listed = listedIn(join(folder, list))
    for (const [at, name] of listed.entries()) {
      const before = listed[at - 1]
      if (before !== undefined && (floorOf.get(before) ?? 0) > (floorOf.get(name) ?? 0)) faults.push(`${list}: ${name} stands above ${before}, which has a higher floor`)
    }
    for (const name of inHouse) if (existsSync(join(folder, 'src/modules', name, face)) && !listed.includes(name)) faults.push(`${list}: ${name} is missing, so nothing of it is served`)
  }
  return faults
}

/** The modules of the one array in a list of modules, by the folders they are imported from. */
function listedIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const folderOf = new Map<string, string>()
  const listed: string[] = []
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const name = /^\.\/([^/]+)\//.exec(node.moduleSpecifier.text)?.[1]
      const { namedBindings } = node.importClause ?? {}
      if (name && namedBindings && ts.isNamedImports(namedBindings)) for (const one of namedBindings.elements) folderOf.set(one.name.text, name)
    }
    if (ts.isArrayLiteralExpression(node)) for (const element of node.elements) if (ts.isIdentifier(element)) listed.push(folderOf.get(element.text) ?? element.text)
    ts.forEachChild(node, look)
  }
  look(source)
  return listed
}

if (import.meta.main) report([...orderFaults(root), ...await importFaults(root)])
