/** Bytes as they were before they were made fit for mail. All four are lenient: what is not of the encoding is skipped or kept, never refused. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  switch (encoding) {
    case 'base64': return looksBase64(body) ? decodeBase64(body) : body
    case 'quoted-printable': return decodeQuotedPrintable(body)
    case 'x-uuencode': case 'uuencode': case 'x-uue': case 'uue': case 'x-uu': return decodeUuencodedPart(body)
    default: return body
  }
}

/** The declared encoding in one of the names above, lower case; empty for 7bit, 8bit, binary and what nobody knows. */
export function transferEncoding(value: string): string {
  const name = value.replace(/\([^)]*\)/g, '').trim().toLowerCase().replace(/^["']|["';].*$/g, '')
  if (/^base-?64$/.test(name)) return 'base64'
  if (/^quoted[-_ ]?printable$/.test(name)) return 'quoted-printable'
  return /^x?-?uu(e|encode)?$/.test(name) ? 'uuencode' : ''
}

/** Base64 as mailers cut it: any line length, foreign characters skipped, several padded runs one after the other. */
export function decodeBase64(body: Buffer): Buffer {
  const raw = body.toString('latin1')
  // The decoder itself skips line ends and foreign characters, but stops at the first `=`.
  if (!/=[^=\s]|=\s+[^=\s]/.test(raw)) return Buffer.from(raw, 'base64')
  const text = raw.replace(/[^A-Za-z0-9+/=]+/g, '')
  const runs = text.split(/=+/)
  // So many ends are no files put together but noise.
  return runs.length > 10_000 ? Buffer.from(runs.join(''), 'base64') : Buffer.concat(runs.map((run) => Buffer.from(run, 'base64')))
}

/** Plain text under a false `base64`: words with spaces between them all over. */
function looksBase64(body: Buffer): boolean {
  const head = body.toString('latin1', 0, 4_096).trim()
  if (!head) return true
  const foreign = head.match(/[^A-Za-z0-9+/=\s]/g)?.length ?? 0
  const gaps = head.match(/[a-z] [a-z]/gi)?.length ?? 0
  return foreign + gaps < head.length / 20
}

export function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length)
  let end = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] as number
    if (byte === 0x3d) {
      const value = hexPair(body, at + 1)
      if (value >= 0) { out[end++] = value; at += 2; continue }
      const line = softBreak(body, at + 1)
      if (line > 0) { at = line; continue }
    }
    out[end++] = byte
  }
  return out.subarray(0, end)
}

function hexPair(body: Buffer, at: number): number {
  const high = hexDigit(body[at])
  const low = hexDigit(body[at + 1])
  return high < 0 || low < 0 ? -1 : high * 16 + low
}
function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1
}
/** Where the line ends that a `=` joins to the next, or -1 when it stands inside a line. The end of the body counts. */
function softBreak(body: Buffer, from: number): number {
  let at = from
  while (body[at] === 0x20 || body[at] === 0x09) at += 1
  if (at >= body.length) return body.length
  if (body[at] === 0x0d && body[at + 1] === 0x0a) return at + 1
  return body[at] === 0x0a || body[at] === 0x0d ? at : -1
}

export interface UuencodedFile { name: string; content: Buffer }

function decodeUuencodedPart(body: Buffer): Buffer {
  const { files, text } = takeUuencoded(body.toString('latin1'))
  if (files[0]) return files[0].content
  // The part is one file: some mailers leave out its begin and end.
  return uuencodedFrom([...text.split('\n').filter((line) => !BEGIN.test(line)), 'end'], 0, false)?.content ?? body
}

const BEGIN = /^begin(?:-base64)? [0-7]{3,4} (.{1,255}?)\s*$/

/**
 * Takes uuencoded files out of a text of single bytes (latin1): from `begin 644 name` to `end`. What only looks like it (a sentence that
 * begins with “begin 644”) stays text: every line between must have the length that its first character says.
 */
export function takeUuencoded(text: string): { text: string; files: UuencodedFile[] } {
  if (!/^begin(-base64)? [0-7]{3,4} /m.test(text)) return { text, files: [] }
  const lines = text.split('\n')
  const kept: string[] = []
  const files: UuencodedFile[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string
    const name = BEGIN.exec(line)?.[1]
    const file = name === undefined ? null : uuencodedFrom(lines, at + 1, line.startsWith('begin-base64'))
    if (!file) { kept.push(line); continue }
    files.push({ name: name as string, content: file.content })
    at = file.last
  }
  return { text: kept.join('\n'), files }
}

function uuencodedFrom(lines: readonly string[], from: number, base64: boolean): { content: Buffer; last: number } | null {
  const chunks: Buffer[] = []
  for (let at = from; at < lines.length; at += 1) {
    const line = (lines[at] as string).replace(/\r$/, '')
    if (base64 ? line === '====' : /^end\s*$/.test(line)) return { content: Buffer.concat(chunks), last: at }
    if (base64) { chunks.push(Buffer.from(line, 'base64')); continue }
    if (!line.trim() || line === '`') continue
    const chunk = uudecodeLine(line)
    if (!chunk) return null
    chunks.push(chunk)
  }
  return null
}

function uudecodeLine(line: string): Buffer | null {
  const length = (line.charCodeAt(0) - 32) & 63
  const needed = Math.ceil(length / 3) * 4
  // Trailing spaces are often lost under way; one check character more is allowed.
  if (line.charCodeAt(0) < 32 || line.charCodeAt(0) > 96 || line.length - 1 > needed + 2) return null
  const out = Buffer.alloc(Math.ceil(length / 3) * 3)
  for (let at = 0; at * 4 < needed; at += 1) {
    let bits = 0
    for (let place = 0; place < 4; place += 1) bits = bits << 6 | ((at * 4 + place + 1 < line.length ? line.charCodeAt(at * 4 + place + 1) : 32) - 32 & 63)
    out.writeUIntBE(bits, at * 3, 3)
  }
  return out.subarray(0, length)
}
