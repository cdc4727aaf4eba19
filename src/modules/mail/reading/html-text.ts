/** Begin and end on lines of their own. */
const BLOCKS = new Set(['address', 'article', 'aside', 'blockquote', 'caption', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'figcaption', 'figure', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul'])
/** Have an empty line around them. */
const APART = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'pre', 'table', 'blockquote'])
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

export interface HtmlText {
  text: string
  /** Offsets in `text` where mail programs marked a quoted mail or a signature, and where the mark ends. */
  marks: { kind: 'quote' | 'signature'; from: number; to: number }[]
}

/**
 * What sanitised HTML says as text: blocks on lines, cells apart by tabs, list items with dashes, quotes with `> `, white space as shown.
 * Takes only what `cleanHtml` gives: well-formed tags, no scripts.
 */
export function textOfHtml(html: string): HtmlText {
  const writing = { out: [] as string[], length: 0, depth: 0, newlines: 2, space: false }
  const open: { name: string; mark: { kind: 'quote' | 'signature'; from: number; to: number } | null; quote: boolean; hidden: boolean; pre: boolean }[] = []
  const marks: HtmlText['marks'] = []
  let hidden = 0
  let pre = 0
  const put = (text: string) => { writing.out.push(text); writing.length += text.length }
  const lineBreak = (count: number) => {
    while (writing.newlines < count) { put('\n'); writing.newlines += 1 }
    writing.space = false
  }
  const say = (text: string) => {
    if (writing.newlines && writing.depth) put(`${'>'.repeat(writing.depth)} `)
    else if (writing.space && !writing.newlines) put(' ')
    put(text)
    writing.newlines = 0
    writing.space = false
  }
  const readText = (raw: string) => {
    if (hidden) return
    const text = decodeEntities(raw)
    if (pre) {
      for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
        if (index) { put('\n'); writing.newlines += 1 }
        if (line) say(line)
      }
      return
    }
    for (const word of text.split(/([ \t\r\n\f]+)/)) {
      if (!word) continue
      if (/^[ \t\r\n\f]/.test(word)) writing.space ||= !writing.newlines
      else say(word.replace(/\u00a0/g, ' '))
    }
  }
  for (const match of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>|[^<]+|</gi)) {
    const name = match[2]?.toLowerCase()
    if (!name) { readText(match[0]); continue }
    const closing = match[1] === '/'
    const attributes = match[3] ?? ''
    if (name === 'br') { if (!hidden) { put('\n'); writing.newlines += 1; writing.space = false } continue }
    if (name === 'img' || name === 'hr' || name === 'wbr' || name === 'col') {
      if (name === 'hr') lineBreak(1)
      continue
    }
    if (closing) {
      if ((name === 'td' || name === 'th') && !hidden && !writing.newlines) { put('\t'); writing.space = false }
      if (BLOCKS.has(name) && !hidden) lineBreak(APART.has(name) && name !== 'blockquote' ? 2 : 1)
      const at = open.findLastIndex((one) => one.name === name)
      if (at < 0) continue
      for (const one of open.splice(at)) {
        if (one.mark) { one.mark.to = writing.length }
        if (one.quote) writing.depth -= 1
        if (one.hidden) hidden -= 1
        if (one.pre) pre -= 1
      }
      continue
    }
    if (BLOCKS.has(name) && !hidden) lineBreak(APART.has(name) && writing.length ? (name === 'blockquote' ? 1 : 2) : writing.length ? 1 : 0)
    const marked = attributes.includes('data-quote="') ? 'quote' : attributes.includes('data-signature="') ? 'signature' : null
    const mark = marked ? { kind: marked, from: writing.length, to: -1 } as const : null
    if (mark) marks.push({ ...mark })
    const one = { name, mark: mark ? marks.at(-1) ?? null : null, quote: name === 'blockquote', hidden: /style="[^"]*display:\s*none/i.test(attributes), pre: name === 'pre' || /style="[^"]*white-space:\s*pre/i.test(attributes) }
    open.push(one)
    if (one.quote) writing.depth += 1
    if (one.hidden) hidden += 1
    if (one.pre) pre += 1
    if (name === 'li' && !hidden) say('- ')
  }
  for (const mark of marks) if (mark.to < 0) mark.to = writing.length
  return tidied(writing.out.join(''), marks)
}

/** Ends of lines without spaces, at most one empty line in a row; the marks move along. */
function tidied(text: string, marks: HtmlText['marks']): HtmlText {
  const edges = [...new Set(marks.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const moved = new Map<number, number>()
  let out = ''
  let at = 0
  for (const edge of [...edges, text.length]) {
    out = joined(out, text.slice(at, edge))
    moved.set(edge, out.length)
    at = edge
  }
  const leading = /^\s*\n/.exec(out)?.[0].length ?? 0
  const place = (edge: number) => Math.max(0, (moved.get(edge) ?? 0) - leading)
  return { text: out.slice(leading).trimEnd(), marks: marks.map(({ kind, from, to }) => ({ kind, from: place(from), to: place(to) })) }
}

const joined = (before: string, after: string): string => before + after.split('\n').map((line, index, lines) => index < lines.length - 1 ? line.trimEnd() : line).join('\n').replace(/\n{3,}/g, '\n\n')

const decodeEntities = (text: string): string => text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
  if (name) return NAMED[name] ?? whole
  const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16)
  return code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
})

/** A text part as HTML, for mails that show both kinds one after the other. */
export const htmlOfText = (text: string): string => text ? `<div style="white-space:pre-wrap">${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')}</div>` : ''
