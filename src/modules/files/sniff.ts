import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import type { Remark } from './contract.ts'
import { pixelsOf } from './image-size.ts'
import { endingOf } from './names.ts'

/** What is read of a file to know its type; headers of photographs can be long. */
const HEAD = 512 * 1024
/** Shown inside a browser; everything else is only ever downloaded. */
export const INLINE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf']
/** Types that a browser would run in the page's name: sent out without their name. */
export const ACTIVE_TYPES: readonly string[] = ['text/html', 'image/svg+xml', 'application/xml', 'application/xhtml+xml', 'text/javascript']

export interface Sniffed { type: string; remarks: Remark[] }

/**
 * The type of a file by its bytes, and what is odd about it. Text has no mark of its own, so its ending refines it. Of archives only the list of names and,
 * up to 1 MiB, their own description of content is read; nothing is unpacked.
 * @param mostPixels pictures of more are remarked on
 */
export async function sniff(path: string, name: string, declared: string | null, mostPixels: number): Promise<Sniffed> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(HEAD), 0, HEAD, 0)
    const head = buffer.subarray(0, bytesRead)
    const ending = endingOf(name)
    const type = await typeOf(head, ending)
    const remarks: Remark[] = []
    if (disagrees(type, ending, declared)) remarks.push('type-mismatch')
    if (INLINE_TYPES.includes(type)) {
      if (type.startsWith('image/')) {
        const size = pixelsOf(type, head)
        if (!size) remarks.push('unreadable-image')
        else if (size.width * size.height > mostPixels) remarks.push('many-pixels')
      }
      if (await holdsForeign(file)) remarks.push('foreign-content')
    }
    return { type, remarks }
  } finally { await file.close() }
}

async function typeOf(head: Buffer, ending: string): Promise<string> {
  const text = textOf(head)
  // An archive made to break its reader is an archive all the same.
  const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime.split(';')[0] ?? (head.subarray(0, 4).equals(ZIP) ? 'application/zip' : undefined)
  // Programs are no text: two letters 'MZ' or 'BM' at its beginning make none of a letter.
  if (found && !(text !== undefined && !found.startsWith('text/'))) return found === 'image/apng' ? 'image/png' : found
  if (text !== undefined) {
    const marked = markup(text)
    if (marked) return marked
    if (found === 'application/xml' || found === 'application/rtf' || found === 'application/pdf' || found === 'application/postscript' || found?.startsWith('text/')) return found
    return TEXTS[ending] ?? 'text/plain'
  }
  return found ?? 'application/octet-stream'
}
const ZIP = Buffer.from('PK\u0003\u0004')

const TEXTS: Record<string, string> = {
  csv: 'text/csv', tsv: 'text/tab-separated-values', json: 'application/json', md: 'text/markdown', eml: 'message/rfc822', ics: 'text/calendar', vcf: 'text/vcard', xml: 'application/xml', css: 'text/css',
}

/** The beginning as text, or undefined when it is none: UTF-8, UTF-16 with its mark, or GB 18030, without control characters. */
function textOf(head: Buffer): string | undefined {
  const utf16 = head.length >= 2 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
  for (const encoding of utf16 ? [head[0] === 0xff ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'gb18030']) {
    try {
      // `stream` forgives a character that the end of what was read has cut in two.
      const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
      // eslint-disable-next-line no-control-regex
      if (!/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/.test(text)) return text
    } catch { /* not this one */ }
  }
  return undefined
}

/** What browsers and shells make of a text by its first words (after the WHATWG's MIME Sniffing, section 7.1). */
function markup(text: string): string | undefined {
  if (text.startsWith('#!')) return 'text/x-shellscript'
  let rest = text.slice(0, 65_536)
  for (let before = ''; before !== rest;) {
    before = rest
    rest = rest.replace(/^\s+|^<!--[^]*?-->|^<\?xml[^]*?\?>|^<!doctype\s+(?!\s|html)[^>[]*(?:\[[^\]]*\]\s*)?>/i, '')
  }
  if (/^<(?:\w+:)?svg[\s>/]/i.test(rest)) return 'image/svg+xml'
  return /^<(!doctype\s+html|html|head|body|script|iframe|h[1-6]|div|font|table|a|style|title|b|br|p|img|meta|link|base|form|input|object|embed|frameset|video|audio|math|template)[\s>/]/i.test(rest) || rest.startsWith('<!--') ? 'text/html' : undefined
}

const FOREIGN = /<(?:script|html|iframe|svg)[\s>]|<!doctype\s+html|\/JavaScript\b|\/Launch\b|PK\u0005\u0006\u0000\u0000/i
const OVERLAP = 32
/** Whether there is markup, a script or an archive anywhere within an image or PDF. */
async function holdsForeign(file: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const buffer = Buffer.allocUnsafe(1024 * 1024)
  for (let at = 0; ; at += buffer.length - OVERLAP) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (FOREIGN.test(buffer.toString('latin1', 0, bytesRead))) return true
    if (bytesRead < buffer.length) return false
  }
}

const OOXML = 'application/vnd.openxmlformats-officedocument.'
/** What bytes may be under an ending; endings that are not named here say nothing. */
const BY_ENDING: Record<string, readonly string[]> = {
  png: ['image/png'], jpg: ['image/jpeg'], jpeg: ['image/jpeg'], gif: ['image/gif'], webp: ['image/webp'], bmp: ['image/bmp'], tif: ['image/tiff'], tiff: ['image/tiff'],
  heic: ['image/heic', 'image/heif'], heif: ['image/heic', 'image/heif'], svg: ['image/svg+xml', 'application/xml'], pdf: ['application/pdf'], html: ['text/html', 'application/xml'], htm: ['text/html', 'application/xml'],
  docx: [`${OOXML}wordprocessingml.document`, 'application/zip'], xlsx: [`${OOXML}spreadsheetml.sheet`, 'application/zip'], pptx: [`${OOXML}presentationml.presentation`, 'application/zip'],
  // WPS and older programs write these as the newer kind, as a web page or as rich text.
  doc: ['application/x-cfb', 'application/msword', 'application/rtf', 'text/html', 'application/xml', `${OOXML}wordprocessingml.document`], xls: ['application/x-cfb', 'application/vnd.ms-excel', 'text/html', 'application/xml', 'text/plain', `${OOXML}spreadsheetml.sheet`], ppt: ['application/x-cfb', 'application/vnd.ms-powerpoint'],
  zip: ['application/zip'], rar: ['application/x-rar-compressed'], '7z': ['application/x-7z-compressed'], gz: ['application/gzip'],
  txt: ['text/plain'], csv: ['text/csv'], json: ['application/json'], log: ['text/plain'], md: ['text/markdown'],
  mp3: ['audio/mpeg'], m4a: ['audio/mp4', 'audio/x-m4a', 'video/mp4'], wav: ['audio/wav'], amr: ['audio/amr'], mp4: ['video/mp4', 'audio/mp4', 'video/quicktime'], mov: ['video/quicktime', 'video/mp4'],
}

function disagrees(type: string, ending: string, declared: string | null): boolean {
  const expected = BY_ENDING[ending]
  if (expected && !expected.includes(type)) return true
  // Senders' words for documents are as varied as their programs; a picture, a sound or a PDF is one or it isn't.
  const family = declared?.toLowerCase().split(';')[0]?.trim() ?? ''
  if (family === 'application/pdf') return type !== family
  const kind = /^(image|audio|video)\//.exec(family)?.[1]
  return kind !== undefined && !type.startsWith(`${kind}/`) && !(kind !== 'image' && /^(audio|video)\//.test(type))
}
