import { relative } from 'node:path'
import ts from 'typescript'

/** What the code believes of the database: the row types handed to `tablesOf`, which are gone at run time and so are read from the sources. */

export interface BelievedColumn { kinds: readonly string[]; nullable: boolean; /** The texts it can be, when it can't be any text. */ texts?: readonly string[] }
export interface BelievedTable { name: string; where: string; columns: ReadonlyMap<string, BelievedColumn> }

/** Every table that a call of `tablesOf` in these files names, with its columns as they come out of a select. */
export function believedTables(root: string, files: readonly string[]): BelievedTable[] {
  const config = ts.parseJsonConfigFileContent(ts.readConfigFile(`${root}/tsconfig.json`, (path) => ts.sys.readFile(path)).config, ts.sys, root)
  const program = ts.createProgram([...files], { ...config.options, noEmit: true })
  const checker = program.getTypeChecker()
  const found: BelievedTable[] = []
  for (const file of files) {
    const source = program.getSourceFile(file)
    if (!source) throw new Error(`${file} can't be read`)
    const look = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'tablesOf' && node.typeArguments?.[0]) {
        for (const table of checker.getPropertiesOfType(checker.getTypeFromTypeNode(node.typeArguments[0]))) {
          const columns = checker.getPropertiesOfType(checker.getTypeOfSymbolAtLocation(table, node)).map((column) => [column.name, columnOf(checker, checker.getTypeOfSymbolAtLocation(column, node), node)] as const)
          found.push({ name: table.name, where: `${relative(root, file)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, columns: new Map(columns) })
        }
      }
      ts.forEachChild(node, look)
    }
    look(source)
  }
  return found
}

function columnOf(checker: ts.TypeChecker, type: ts.Type, at: ts.Node): BelievedColumn {
  // What is written may differ from what is read (`Generated`, `ColumnType`); Kysely keeps the type of a select under this name.
  const select = type.getProperty('__select__')
  const read = select ? checker.getTypeOfSymbolAtLocation(select, at) : type
  const parts = read.isUnion() ? read.types : [read]
  const present = parts.filter((part) => !(part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)))
  const texts = present.flatMap((part) => part.isStringLiteral() ? [part.value] : [])
  return { kinds: [...new Set(present.map((part) => kindOf(checker, part)))], nullable: present.length < parts.length, ...(texts.length && texts.length === present.length ? { texts } : {}) }
}

function kindOf(checker: ts.TypeChecker, type: ts.Type): string {
  const { flags } = type
  if (flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return 'anything'
  if (flags & (ts.TypeFlags.StringLike)) return 'text'
  if (flags & (ts.TypeFlags.NumberLike)) return 'number'
  if (flags & (ts.TypeFlags.BooleanLike)) return 'boolean'
  if (flags & (ts.TypeFlags.BigIntLike)) return 'bigint'
  if (checker.isArrayType(type) || checker.isTupleType(type)) return 'list'
  const name = type.symbol?.name ?? ''
  if (name === 'Date') return 'moment'
  if (/^(Buffer|Uint8Array)$/.test(name)) return 'bytes'
  return 'object'
}
