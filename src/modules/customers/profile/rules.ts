/** What a profile is made of, block by block; how much each field counts is kept in the database. */
export const PROFILE_FIELDS = ['name', 'title', 'region', 'birthday', 'industry', 'size', 'phone', 'email', 'wechat', 'address', 'document', 'preferredChannel', 'tags', 'contacts', 'needs', 'satisfaction', 'product', 'company'] as const
export type ProfileField = (typeof PROFILE_FIELDS)[number]

export const PROFILE_BLOCKS = [
  { key: 'basic', fields: ['name', 'title', 'region', 'birthday', 'industry', 'size'] },
  { key: 'reach', fields: ['phone', 'email', 'wechat', 'address'] },
  { key: 'identity', fields: ['document'] },
  { key: 'wishes', fields: ['preferredChannel', 'tags'] },
  { key: 'people', fields: ['contacts'] },
  { key: 'collected', fields: ['needs', 'satisfaction', 'product', 'company'] },
] as const satisfies readonly { key: string; fields: readonly ProfileField[] }[]

/** Fields that bear a word of their own, which can be found right or wrong; contact points are checked one by one. */
export const CHECKED_FIELDS = ['name', 'title', 'region', 'birthday', 'industry', 'size'] as const satisfies readonly ProfileField[]
/** By what a word was checked. */
export const CHECK_SOURCES = ['customer', 'document', 'register', 'visit', 'system', 'other'] as const

/** What is asked of a customer only once somebody was told to collect it. */
export const COLLECTED_FIELDS = ['needs', 'satisfaction', 'product', 'company'] as const satisfies readonly ProfileField[]
export type CollectedField = (typeof COLLECTED_FIELDS)[number]
/** The five kinds of information that are collected of customers (001 §2.1); what is personal stands in the fields of the profile. */
export const CATEGORIES = ['personal', ...COLLECTED_FIELDS] as const
export type Category = (typeof CATEGORIES)[number]

/** Which fields a profile of this type asks for. */
export const appliesTo = (field: ProfileField, type: 'person' | 'organisation'): boolean =>
  field === 'title' || field === 'birthday' ? type === 'person' : field === 'industry' || field === 'size' || field === 'contacts' ? type === 'organisation' : true

/** How complete some fields are by their weights, in percent to one decimal; null when none of them counts. */
export function completenessOf(fields: readonly { weight: number; filled: boolean }[]): number | null {
  const all = fields.reduce((sum, one) => sum + one.weight, 0)
  return all === 0 ? null : Math.round(fields.reduce((sum, one) => sum + (one.filled ? one.weight : 0), 0) * 1_000 / all) / 10
}

/** Days from one calendar day to another. */
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
/** Whether a word that was last set or checked on a day is too old on another. */
export const isStale = (lastOn: string, today: string, days: number): boolean => daysBetween(lastOn, today) > days

/** Worklists of those who look after profiles; `missing-FIELD` for each field. */
export const QUALITIES = ['duplicate', 'wrong', 'stale', 'incomplete', ...PROFILE_FIELDS.filter((field) => field !== 'name').map((field) => `missing-${field}` as const)] as const
export type Quality = (typeof QUALITIES)[number]
