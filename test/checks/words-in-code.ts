import ts from 'typescript'

/** A catalogue key that a source asks for; `*` where a part of it is known only at run time. */
export interface AskedWord { key: string; where: string }

const KEY = /^[a-z][a-z0-9-]*(\.[a-z0-9*-]+)+$/i
const LOOKS_LIKE_A_FILE = /\.(ts|tsx|js|mjs|json|css|svg|html|csv|sql|txt|xlsx|pdf)$/
/** Which argument of a call is a code or a key. */
const CALLS: Readonly<Record<string, number>> = { AppError: 1, conflict: 0, refused: 0, invalid: 1, t: 0, say: 1 }
/** Properties and attributes whose text is a key wherever it has the form of one. */
const NAMED = new Set(['code', 'error', 'label', 'title', 'said'])

/** Finds the keys that a source names: codes of refusals, faults and reasons, and the words a screen shows. */
export function wordsIn(path: string, text: string): AskedWord[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const found: AskedWord[] = []
  const add = (key: string, node: ts.Node) => {
    if (KEY.test(key) && !LOOKS_LIKE_A_FILE.test(key)) found.push({ key, where: `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}` })
  }
  const addAll = (node: ts.Node | undefined, make = (key: string) => key) => { if (node) for (const key of textsOf(node)) add(make(key), node) }
  const look = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression)) {
      const name = node.expression.text
      if (name === 'notFound') addAll(node.arguments?.[0], (noun) => `${noun}.not-found`)
      else if (Object.hasOwn(CALLS, name)) addAll(node.arguments?.[CALLS[name] as number])
    }
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && NAMED.has(node.name.text)) addAll(node.initializer)
    // A schema's own message is a key too where it has the form of one: `addIssue({ code: 'custom', message: 'list.unknown-choice' })`.
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'message' && ts.isStringLiteral(node.initializer)) addAll(node.initializer)
    if (ts.isJsxAttribute(node) && ts.isIdentifier(node.name) && NAMED.has(node.name.text) && node.initializer) addAll(ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer)
    ts.forEachChild(node, look)
  }
  look(source)
  return found
}

/** The texts an expression can be: a literal, a template with `*` in its gaps, or either arm of a choice. */
function textsOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join('')]
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)]
  if (ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || node.operatorToken.kind === ts.SyntaxKind.BarBarToken)) return [...textsOf(node.left), ...textsOf(node.right)]
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return textsOf(node.expression)
  return []
}
