import { detectPersonal } from '../../../pure/text/index.ts'
import type { PersonalKind } from '../../../pure/text/index.ts'

/** What in a text may say who somebody is, and the words that take its place. Names are those known of the case, and those that a salutation gives away. */

export type FindingKind = PersonalKind | 'name' | 'number'
export interface Finding {
  kind: FindingKind; start: number; end: number; value: string
  /** A value by its form, or a name known of the case: it never stays. The others may be none, and somebody says so. */
  certain: boolean
}
export interface KnownNames { customers: readonly string[]; staff: readonly string[] }

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const TITLES = '先生|女士|小姐|太太|老师|师傅|阿姨|大爷|大妈|同学'
const DOUBLE = '欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|端木|南宫'
const SALUTED = new RegExp(`(?:${DOUBLE}|[${SURNAMES}])[\\p{Script=Han}]{0,2}?(?=${TITLES})`, 'gu')
const SALUTED_IN_ENGLISH = /\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?/g
/** Numbers of six digits and more, with letters before them: of orders, cases, meters, contracts. Years, times and amounts are shorter. */
const NUMBER = /(?<![\p{L}\p{N}.])[A-Za-z]{0,4}-?\d[\d-]{4,}\d(?![\p{N}])/gu

/** Everything that may say who somebody is, by its place, none overlapping another. Linear in the length, for names known of the case times their number. */
export function findIdentity(text: string, names: KnownNames): Finding[] {
  const taken = new Uint8Array(text.length)
  const found: Finding[] = []
  const take = (kind: FindingKind, start: number, value: string, certain: boolean) => {
    const end = start + value.length
    if (!value || taken.subarray(start, end).includes(1)) return
    taken.fill(1, start, end)
    found.push({ kind, start, end, value, certain })
  }
  for (const { kind, start, value } of detectPersonal(text)) take(kind, start, value, true)
  for (const name of [...names.customers, ...names.staff].filter((one) => [...one].length > 1).sort((one, other) => other.length - one.length)) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) take('name', at, name, true)
  }
  // 欧阳女士 is the 欧阳明珠 whose case it is.
  for (const name of names.customers) {
    const surname = new RegExp(`^(?:${DOUBLE}|\\p{Script=Han})`, 'u').exec(name)?.[0]
    if (surname) for (const hit of text.matchAll(new RegExp(`${surname}(?=${TITLES})`, 'gu'))) take('name', hit.index, hit[0], true)
  }
  for (const pattern of [SALUTED, SALUTED_IN_ENGLISH]) for (const hit of text.matchAll(pattern)) take('name', hit.index, hit[0], false)
  for (const hit of text.matchAll(NUMBER)) take('number', hit.index, hit[0], false)
  return found.sort((one, other) => one.start - other.start)
}

const INSTEAD: Readonly<Record<FindingKind, { zh: string; en: string }>> = {
  phone: { zh: '［电话］', en: '[phone]' }, email: { zh: '［邮箱］', en: '[e-mail]' }, 'id-card': { zh: '［证件号］', en: '[ID]' }, 'bank-card': { zh: '［卡号］', en: '[card]' }, passport: { zh: '［证件号］', en: '[passport]' }, plate: { zh: '［车牌］', en: '[plate]' },
  number: { zh: '［编号］', en: '[number]' }, name: { zh: '客户', en: 'the customer' },
}
const COLLEAGUE = { zh: '同事', en: 'our colleague' }

/** The text with other words in the place of every finding but those that are `kept`. */
export function withoutIdentity(text: string, names: KnownNames, language: 'zh' | 'en', kept: ReadonlySet<string> = new Set()): string {
  let from = 0
  const parts: string[] = []
  for (const { kind, start, end, value, certain } of findIdentity(text, names)) {
    if (!certain && kept.has(value)) continue
    const isColleague = names.staff.includes(value) || (kind === 'name' && text.startsWith('师傅', end))
    parts.push(text.slice(from, start), (isColleague ? COLLEAGUE : INSTEAD[kind])[language])
    from = end
  }
  // A name leaves its salutation behind: 客户女士.
  return [...parts, text.slice(from)].join('').replace(new RegExp(`(客户|同事)(?:${TITLES})`, 'gu'), '$1')
}
