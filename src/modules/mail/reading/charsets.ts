import iconv from 'iconv-lite'
import { guessCharset, readsAs } from './guess-charset.ts'
import type { MailProblem } from './read-mail-shape.ts'

/**
 * Names that senders use and no decoder knows, or that mean more than they say: what calls itself GB2312 is GBK or GB18030 in life,
 * ISO-8859-1 is windows-1252, and so on (WHATWG Encoding knows the rest).
 */
const ALIASES: Readonly<Record<string, string>> = {
  'gb2312': 'gb18030', 'gb_2312-80': 'gb18030', 'gb2312-80': 'gb18030', 'x-gbk': 'gb18030', 'gbk': 'gb18030', 'cp936': 'gb18030', 'ms936': 'gb18030', 'windows-936': 'gb18030', '936': 'gb18030', 'euc-cn': 'gb18030', 'chinese': 'gb18030', 'csgb2312': 'gb18030', 'gb_18030': 'gb18030', 'cn-gb': 'gb18030',
  'hz-gb-2312': 'hz', 'hz': 'hz', 'hzgb2312': 'hz',
  'big5': 'big5', 'big-5': 'big5', 'cn-big5': 'big5', 'x-x-big5': 'big5', 'big5-hkscs': 'big5', 'big5hkscs': 'big5', 'cp950': 'big5', 'ms950': 'big5', 'windows-950': 'big5', '950': 'big5', 'big5-eten': 'big5',
  'cp932': 'shift_jis', 'ms932': 'shift_jis', 'windows-31j': 'shift_jis', 'x-sjis': 'shift_jis', 'sjis': 'shift_jis', 'shift-jis': 'shift_jis', 'ms_kanji': 'shift_jis', 'windows-932': 'shift_jis',
  'iso2022jp': 'iso-2022-jp', 'iso-2022-jp-1': 'iso-2022-jp', 'iso-2022-jp-2': 'iso-2022-jp', 'iso-2022-jp-3': 'iso-2022-jp', 'iso-2022-jp-ms': 'iso-2022-jp', 'cp50220': 'iso-2022-jp', 'cp50221': 'iso-2022-jp', 'cp50222': 'iso-2022-jp', '_iso-2022-jp$sio': 'iso-2022-jp', '_iso-2022-jp$esc': 'iso-2022-jp', 'jis': 'iso-2022-jp',
  'eucjp': 'euc-jp', 'x-euc-jp': 'euc-jp', 'ujis': 'euc-jp',
  'ks_c_5601-1987': 'euc-kr', 'ks_c_5601': 'euc-kr', 'ksc5601': 'euc-kr', 'ksc_5601': 'euc-kr', 'cp949': 'euc-kr', 'uhc': 'euc-kr', 'ms949': 'euc-kr', 'windows-949': 'euc-kr', 'x-windows-949': 'euc-kr', 'euckr': 'euc-kr', 'iso-2022-kr': 'iso-2022-kr', 'csiso2022kr': 'iso-2022-kr',
  'utf7': 'utf-7', 'unicode-1-1-utf-7': 'utf-7', 'x-unicode-1-1-utf-7': 'utf-7', 'csunicode11utf7': 'utf-7', 'x-unicode-2-0-utf-7': 'utf-7',
  'utf8': 'utf-8', 'utf-8mb4': 'utf-8', 'utf8mb4': 'utf-8', 'unicode-1-1-utf-8': 'utf-8', 'x-utf-8': 'utf-8', 'utf_8': 'utf-8',
  'us-ascii': 'us-ascii', 'ascii': 'us-ascii', 'ansi_x3.4-1968': 'us-ascii', 'ansi_x3.110-1983': 'us-ascii', 'usascii': 'us-ascii', '646': 'us-ascii', 'iso646-us': 'us-ascii', '7bit': 'us-ascii',
  'iso-8859-1': 'windows-1252', 'iso8859-1': 'windows-1252', 'iso_8859-1': 'windows-1252', 'latin1': 'windows-1252', 'latin-1': 'windows-1252', 'l1': 'windows-1252', 'cp1252': 'windows-1252', 'ansi': 'windows-1252', 'iso-8859-1-windows-1252': 'windows-1252',
  'iso-8859-9': 'windows-1254', 'iso-8859-8-i': 'windows-1255', 'iso-8859-8': 'windows-1255', 'iso-8859-11': 'windows-874', 'tis-620': 'windows-874', 'tis620': 'windows-874',
  'koi8r': 'koi8-r', 'koi8': 'koi8-r', 'koi-8': 'koi8-r', 'koi8u': 'koi8-u', 'cp1251': 'windows-1251', 'win-1251': 'windows-1251', 'win1251': 'windows-1251', 'x-cp1251': 'windows-1251', 'cp1250': 'windows-1250', 'cp866': 'cp866', 'ibm866': 'cp866',
  'mac': 'macintosh', 'x-mac-roman': 'macintosh',
}
/** Says nothing about the bytes. */
const MEANINGLESS = new Set(['', 'unknown', 'unknown-8bit', 'x-unknown', 'unknown8bit', 'default', 'default_charset', 'binary', '8bit', 'none', 'charset', 'user-defined', 'x-user-defined', 'iso-8859-1-', 'windows-1252-', 'utf', 'unicode', 'locale', 'null', 'undefined', 'us-ascii'])
const SINGLE_BYTE = /^(windows-125\d|windows-874|iso-8859-\d+|koi8-[ru]|macintosh|cp\d+|x-mac-.*|us-ascii)$/

export interface Decoded {
  text: string
  /** The charset that was used in the end. */
  charset: string
  problems: MailProblem[]
}

/** The name under which we decode what calls itself `label`; null when it says nothing, undefined when nobody knows it. */
export function canonicalCharset(label: string): string | null | undefined {
  const name = label.trim().toLowerCase().replace(/^["']+|["'\s;:,]+$/g, '').replace(/^charset=/, '')
  if (MEANINGLESS.has(name)) return null
  const known = ALIASES[name] ?? ALIASES[name.replace(/_/g, '-')]
  if (known) return known
  try {
    const { encoding } = new TextDecoder(name)
    return ALIASES[encoding] ?? encoding
  } catch {
    return iconv.encodingExists(name) ? name : undefined
  }
}

/**
 * Bytes as text. The declared charset is believed as long as the bytes bear it out: valid UTF-8 under another name is UTF-8, Chinese under a
 * Latin name is Chinese, and what the declared charset cannot decode is guessed anew. Never throws; what nothing can decode stands as U+FFFD.
 * @param hint a charset seen elsewhere in the mail, preferred among guesses
 */
export function decodeText(bytes: Uint8Array, label = '', hint = ''): Decoded {
  const buffer = asBuffer(bytes)
  if (buffer.length >= 2) {
    const bom = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 'utf-8' : buffer[0] === 0xff && buffer[1] === 0xfe ? 'utf-16le' : buffer[0] === 0xfe && buffer[1] === 0xff ? 'utf-16be' : ''
    if (bom) return { text: new TextDecoder(bom).decode(buffer), charset: bom, problems: [] }
  }
  const declared = canonicalCharset(label)
  const problems: MailProblem[] = declared === undefined ? ['unknown-charset'] : []
  const plain = isAscii(buffer)
  if (plain) {
    const stateful = statefulCharset(buffer, declared ?? '')
    const charset = stateful ?? (declared && /^utf-16|^utf-32/.test(declared) ? declared : 'us-ascii')
    return { text: charset === 'us-ascii' ? buffer.toString('latin1') : decodeAs(buffer, charset), charset, problems }
  }
  const utf8 = strictly(buffer, 'utf-8')
  if (declared === 'utf-8' && utf8 !== null) return { text: utf8, charset: 'utf-8', problems }
  if (utf8 !== null && (!declared || convincingUtf8(utf8))) return { text: utf8, charset: 'utf-8', problems: declared ? ['wrong-charset'] : problems }
  if (declared && declared !== 'utf-8') {
    const text = strictly(buffer, declared)
    const score = text === null ? null : readsAs(buffer, declared)
    const better = score !== null && score < 0.45 ? guessCharset(buffer) : null
    if (better && (readsAs(buffer, better) ?? 0) > 0.7) return { text: decodeAs(buffer, better), charset: better, problems: ['wrong-charset'] }
    if (text !== null && !(SINGLE_BYTE.test(declared) && declared !== 'us-ascii' && looksMisnamed(buffer, declared))) return { text, charset: declared, problems }
  }
  const guess = guessCharset(buffer, canonicalCharset(hint) ?? '', declared ?? '')
  if (guess) {
    return { text: decodeAs(buffer, guess), charset: guess, problems: [...problems, declared && declared !== guess ? 'wrong-charset' : 'guessed-charset'] }
  }
  // Nothing fits wholly: a mail cut in the middle of a character, or two charsets in one text.
  const last = declared ?? (utf8Mostly(buffer) ? 'utf-8' : 'windows-1252')
  return { text: decodeAs(buffer, last), charset: last, problems: [...problems, 'undecodable-text'] }
}

/** The text of bytes in a known charset, with U+FFFD where they break it. */
export function decodeAs(buffer: Buffer, charset: string): string {
  if (charset === 'hz') return decodeHz(buffer)
  if (charset === 'iso-2022-kr') return decodeIso2022Kr(buffer)
  if (charset === 'us-ascii') return new TextDecoder('utf-8').decode(buffer)
  if (charset === 'iso-2022-jp') return new TextDecoder('iso-2022-jp').decode(asJisX0208(buffer))
  const decoder = decoderOf(charset)
  return decoder ? decoder.decode(buffer) : iconv.decode(buffer, charset)
}

/** The text when every byte fits the charset, else null. */
export function strictly(buffer: Buffer, charset: string): string | null {
  if (charset === 'us-ascii') return isAscii(buffer) ? buffer.toString('latin1') : null
  if (/^(hz|iso-2022|utf-7)/.test(charset)) return null
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(buffer)
    return text
  } catch (error) {
    if (!(error instanceof RangeError)) return null
    const text = iconv.decode(buffer, charset)
    return text.includes('\ufffd') ? null : text
  }
}

export const isAscii = (buffer: Buffer): boolean => !/[\x80-\xff]/.test(buffer.toString('latin1'))
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function decoderOf(charset: string): TextDecoder | null {
  try { return new TextDecoder(charset) } catch { return null }
}

/** Charsets that hide in seven bits show themselves by their escapes; UTF-7 only counts when it is declared. */
function statefulCharset(buffer: Buffer, declared: string): string | null {
  if (declared === 'utf-7' || declared === 'hz') return declared
  const text = buffer.toString('latin1')
  if (text.includes('\x1b')) {
    if (text.includes('\x1b$)C')) return 'iso-2022-kr'
    if (/\x1b(\$[@B]|\$\([D@B]|\([JI])/.test(text)) return 'iso-2022-jp'
  }
  if (text.includes('~{') && /~\{(?:[\x21-\x77][\x21-\x7e])+~\}/.test(text)) return 'hz'
  return null
}

/** HZ (RFC 1843): `~{` … `~}` holds GB2312 with the high bits cut off. */
function decodeHz(buffer: Buffer): string {
  const text = buffer.toString('latin1').replace(/~\n/g, '').replace(/~\{((?:[\x21-\x7e]{2})*?)~\}/g, (_, codes: string) =>
    new TextDecoder('gb18030').decode(Buffer.from(codes, 'latin1').map((byte) => byte | 0x80)))
  return text.replace(/~~/g, '~')
}

/** ISO-2022-KR (RFC 1557): SO … SI holds KS X 1001 with the high bits cut off. */
function decodeIso2022Kr(buffer: Buffer): string {
  const high = Buffer.from(buffer.toString('latin1').replace(/\x1b\$\)C/g, ''), 'latin1')
  let shifted = false
  const out: number[] = []
  for (const byte of high) {
    if (byte === 0x0e) shifted = true
    else if (byte === 0x0f || byte === 0x0a) { shifted = false; if (byte === 0x0a) out.push(byte) } else out.push(shifted && byte > 0x20 ? byte | 0x80 : byte)
  }
  return new TextDecoder('euc-kr').decode(Buffer.from(out))
}

/** JIS X 0208-1978 and JIS X 0212 escapes as the decoder knows them; 8-bit half-width katakana of broken senders stays. */
const asJisX0208 = (buffer: Buffer): Buffer => Buffer.from(buffer.toString('latin1').replace(/\x1b\$\([@B]/g, '\x1b$B').replace(/\x1b&@/g, ''), 'latin1')

/** Whether text that is valid UTF-8 is hardly anything else: a three-byte character, or several of two. */
const convincingUtf8 = (text: string): boolean => /[\u0800-\uffff]|[\u{10000}-\u{10ffff}]/u.test(text) || (text.match(/[\u0080-\u07ff]/g)?.length ?? 0) >= 4 || /[\u00c0-\u017f]/.test(text)

/** A Latin name over bytes that stand in pairs as in East Asian charsets: Latin text has single high bytes between ASCII letters. */
function looksMisnamed(buffer: Buffer, declared: string): boolean {
  if (!/^(windows-125[024]|iso-8859-\d+|macintosh)$/.test(declared)) return false
  const runs = buffer.toString('latin1').match(/[\x81-\xfe]{2,}/g) ?? []
  const inRuns = runs.reduce((sum, run) => sum + run.length, 0)
  let high = 0
  for (const byte of buffer) if (byte >= 0x80) high += 1
  return high >= 4 && inRuns / high > 0.85 && runs.some((run) => run.length >= 4)
}

/** Mostly whole UTF-8 sequences, as in a text cut short. */
function utf8Mostly(buffer: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(buffer)
  const bad = text.match(/\ufffd/g)?.length ?? 0
  const good = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return good > bad * 4
}
