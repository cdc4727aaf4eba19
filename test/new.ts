import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { camel, skeleton } from './skeleton.ts'

/** `npm run new -- module NAME --floor N`: a module that works as made, small enough to be changed into what is wanted. */

export interface NewModule {
  /** Plural, kebab-case: the folder and the address. */
  name: string
  /** From 1, the ground; not asked for when the plan has a floor for the name already. */
  floor?: number | undefined
  /** What one of its records is called; the name without its plural when absent. */
  noun?: string | undefined
  /** The same in Chinese, and in English words. */
  zh?: string | undefined
  en?: string | undefined
}

/** Makes it in the house that stands in `folder`; answers the paths written. Throws with a sentence for the person who asked. */
export function makeModule(folder: string, { name, floor, noun = singular(name), zh, en = words(noun) }: NewModule): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(noun)) throw new Error('Names are kebab-case: letters, digits and single hyphens.')
  const home = `src/modules/${name}`
  if (existsSync(join(folder, home))) throw new Error(`${home} is there already.`)
  const plan = JSON.parse(readFileSync(join(folder, 'architecture.json'), 'utf8')) as { floors: string[][] }
  const planned = plan.floors.findIndex((names) => names.includes(name))
  const level = planned >= 0 ? planned : (floor ?? 0) - 1
  if (planned >= 0 && floor !== undefined && floor - 1 !== planned) throw new Error(`${name} has floor ${planned + 1} in architecture.json.`)
  const names = plan.floors[level]
  if (!names) throw new Error(`Which floor? --floor N, one above the highest module it will use:\n${plan.floors.map((floorNames, at) => `${String(at + 1).padStart(4)}  ${floorNames.join(' · ')}`).join('\n')}`)
  if (planned < 0) names.push(name)

  const migrations = readdirSync(join(folder, 'migrations')).map((file) => Number(file.slice(0, 4))).filter(Number.isInteger)
  const number = String(Math.max(0, ...migrations) + 1).padStart(4, '0')
  const files: Record<string, string> = {
    ...Object.fromEntries(Object.entries(skeleton({ name, noun, zh: zh ?? en, en, ground: level === 0 })).map(([file, text]) => [`${home}/${file}`, text])),
    [`migrations/${number}_${name.replaceAll('-', '_')}_ground.sql`]: skeletonTable(noun),
    'src/modules/index.ts': withModule(readFileSync(join(folder, 'src/modules/index.ts'), 'utf8'), name, plan.floors),
    ...(planned < 0 ? { 'architecture.json': `{\n  "floors": [\n${plan.floors.map((one) => `    [${one.map((word) => JSON.stringify(word)).join(', ')}]`).join(',\n')}\n  ]\n}\n` } : {}),
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return Object.keys(files)
}

const singular = (name: string) => name.replace(/ies$/, 'y').replace(/(?<=x|ch|sh|ss)es$|(?<!s)s$/, '')
const words = (noun: string) => noun.replaceAll('-', ' ')
const skeletonTable = (noun: string) => `create table ${noun.replaceAll('-', '_')} (\n  id uuid primary key, name text not null, created_at timestamptz not null, version int not null default 1\n);\n`

/** The list of modules with one more, behind the last that stands on its floor or below. */
function withModule(text: string, name: string, floors: readonly (readonly string[])[]): string {
  const source = ts.createSourceFile('index.ts', text, ts.ScriptTarget.Latest, true)
  const imports = source.statements.filter(ts.isImportDeclaration)
  const folderOf = new Map(imports.flatMap((one) => {
    const from = /^\.\/([^/]+)\//.exec((one.moduleSpecifier as ts.StringLiteral).text)?.[1]
    const named = one.importClause?.namedBindings
    return from && named && ts.isNamedImports(named) ? named.elements.map((element) => [element.name.text, from] as const) : []
  }))
  const list = source.statements.flatMap((one) => ts.isVariableStatement(one) ? one.declarationList.declarations : []).map((one) => one.initializer).find((one) => one && ts.isArrayLiteralExpression(one))
  const lastImport = imports.at(-1)
  if (!list || !ts.isArrayLiteralExpression(list) || !lastImport) throw new Error('src/modules/index.ts has no list of modules.')
  const levelOf = (folder: string | undefined) => floors.findIndex((names) => names.includes(folder ?? ''))
  const before = list.elements.findLast((element) => levelOf(folderOf.get(element.getText())) <= levelOf(name))
  const made = `${camel(name)}Module`
  const [at, entry] = before ? [before.getEnd(), `, ${made}`] : [list.getStart() + 1, list.elements.length ? `${made}, ` : made]
  return `${text.slice(0, lastImport.getEnd())}\nimport { ${made} } from './${name}/index.ts'${text.slice(lastImport.getEnd(), at)}${entry}${text.slice(at)}`
}

if (import.meta.main) {
  try {
    const { values, positionals: [what, name, level] } = parseArgs({ allowPositionals: true, options: { floor: { type: 'string' }, noun: { type: 'string' }, zh: { type: 'string' }, en: { type: 'string' } } })
    if (what !== 'module' || !name) throw new Error('npm run new -- module NAME --floor N [--noun WORD] [--zh 中文] [--en "English words"]')
    // npm keeps an option without `--` before it for itself and hands its value on alone.
    const floor = values.floor ?? level
    const made = makeModule(fileURLToPath(new URL('../', import.meta.url)), { ...values, name, floor: floor === undefined ? undefined : Number(floor) })
    console.log(`Made, and listed in the house:\n${made.map((path) => `  ${path}`).join('\n')}\nNext: say in its first sentence what it is, then npm run check.${values.zh ? '' : ' Its words in locale/zh-CN.json still need their Chinese noun.'}`)
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 2
  }
}
