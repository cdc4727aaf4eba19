import type { Tongue } from '../../../pure/text/index.ts'
import type { FieldValues, TemplateFieldBody } from '../../messages/contract.ts'
import { fillText, placesIn } from '../../messages/contract.ts'

/** Pure decisions about scripts: which places of a text the case itself fills, how a customer is addressed, and whether a text addresses them rightly. */

/** The scenes of a conversation in the order they come up: the first level of the library's tree. */
export const SCENES = ['greeting', 'verify', 'active-feedback', 'hold', 'transfer', 'complaint', 'soothing', 'explain', 'apology', 'peak', 'closing', 'festival'] as const
export type Scene = (typeof SCENES)[number]
export const SCRIPT_CHANNELS = ['phone', 'chat', 'email', 'counter', 'sms', 'wechat'] as const
export type ScriptChannel = (typeof SCRIPT_CHANNELS)[number]

/** What a script may say without anybody typing it: filled from the case, its customer and whoever writes. */
export const KNOWN_PLACES = ['salutation', 'hello', 'agent', 'agentNumber', 'company', 'number', 'matter', 'due'] as const
export type KnownPlace = (typeof KNOWN_PLACES)[number]
export type Known = Readonly<Record<KnownPlace, string | null>>
export interface Words { zh: string; en: string }

/** Names of places that neither the case nor a blank of the script fills. */
export function strayIn({ text, fields }: { text: Words; fields: readonly { key: string }[] }): string[] {
  const known = new Set<string>([...KNOWN_PLACES, ...fields.map(({ key }) => key)])
  return [...new Set([text.zh, text.en].flatMap(placesIn))].filter((name) => !known.has(name))
}

/** The words with everything filled that is known; a place nobody fills yet stays as it is, and so is seen, judged and never sent. */
export function filled(text: string, values: Readonly<Record<string, string | null | undefined>>): string {
  return text.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (place, name: string) => values[name] ?? place)
}
/** A script with its blanks: what the writer still has to say. */
export const blanksIn = (text: string, fields: readonly TemplateFieldBody[]): TemplateFieldBody[] => { const places = placesIn(text); return fields.filter(({ key }) => places.includes(key)) }
/** Values of blanks as they stand in the words of a language: days and figures written out. */
export function blankValues(fields: readonly TemplateFieldBody[], values: FieldValues, language: 'zh-CN' | 'en', zone: string): Record<string, string> {
  return Object.fromEntries(fields.flatMap((field) => {
    const value = values[field.key]
    if (value === undefined || value === null || String(value).trim() === '') return []
    const place = `{{${field.key}}}`
    return [[field.key, fillText({ fields: [field], subject: { zh: '', en: '' }, text: { zh: place, en: place } }, values, language, zone).text]]
  }))
}

const DOUBLE = new Set(['欧阳', '太史', '端木', '上官', '司马', '东方', '独孤', '南宫', '万俟', '闻人', '夏侯', '诸葛', '尉迟', '公羊', '赫连', '澹台', '皇甫', '宗政', '濮阳', '公冶', '太叔', '申屠', '公孙', '慕容', '仲孙', '钟离', '长孙', '宇文', '司徒', '鲜于', '司空', '令狐'])
const HAN = /^\p{Script=Han}{2,4}$/u
/** The family name of a Chinese personal name; null for any other name. */
export const surnameOf = (name: string): string | null => {
  const bare = name.replace(/\s+/g, '')
  return !HAN.test(bare) ? null : bare.length > 2 && DOUBLE.has(bare.slice(0, 2)) ? bare.slice(0, 2) : bare.slice(0, 1)
}

/** Titles in both languages; one that is not here is used as it stands, behind a Chinese family name. */
const TITLES: Readonly<Record<string, string>> = { 先生: 'Mr', 女士: 'Ms', 小姐: 'Miss', 太太: 'Mrs', 博士: 'Dr', 医生: 'Dr', 教授: 'Professor' }
const FROM_ENGLISH: Readonly<Record<string, string>> = { mr: '先生', ms: '女士', mrs: '太太', miss: '小姐', dr: '博士', professor: '教授' }
export interface Addressed { type: 'person' | 'organisation'; name: string; title: string | null; /** As their profile says. */ language?: Tongue | null }

/** How a customer is addressed: 王女士, Ms Wang. Without a title that is known for sure: 您, and nothing in English. */
export function salutationOf(of: Addressed | null, language: 'zh-CN' | 'en'): string {
  const title = of?.type === 'person' ? titleIn(of.title, language) : null
  const neutral = language === 'zh-CN' ? '您' : ''
  if (!of || !title) return neutral
  const surname = surnameOf(of.name)
  if (language === 'zh-CN') return surname ? `${surname}${title}` : HAN_ANY.test(of.name) ? neutral : `${of.name}${title}`
  return surname ? `${title} ${of.name}` : `${title} ${of.name.trim().split(/\s+/).at(-1) ?? ''}`
}
const HAN_ANY = /\p{Script=Han}/u
function titleIn(title: string | null, language: 'zh-CN' | 'en'): string | null {
  const said = title?.trim().replace(/\.$/, '') ?? ''
  if (!said) return null
  const chinese = FROM_ENGLISH[said.toLowerCase()] ?? (said in TITLES || /^\p{Script=Han}{1,4}$/u.test(said) ? said : null)
  return language === 'zh-CN' ? chinese : chinese ? TITLES[chinese] ?? null : null
}
/** The words a conversation opens with. */
export const helloOf = (of: Addressed | null, language: 'zh-CN' | 'en'): string => {
  const salutation = salutationOf(of, language)
  return language === 'zh-CN' ? salutation === '您' ? '您好' : `${salutation}，您好` : salutation ? `Hello ${salutation}` : 'Hello'
}

export type TitleFault = { code: 'script.wrong-title' | 'script.no-title'; said: string | null; instead: string }
const GENDERED = ['先生', '女士', '小姐', '太太'] as const
const SHORT = 12
/**
 * Whether a text addresses its customer by another title than the profile knows, or by none although one is known.
 * `opens`: it is the first we write to them; later answers may go on without a title.
 */
export function titleFaults(text: string, of: Addressed | null, { opens }: { opens: boolean }): TitleFault[] {
  const language = HAN_ANY.test(text) ? 'zh-CN' : 'en'
  const right = salutationOf(of, language)
  if (!of || of.type !== 'person' || right === '您' || right === '') return []
  if (language === 'en') {
    const family = of.name.trim().split(/\s+/).at(-1) ?? ''
    const wrong = surnameOf(of.name) ? null : new RegExp(`\\b(Mr|Ms|Mrs|Miss)\\.? +${family.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`).exec(text)
    return wrong && wrong[0].replace('.', '') !== right ? [{ code: 'script.wrong-title', said: wrong[0], instead: right }] : []
  }
  const surname = surnameOf(of.name)
  if (!surname) return []
  for (const title of GENDERED) {
    for (const said of [`${surname}${title}`, `${of.name}${title}`]) if (said !== right && text.includes(said) && !right.endsWith(title)) return [{ code: 'script.wrong-title', said, instead: right }]
  }
  return opens && text.trim().length > SHORT && !text.includes(surname) ? [{ code: 'script.no-title', said: null, instead: right }] : []
}

/** The scenes a kind of case most often needs now, so that they stand first. */
export function scenesFirst({ kind, channel, spoken, resolved, peak }: { kind: string; channel: string; spoken: boolean; resolved: boolean; peak: boolean }): Scene[] {
  const first: Scene[] = []
  if (peak) first.push('peak')
  if (!spoken) first.push('greeting')
  if (kind === 'complaint' || kind === 'grumble') first.push('soothing', 'complaint')
  if (resolved) first.push('closing')
  if (channel === 'phone') first.push('verify', 'hold')
  return [...new Set([...first, ...SCENES])]
}
