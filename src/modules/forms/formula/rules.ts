/**
 * Small formulas over answers: numbers, `{question}`, `{section.question}` of a repeated section as a list, + − * /, brackets,
 * and sum, mean, min, max, count, round, abs. Runs on both sides.
 */

type Node =
  | { is: 'number'; value: number } | { is: 'name'; name: string }
  | { is: 'call'; name: string; of: Node[] } | { is: 'minus'; of: Node } | { is: 'do'; sign: '+' | '-' | '*' | '/'; left: Node; right: Node }
export type Value = number | null | readonly number[]
export interface Formula { names: string[]; value: (read: (name: string) => Value) => number | null }

/** What is wrong with a formula, and where: characters from its beginning. */
export class FormulaError extends Error {
  override name = 'FormulaError'
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

export const FUNCTIONS = ['sum', 'mean', 'min', 'max', 'count', 'round', 'abs'] as const
const DEEPEST = 50
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|\{([a-z][a-z0-9.-]*)\}|([a-z]+)|([-+*/(),×÷−]))/y
interface Token { number?: string | undefined; name?: string | undefined; word?: string | undefined; sign?: string | undefined; at: number }
const PLAIN: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '−': '-' }

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  for (let at = 0; text.slice(at).trim() !== ''; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    if (!found) throw new FormulaError(`“${text.slice(at).trim().slice(0, 12)}” is not understood`, at)
    const [, number, name, word, sign] = found
    tokens.push({ number, name, word, sign: sign && (PLAIN[sign] ?? sign), at })
  }
  return tokens
}

/** Reads a formula. @throws FormulaError */
export function readFormula(text: string): Formula {
  const tokens = tokensOf(text)
  let at = 0
  let depth = 0
  const names = new Set<string>()
  const here = () => tokens[at]?.at ?? text.length
  const take = (...signs: string[]) => { const sign = tokens[at]?.sign; if (sign && signs.includes(sign)) { at++; return sign } return undefined }
  const need = (sign: string) => { if (!take(sign)) throw new FormulaError(`“${sign}” is missing`, here()) }
  const row = (next: () => Node, ...signs: ('+' | '-' | '*' | '/')[]): Node => {
    let left = next()
    for (let sign = take(...signs); sign; sign = take(...signs)) left = { is: 'do', sign: sign as '+', left, right: next() }
    return left
  }
  const sum = (): Node => {
    if (++depth > DEEPEST) throw new FormulaError('nested too deep', here())
    const found = row(() => row(single, '*', '/'), '+', '-')
    depth--
    return found
  }
  const single = (): Node => {
    if (take('-')) return { is: 'minus', of: single() }
    if (take('(')) { const inner = sum(); need(')'); return inner }
    const token = tokens[at++]
    if (token?.number) return { is: 'number', value: Number(token.number) }
    if (token?.name) { names.add(token.name); return { is: 'name', name: token.name } }
    if (!token?.word) throw new FormulaError('a number or a question is missing', token?.at ?? text.length)
    if (!(FUNCTIONS as readonly string[]).includes(token.word)) throw new FormulaError(`there is no “${token.word}”`, token.at)
    need('(')
    const of = [sum()]
    while (take(',')) of.push(sum())
    need(')')
    return { is: 'call', name: token.word, of }
  }
  const whole = sum()
  if (at < tokens.length) throw new FormulaError('something stands after the end', here())
  return { names: [...names], value: (read) => numberOf(valueOf(whole, read)) }
}

const numberOf = (value: Value): number | null => typeof value === 'number' && Number.isFinite(value) ? value : null
const listOf = (value: Value): readonly number[] => value === null ? [] : typeof value === 'number' ? [value] : value

/** Nothing answered makes nothing of what is computed from it; within sum, mean, min, max and count it is left out. */
function valueOf(node: Node, read: (name: string) => Value): Value {
  switch (node.is) {
    case 'number': return node.value
    case 'name': return read(node.name)
    case 'minus': { const of = numberOf(valueOf(node.of, read)); return of === null ? null : -of }
    case 'do': {
      const [left, right] = [numberOf(valueOf(node.left, read)), numberOf(valueOf(node.right, read))]
      if (left === null || right === null) return null
      return numberOf(node.sign === '+' ? left + right : node.sign === '-' ? left - right : node.sign === '*' ? left * right : left / right)
    }
    case 'call': {
      const all = node.of.flatMap((one) => listOf(valueOf(one, read)))
      if (node.name === 'count') return all.length
      if (node.name === 'sum') return all.reduce((a, b) => a + b, 0)
      if (!all.length) return null
      if (node.name === 'mean') return all.reduce((a, b) => a + b, 0) / all.length
      if (node.name === 'min') return Math.min(...all)
      if (node.name === 'max') return Math.max(...all)
      return node.name === 'abs' ? Math.abs(all[0] as number) : rounded(all[0] as number, all[1] ?? 0)
    }
  }
}
/** To so many decimals, halves away from zero. */
export function rounded(value: number, decimals: number): number {
  const places = 10 ** Math.max(0, Math.min(6, Math.trunc(decimals)))
  return Math.sign(value) * Math.round(Math.abs(value) * places + 1e-9) / places
}
