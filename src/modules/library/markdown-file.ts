import type { DocumentLink, FieldValues, Kind, TextLanguage } from './contract.ts'

/** One language of a document as a text file: front matter, then each section under a heading that bears its key. */

export interface MarkdownFile {
  key: string; kind: string; language: TextLanguage; title: string; fields: FieldValues; links: DocumentLink[]; effectiveOn: string | null; expiresOn: string | null; sections: Record<string, string>
}

const plainValue = /^[\p{L}\p{N}][\p{L}\p{N} ,.:/()（）、，。—–-]*$/u
const written = (value: string | number): string => typeof value === 'number' ? String(value) : plainValue.test(value) && value === value.trim() && !/^(\d+(\.\d+)?|true|false|null)$/.test(value) && !/: /.test(value) ? value : JSON.stringify(value)
const HEADING = (title: string, key: string) => `# ${title} {#${key}}`
const MARK = /^# (?:.*) \{#([a-z][a-z0-9-]*)\}[ \t]*$/

/** Writes it. A line of a section that looks like the heading of one is kept from being taken for it by a backslash. */
export function writeMarkdownFile(file: MarkdownFile, kind: Pick<Kind, 'sections'>, head: Readonly<Record<string, string | number | null>> = {}): string {
  const matter = [
    ['key', file.key], ['kind', file.kind], ['language', file.language], ['title', file.title], ['effective', file.effectiveOn], ['expires', file.expiresOn],
    ...Object.entries(head), ...Object.entries(file.fields).map(([key, value]) => [`field.${key}`, value] as const),
  ] as const
  const links = file.links.map(({ kind: of, key }) => `  - ${of}/${key}`)
  const guarded = (text: string) => text.split('\n').map((one) => /^\\*# .* \{#[a-z][a-z0-9-]*\}[ \t]*$/.test(one) ? `\\${one}` : one).join('\n')
  return [
    '---', ...matter.flatMap(([key, value]) => value === null ? [] : [`${key}: ${written(value)}`]), ...(links.length ? ['links:', ...links] : []), '---', '',
    ...kind.sections.filter(({ key }) => file.sections[key] !== undefined).flatMap(({ key, title }) => [HEADING(title[file.language], key), '', guarded(file.sections[key] as string).trim(), '']),
  ].join('\n')
}

/** Why a text is none of these files. */
export class NoMarkdownFile extends Error {
  override name = 'NoMarkdownFile'
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const valueOf = (text: string): string | number => {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (text.startsWith('"')) { try { const value: unknown = JSON.parse(text); if (typeof value === 'string') return value } catch { /* as it stands */ } }
  return /^'.*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text
}

/** Reads it. Text before the first marked heading belongs to the first section of the kind. @throws NoMarkdownFile document.no-front-matter, document.no-title */
export function readMarkdownFile(source: string, firstSection: (kind: string) => string): MarkdownFile {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const end = text.startsWith('---\n') ? text.indexOf('\n---', 3) : -1
  if (end < 0) throw new NoMarkdownFile('document.no-front-matter')
  const head: Record<string, string | number> = {}
  const links: DocumentLink[] = []
  let list = ''
  for (const one of text.slice(4, end).split('\n')) {
    const item = /^\s+- ([a-z][a-z0-9-]*)\/(\S{1,120})$/.exec(one)
    if (item && list === 'links') { links.push({ kind: item[1] as string, key: item[2] as string }); continue }
    const pair = /^([A-Za-z][\w.-]*):(?:\s+(.*?))?\s*$/.exec(one)
    if (!pair) continue
    list = pair[2] ? '' : pair[1] as string
    if (pair[2]) head[pair[1] as string] = valueOf(pair[2])
  }
  const of = (key: string) => head[key] === undefined ? null : String(head[key])
  const kind = of('kind')
  const key = of('key')
  if (!kind || !key) throw new NoMarkdownFile('document.no-front-matter')
  const title = of('title')
  if (!title) throw new NoMarkdownFile('document.no-title')
  const sections: Record<string, string[]> = {}
  let at = firstSection(kind)
  for (const one of text.slice(end + 4).replace(/^[^\n]*\n/, '').split('\n')) {
    const mark = MARK.exec(one)
    if (mark) { at = mark[1] as string; sections[at] ??= [] } else (sections[at] ??= []).push(/^\\+# .* \{#[a-z][a-z0-9-]*\}[ \t]*$/.test(one) ? one.slice(1) : one)
  }
  const read = Object.fromEntries(Object.entries(sections).map(([section, lines]) => [section, lines.join('\n').trim()] as const).filter(([section, body]) => body || section !== firstSection(kind)))
  return {
    key, kind, language: of('language') === 'en' ? 'en' : 'zh', title, effectiveOn: of('effective'), expiresOn: of('expires'), links, sections: read,
    fields: Object.fromEntries(Object.entries(head).flatMap(([name, value]) => name.startsWith('field.') ? [[name.slice(6), value]] : [])),
  }
}
