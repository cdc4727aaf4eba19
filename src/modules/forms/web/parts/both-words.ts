import type { Words } from '../../questions/contract.ts'

/** Words that forms begin with, written in both languages at once: a form speaks both, whatever its author reads. */

export const FIRST_QUESTION: Words = { zh: '第一个问题', en: 'First question' }
export const NEW_QUESTION: Words = { zh: '新题目', en: 'New question' }
export const NEW_ITEM = (n: number): Words => ({ zh: `第 ${n} 项`, en: `Item ${n}` })
export const ONE_ITEM: Words = { zh: '一项', en: 'Item' }
export const LOOK_AGAIN: Words = { zh: '请检查此题。', en: 'Please look at this answer again.' }
export const OTHER_WORDS: Words = { zh: '其他', en: 'Other' }
export const YES_WORDS: Words = { zh: '是', en: 'Yes' }
export const NO_WORDS: Words = { zh: '否', en: 'No' }
export const NOT_APPLICABLE_WORDS: Words = { zh: '不适用', en: 'Does not apply' }
/** The languages by their own names, and short. */
export const TONGUES = [{ key: 'zh', tag: 'zh-CN', name: '中文', short: '中' }, { key: 'en', tag: 'en', name: 'English', short: 'EN' }] as const
