/** JSON as people read and write it: one thought a line, colours, and where in the text each part stands. */

const WIDE = 110

/** A value as text: what fits on a line stands on one, the rest is broken and indented by two. */
export function jsonText(value: unknown, indent = ''): string {
  const short = onOneLine(value)
  if (indent.length + short.length <= WIDE || typeof value !== 'object' || value === null) return short
  const deeper = `${indent}  `
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const parts = Array.isArray(value) ? value.map((one) => jsonText(one, deeper)) : entriesOf(value).map(([key, one]) => `${JSON.stringify(key)}: ${jsonText(one, deeper)}`)
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`
}
const entriesOf = (value: object) => Object.entries(value).filter(([, one]) => one !== undefined)
function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const parts = entriesOf(value).map(([key, one]) => `${JSON.stringify(key)}: ${onOneLine(one)}`)
  return parts.length ? `{ ${parts.join(', ')} }` : '{}'
}

export interface Token { text: string; kind: 'key' | 'text' | 'number' | 'word' | 'sign' }
const TOKEN = /("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|([^"\dtfn-]+|[\s\S])/g
/** A line cut for colouring; the pieces together are the line, whatever stands in it. */
export const tokensOf = (line: string): Token[] => [...line.matchAll(TOKEN)].flatMap(([whole, string, colon, number, word]): Token[] =>
  string !== undefined ? [{ text: string, kind: colon ? 'key' : 'text' }, ...(colon ? [{ text: colon, kind: 'sign' as const }] : [])]
    : [{ text: whole, kind: number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign' }])

/** What a text is: its value and the offset at which each path's value stands, or the offset where it stops being JSON. */
export type Read = { value: unknown; places: ReadonlyMap<string, number> } | { brokenAt: number }

const SPACE = /[ \t\r\n]*/y
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
class Broken extends Error {
  readonly at: number
  constructor(at: number) { super(); this.at = at }
}

/** Reads JSON and remembers places: `JSON.parse` tells neither where a value stood nor, in every browser, where the text is broken. */
export function readJson(text: string): Read {
  const places = new Map<string, number>()
  let at = 0
  const space = () => { SPACE.lastIndex = at; SPACE.exec(text); at = SPACE.lastIndex }
  const sign = (wanted: string) => { space(); if (text[at] !== wanted) throw new Broken(at); at++ }
  const isNext = (wanted: string) => { space(); return text[at] === wanted }
  const literal = (): unknown => {
    LITERAL.lastIndex = at
    const found = LITERAL.exec(text)?.[0]
    if (found === undefined) throw new Broken(at)
    at += found.length
    return JSON.parse(found)
  }
  const members = (close: string, one: (n: number) => void) => {
    at++
    if (isNext(close)) { at++; return }
    for (let n = 0; ; n++) {
      one(n)
      if (isNext(close)) { at++; return }
      sign(',')
    }
  }
  const value = (path: string): unknown => {
    space()
    places.set(path, at)
    const inside = (step: string | number) => path ? `${path}.${step}` : String(step)
    if (text[at] === '[') {
      const list: unknown[] = []
      members(']', (n) => list.push(value(inside(n))))
      return list
    }
    if (text[at] !== '{') return literal()
    const entries: [string, unknown][] = []
    members('}', () => {
      space()
      if (text[at] !== '"') throw new Broken(at)
      const key = literal() as string
      sign(':')
      entries.push([key, value(inside(key))])
    })
    return Object.fromEntries(entries)
  }
  try {
    const read = value('')
    space()
    if (at < text.length) throw new Broken(at)
    return { value: read, places }
  } catch (error) {
    if (error instanceof Broken) return { brokenAt: error.at }
    throw error
  }
}

/** The line of an offset, the first being 1. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
/** Where a path stands, or the nearest part above it that is there: a missing field is a fault of whoever lacks it. */
export function placeOf(places: ReadonlyMap<string, number>, path: string): number {
  for (let steps = path.split('.'); steps.length; steps = steps.slice(0, -1)) {
    const found = places.get(steps.join('.'))
    if (found !== undefined) return found
  }
  return places.get('') ?? 0
}
