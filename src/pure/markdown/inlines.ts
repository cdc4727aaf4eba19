import { safeAddress } from './address.ts'
import type { Inline } from './ast.ts'

/** Marks that stand open at once; what would be deeper is text. It bounds the time a hostile text takes. */
const DEEPEST = 40
const KINDS = { '**': 'strong', '__': 'strong', '*': 'emphasis', '_': 'emphasis', '~~': 'strike' } as const
type Mark = keyof typeof KINDS | '[' | '!['
interface Frame { mark: Mark | null; children: Inline[] }

const ESCAPABLE = /[!-/:-@[-`{-~]/
const SPACE = /\s/
const LATIN = /[A-Za-z0-9]/
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u
const BARE = /https?:\/\/[^\s<>"'“”‘’（）()[\]{}，。；：！？、]+/y
const BOXED = /<((?:https?:\/\/|mailto:|tel:)[^\s<>]{1,2000})>/iy
/** What follows the text of a link: its address, perhaps in angles, perhaps with a title. */
const TARGET = /\(\s*(?:<([^<>\n]{0,2000})>|((?:[^\s()\\]|\\.|\([^\s()]{0,500}\)){0,2000}))(?:\s+(?:"[^"]{0,500}"|'[^']{0,500}'))?\s*\)/y

/** The parts of a run of text, in one walk. */
export function inlinesOf(text: string): Inline[] {
  const frames: [Frame, ...Frame[]] = [{ mark: null, children: [] }]
  const top = (): Frame => frames.at(-1) as Frame
  let plain = ''
  const flush = () => { if (plain) top().children.push({ kind: 'text', text: plain }); plain = '' }
  /** Marks above this depth never found their end: they are text. */
  const unwind = (depth: number) => {
    const lost = frames.splice(depth + 1)
    const home = top().children
    for (const { mark, children } of lost) { home.push({ kind: 'text', text: mark as string }); for (const child of children) home.push(child) }
  }
  const lastOf = (mark: Mark): number => { for (let at = frames.length - 1; at > 0; at--) { const open = frames[at]?.mark; if (open === mark) return at; if (open === '[' || open === '![') { if (mark !== '[') return -1; } } return -1 }
  /** Backticks of so many that have no end further on: looked for once. */
  const endless = new Set<number>()

  for (let at = 0; at < text.length;) {
    const char = text[at] as string
    if (char === '\\') {
      const next = text[at + 1]
      if (next === '\n') { flush(); top().children.push({ kind: 'break' }); at += 2; continue }
      if (next !== undefined && ESCAPABLE.test(next)) { plain += next; at += 2; continue }
    }
    if (char === '`') {
      let run = 1
      while (text[at + run] === '`') run++
      const end = endless.has(run) ? -1 : endOfCode(text, at + run, run)
      if (end < 0) { endless.add(run); plain += text.slice(at, at + run); at += run; continue }
      flush()
      const inner = text.slice(at + run, end).replace(/\n/g, ' ')
      top().children.push({ kind: 'code', text: /^ .* $/s.test(inner) && inner.trim() ? inner.slice(1, -1) : inner })
      at = end + run
      continue
    }
    if (char === '\n') {
      const before = plain.at(-1)
      if (plain.endsWith('  ')) { plain = plain.trimEnd(); flush(); top().children.push({ kind: 'break' }) } else if (!(before && WIDE.test(before) && WIDE.test(text[at + 1] ?? ''))) plain += ' '
      at++
      continue
    }
    if (char === '<') {
      BOXED.lastIndex = at
      const boxed = BOXED.exec(text)
      const href = boxed && safeAddress(boxed[1] as string)
      if (boxed && href) { flush(); top().children.push({ kind: 'link', href, children: [{ kind: 'text', text: href.replace(/^(mailto|tel):/i, '') }] }); at += boxed[0].length; continue }
    }
    if (char === 'h' && !LATIN.test(text[at - 1] ?? '') && frames.every(({ mark }) => mark !== '[')) {
      BARE.lastIndex = at
      const bare = BARE.exec(text)?.[0].replace(/[.,;:!?*_~]+$/, '')
      const href = bare && safeAddress(bare)
      if (href) { flush(); top().children.push({ kind: 'link', href, children: [{ kind: 'text', text: href }] }); at += href.length; continue }
    }
    if (char === '!' && text[at + 1] === '[' && frames.length < DEEPEST) { flush(); frames.push({ mark: '![', children: [] }); at += 2; continue }
    // A link within a link is text.
    if (char === '[' && frames.length < DEEPEST && lastOf('[') < 0) { flush(); frames.push({ mark: '[', children: [] }); at++; continue }
    if (char === ']') {
      const depth = Math.max(lastOf('['), lastOf('!['))
      if (depth > 0) {
        TARGET.lastIndex = at + 1
        const target = TARGET.exec(text)
        flush()
        unwind(depth)
        const { mark, children } = frames.pop() as Frame
        if (target) {
          const address = (target[1] ?? target[2] ?? '').replace(/\\([!-/:-@[-`{-~])/g, '$1')
          if (mark === '![') top().children.push({ kind: 'image', source: address, alt: plainOf(children) })
          else {
            const href = safeAddress(address)
            if (href) top().children.push({ kind: 'link', href, children })
            // Where it would lead is left out, what it says stays.
            else top().children.push(...children)
          }
          at += 1 + target[0].length
          continue
        }
        top().children.push({ kind: 'text', text: mark as string })
        for (const child of children) top().children.push(child)
      }
      plain += ']'
      at++
      continue
    }
    if (char === '*' || char === '_' || (char === '~' && text[at + 1] === '~')) {
      const double = text[at + 1] === char
      const mark = (double ? char + char : char) as keyof typeof KINDS
      const before = text[at - 1] ?? ' '
      const after = text[at + mark.length] ?? ' '
      const inWord = char === '_' && LATIN.test(before) && LATIN.test(after)
      const opened = inWord || SPACE.test(before) ? -1 : lastOf(mark)
      if (opened > 0 && (opened < frames.length - 1 || plain || top().children.length)) {
        flush()
        unwind(opened)
        const { children } = frames.pop() as Frame
        top().children.push({ kind: KINDS[mark], children })
      } else if (!inWord && !SPACE.test(after) && frames.length < DEEPEST) { flush(); frames.push({ mark, children: [] }) } else plain += mark
      at += mark.length
      continue
    }
    plain += char
    at++
  }
  flush()
  unwind(0)
  return joined(frames[0].children)
}

function endOfCode(text: string, from: number, run: number): number {
  for (let at = text.indexOf('`', from); at >= 0;) {
    let length = 1
    while (text[at + length] === '`') length++
    if (length === run) return at
    at = text.indexOf('`', at + length)
  }
  return -1
}

/** Neighbouring texts as one. */
function joined(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const one of inlines) {
    const last = out.at(-1)
    if (one.kind === 'text' && last?.kind === 'text') out[out.length - 1] = { kind: 'text', text: last.text + one.text }
    else out.push('children' in one ? { ...one, children: joined(one.children) } : one)
  }
  return out
}

/** What is read aloud of it. */
export function plainOf(inlines: readonly Inline[]): string {
  return inlines.map((one) => one.kind === 'text' || one.kind === 'code' ? one.text : one.kind === 'image' ? one.alt : one.kind === 'break' ? '\n' : plainOf(one.children)).join('')
}
