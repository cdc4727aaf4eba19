import { firstField, headerEnd, readHeader, readParameters } from './header-fields.ts'
import type { HeaderField, RawParameter } from './header-fields.ts'
import { UnreadableMail } from './read-mail-shape.ts'
import type { MailProblem, ReadingLimits } from './read-mail-shape.ts'
import { decodeTransfer, transferEncoding } from './transfer-encodings.ts'

/** A part of a mail: the mail itself, a part of a multipart, or the mail inside an attached message. */
export interface MailPart {
  fields: HeaderField[]
  /** Lower case, without parameters; `text/plain` when the mail says nothing readable. */
  type: string
  /** Parameters of Content-Type, undecoded. */
  parameters: Map<string, RawParameter>
  disposition: string
  dispositionParameters: Map<string, RawParameter>
  /** Bytes after transfer decoding; of a multipart the raw body. */
  content: Buffer
  /** Parts of a multipart, or the one mail inside message/rfc822. */
  children: MailPart[]
}

export interface PartTree { root: MailPart; problems: MailProblem[] }

interface Reading { limits: ReadingLimits; parts: number; problems: Set<MailProblem> }

/** Takes a mail apart. Throws UnreadableMail where it passes a limit. */
export function readPartTree(raw: Buffer, limits: ReadingLimits): PartTree {
  const reading: Reading = { limits, parts: 0, problems: new Set() }
  const root = readPart(raw, 0, raw.length, 0, 'text/plain', reading)
  return { root, problems: [...reading.problems] }
}

function readPart(bytes: Buffer, from: number, end: number, depth: number, defaultType: string, reading: Reading): MailPart {
  if (depth > reading.limits.depth) throw new UnreadableMail('too-deep', `${reading.limits.depth} levels`)
  reading.parts += 1
  if (reading.parts > reading.limits.parts) throw new UnreadableMail('too-many-parts', `${reading.limits.parts} parts`)
  if (headerEnd(bytes, from, end) - from > reading.limits.headerBytes) throw new UnreadableMail('header-too-large', `${reading.limits.headerBytes} bytes`)
  const { fields, bodyAt, problems } = readHeader(bytes, from, end)
  for (const problem of problems) reading.problems.add(problem)
  const contentType = readParameters(firstField(fields, 'content-type'))
  const disposition = readParameters(firstField(fields, 'content-disposition'))
  const part: MailPart = {
    fields, type: mediaType(contentType.value, defaultType), parameters: contentType.parameters,
    disposition: disposition.value.toLowerCase().replace(/[^a-z-].*$/, ''), dispositionParameters: disposition.parameters,
    content: bytes.subarray(bodyAt, end), children: [],
  }
  const encoding = transferEncoding(firstField(fields, 'content-transfer-encoding'))
  if (encoding) part.content = decodeTransfer(part.content, encoding)
  else if (!part.type.startsWith('multipart/')) part.content = withPlainLineEnds(part.content, firstField(fields, 'content-transfer-encoding'))
  if (part.type.startsWith('multipart/')) readChildren(part, depth, reading)
  else if (part.type === 'message/rfc822' || part.type === 'message/global') part.children = [readPart(part.content, leadingLines(part.content), part.content.length, depth + 1, 'text/plain', reading)]
  return part
}

function readChildren(part: MailPart, depth: number, reading: Reading): void {
  const boundary = part.parameters.get('boundary')?.bytes.trimEnd() ?? ''
  const spans = boundary ? spansBetween(part.content, boundary) : []
  const childType = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  if (!spans.length) {
    // Without its boundary the whole body is one text, so that nothing is lost.
    reading.problems.add('broken-structure')
    if (part.content.length) part.children = [{ ...part, fields: [], type: 'text/plain', parameters: new Map(), disposition: '', dispositionParameters: new Map(), children: [] }]
    return
  }
  if (!spans.at(-1)?.closed) reading.problems.add('truncated')
  for (const { from, end } of spans) {
    if (end > from || spans.length === 1) part.children.push(readPart(part.content, from, end, depth + 1, childType, reading))
  }
}

/** Spans between the lines `--boundary`. What follows a closing line counts only when more such lines follow it. */
function spansBetween(content: Buffer, boundary: string): { from: number; end: number; closed: boolean }[] {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  const spans: { from: number; end: number; closed: boolean }[] = []
  let open = -1
  for (let at = content.indexOf(delimiter); at >= 0; at = content.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && content[at - 1] !== 10 && content[at - 1] !== 13) continue
    let after = at + delimiter.length
    const closing = content[after] === 0x2d && content[after + 1] === 0x2d
    if (closing) after += 2
    while (content[after] === 32 || content[after] === 9) after += 1
    // Another boundary may begin with this one.
    if (after < content.length && content[after] !== 10 && content[after] !== 13) continue
    if (open >= 0) spans.push({ from: open, end: Math.max(open, beforeLineEnd(content, at)), closed: true })
    open = closing ? -1 : afterLineEnd(content, after)
  }
  if (open >= 0) spans.push({ from: open, end: content.length, closed: false })
  return spans
}

/** The line end before a delimiter belongs to the delimiter. */
function beforeLineEnd(content: Buffer, at: number): number {
  if (content[at - 1] !== 10) return content[at - 1] === 13 ? at - 1 : at
  return content[at - 2] === 13 ? at - 2 : at - 1
}
function afterLineEnd(content: Buffer, at: number): number {
  let after = at
  while (content[after] === 13) after += 1
  return content[after] === 10 ? after + 1 : after
}
/** Empty lines before an attached mail’s header, which some mailers put there. */
function leadingLines(content: Buffer): number {
  let at = 0
  while (content[at] === 10 || content[at] === 13) at += 1
  return at
}

/** Line ends of uncoded parts are the transport’s, not the file’s: the same mail fetched from two servers must give the same bytes. */
function withPlainLineEnds(content: Buffer, encoding: string): Buffer {
  if (/^\s*binary/i.test(encoding) || content.indexOf('\r\n') < 0 || content.includes(0)) return content
  return Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
}

function mediaType(value: string, fallback: string): string {
  const plain = value.toLowerCase().trim().replace(/^["']/, '')
  const type = /^([a-z0-9!#$&^_.+-]{1,100})\s*\/\s*([a-z0-9!#$&^_.+-]{1,100})/.exec(plain)
  if (type) return `${type[1]}/${type[2]}`
  if (/^html?\b/.test(plain)) return 'text/html'
  if (/^text\b/.test(plain)) return 'text/plain'
  return plain.includes('/') ? 'application/octet-stream' : fallback
}
