import { pinyinKeys } from '../../../pure/text/index.ts'

/** Reads Markdown that another house wrote, into the front matter this one asks for. */

const FRONT = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)/
const wordOf = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/, '$2')

/** A key of letters from whatever names it: a file, an address, a Chinese title. */
export function keyOf(name: string): string {
  const plain = name.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
  const latin = /\p{Script=Han}/u.test(plain) ? (pinyinKeys(plain).full[0] ?? '') : plain
  const key = latin.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80).replace(/-+$/, '')
  return /^[a-z]/.test(key) ? key : `article-${key}`.replace(/-$/, '')
}

/**
 * The text with whole front matter: what is there stays; a missing key comes from `slug` or the file's name, a missing title from the first
 * heading, tags and category become fields. A heading that only repeats the title goes.
 */
export function withFrontMatter(source: string, { name, kind, section }: { name: string; kind: string; section: string }): string {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const front = FRONT.exec(text)
  const lines = front ? (front[1] as string).split('\n') : []
  const head = new Map(lines.flatMap((one) => { const pair = /^([A-Za-z][\w.-]*):\s*(.*)$/.exec(one); return pair ? [[pair[1] as string, pair[2] as string] as const] : [] }))
  if (head.has('key') && head.has('kind') && head.has('title')) return text
  let body = front ? text.slice(front[0].length) : text
  const heading = /^\s*# +(.+?)[ \t]*#*[ \t]*(?:\n|$)/.exec(body)
  const title = wordOf(head.get('title') ?? '') || (heading?.[1] ?? '').replace(/[*_`]/g, '').trim() || name.replace(/\.[^.]*$/, '')
  if (heading && (heading[1] as string).replace(/[*_`]/g, '').trim() === title) body = body.slice(heading[0].length)
  const listed = (key: string): string[] => {
    const value = head.get(key)
    if (value?.trim()) return value.replace(/^\[|\]$/g, '').split(',').map(wordOf).filter(Boolean)
    const at = lines.findIndex((one) => one.startsWith(`${key}:`))
    const items: string[] = []
    for (const one of at < 0 ? [] : lines.slice(at + 1)) { const item = /^\s*- +(.+)$/.exec(one); if (!item) break; items.push(wordOf(item[1] as string)) }
    return items
  }
  const tags = [...new Set([...listed('tags'), ...listed('categories'), ...listed('category')])]
  const language = /^en/i.test(wordOf(head.get('lang') ?? head.get('language') ?? '')) || !/\p{Script=Han}/u.test(title + body) ? 'en' : 'zh'
  return [
    '---', `key: ${keyOf(wordOf(head.get('key') ?? head.get('slug') ?? '') || name.replace(/\.[^.]*$/, '') || title)}`, `kind: ${wordOf(head.get('kind') ?? '') || kind}`, `language: ${language}`, `title: ${JSON.stringify(title)}`,
    ...(kind === 'model-case' ? [] : ['field.audience: inside']), ...(tags.length ? [`field.tags: ${JSON.stringify(tags.join(','))}`] : []), '---', '', `# ${title} {#${section}}`, '', body.trim(), '',
  ].join('\n')
}
