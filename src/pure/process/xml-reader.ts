/** An opening or closing tag. */
export interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** `open`, `close`, or both at once. */
  readonly kind: 'open' | 'close' | 'empty'
  /** What stands between an opening tag and the next tag. */
  readonly text: string
}

/** Thrown for text that is no XML, or XML that defines entities of its own (which could be made to fill the memory). */
export class InvalidXml extends SyntaxError {
  constructor(message: string, at: number) {
    super(`${message} (character ${at})`)
    this.name = 'InvalidXml'
  }
}

/** The tags of an XML text one after the other, without prefixes taken apart; comments and instructions are passed over. */
export function* tagsOf(text: string): Generator<Tag> {
  const open: string[] = []
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) at = after(text, '-->', at)
    else if (text.startsWith('<![CDATA[', at)) at = after(text, ']]>', at)
    else if (text.startsWith('<?', at)) at = after(text, '?>', at)
    else if (text.startsWith('<!', at)) {
      if (text.slice(at, after(text, '>', at)).includes('[')) throw new InvalidXml('Definitions of entities are not read', at)
      at = after(text, '>', at)
    } else if (text[at + 1] === '/') {
      const end = after(text, '>', at)
      const name = text.slice(at + 2, end - 1).trim()
      if (open.pop() !== name) throw new InvalidXml(`</${name}> closes nothing that is open`, at)
      yield { name, attributes: {}, kind: 'close', text: '' }
      at = end
    } else {
      const tag = readTag(text, at)
      if (tag.kind === 'open') open.push(tag.name)
      yield tag
      at = tag.end
    }
  }
  if (open.length > 0) throw new InvalidXml(`<${open.at(-1)}> is never closed`, text.length)
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  if (at < 0) throw new InvalidXml(`${mark} is missing`, from)
  return at + mark.length
}

const SPACE = 32
const QUOTE = 34
const APOSTROPHE = 39
const SLASH = 47
const EQUALS = 61
const GREATER = 62

/** The opening tag at `from`, read character by character: a > within quotes ends nothing. */
function readTag(text: string, from: number): Tag & { end: number } {
  let at = nameEnd(text, from + 1)
  const name = text.slice(from + 1, at)
  if (name === '') throw new InvalidXml('A tag without a name', from)
  const attributes: Record<string, string> = {}
  for (;;) {
    while (text.charCodeAt(at) <= SPACE) at += 1
    const code = text.charCodeAt(at)
    if (code === GREATER) {
      const next = text.indexOf('<', at)
      return { name, attributes, kind: 'open', text: decoded(text.slice(at + 1, next < 0 ? text.length : next)), end: at + 1 }
    }
    if (code === SLASH && text.charCodeAt(at + 1) === GREATER) return { name, attributes, kind: 'empty', text: '', end: at + 2 }
    const end = nameEnd(text, at)
    const key = text.slice(at, end)
    at = end
    while (text.charCodeAt(at) <= SPACE) at += 1
    if (key === '' || text.charCodeAt(at) !== EQUALS) throw new InvalidXml('A tag that is not ended, or an attribute without a value', from)
    at += 1
    while (text.charCodeAt(at) <= SPACE) at += 1
    const quote = text.charCodeAt(at)
    const close = quote === QUOTE || quote === APOSTROPHE ? text.indexOf(text[at]!, at + 1) : -1
    if (close < 0) throw new InvalidXml('A value that is not between quotes', from)
    attributes[key] = decoded(text.slice(at + 1, close))
    at = close + 1
  }
}

function nameEnd(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code > SPACE && code !== EQUALS && code !== SLASH && code !== GREATER; code = text.charCodeAt(at)) at += 1
  return at
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole
  })
}

/** Text without the characters that XML has no way to write. */
export const writable = (text: string): string => text.replace(UNWRITABLE, '')
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/gu
/** Text as it may stand within quotes; characters that XML has no way to write are left out. */
export const escaped = (text: string): string => writable(text).replace(/[&<>"\t\n\r]/g, (character) => SPELLED[character] ?? `&#${character.charCodeAt(0)};`)
const SPELLED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
