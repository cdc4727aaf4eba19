import type { EvidenceKind } from './contract.ts'

/** Pure decisions about mail: to which case it belongs, whether it goes round in circles, where a folder is read on. Runs on both sides. */

/** What each sign is worth. Only our own tokens and ids say for certain that somebody has had our mail in hand. */
export const WEIGHTS: Readonly<Record<EvidenceKind, number>> = {
  'reply-token': 100, 'answers-sent': 90, 'refers-sent': 80, 'answers-received': 60, 'refers-received': 50, 'shares-reference': 40, 'case-number': 40,
  'sender-known': 30, 'sender-domain': 15, 'same-subject': 10, 'open-case': 5, 'sender-unknown': 0, 'same-mail': 100, 'by-hand': 100,
}
/** A case is joined from this sum on: a number in the subject joins only with a sender known on the case, an open case alone never. */
export const JOIN_AT = 70

export interface Candidate { caseId: string; number: string; signs: readonly EvidenceKind[] }
export interface Scored { caseId: string; number: string; score: number; signs: { kind: EvidenceKind; weight: number }[] }

/** The sum of a case's signs, each counted once. */
export function scored({ caseId, number, signs }: Candidate): Scored {
  const weighed = [...new Set(signs)].map((kind) => ({ kind, weight: WEIGHTS[kind] })).sort((a, b) => b.weight - a.weight || (a.kind < b.kind ? -1 : 1))
  return { caseId, number, signs: weighed, score: weighed.reduce((sum, one) => sum + one.weight, 0) }
}

/** Whoever is not known on a case, by address or by a company's own domain, never joins it, whatever they know of it. */
const mayJoin = ({ signs, score }: Scored) => score >= JOIN_AT && signs.some(({ kind }) => kind === 'sender-known' || kind === 'sender-domain')

/** Which case a mail joins, and which others it may belong to. The order of the candidates changes nothing. */
export function chooseCase(candidates: readonly Candidate[]): { joins: Scored | null; suggestions: Scored[] } {
  const all = candidates.map(scored).sort((a, b) => b.score - a.score || (a.caseId < b.caseId ? 1 : -1))
  const joins = all.find(mayJoin) ?? null
  return { joins, suggestions: all.filter((one) => one !== joins && one.score > 0).slice(0, 5) }
}

export { isPublicDomain } from '../../pure/text/index.ts'

/** `Re: AW: 回复：[support] text` and `text` are one subject. */
export function plainSubject(subject: string): string {
  let text = subject.normalize('NFKC').toLowerCase().trim()
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(/^(re|aw|wg|fw|fwd|sv|vs|antw|rv|tr|odp|回复|答复|回覆|转发|轉寄|轉發)\s*(\[\d+\])?\s*:\s*/u, '').replace(/^\[[^\]]{0,40}\]\s*/u, '').trim()
  }
  return text
}

/** Case numbers in a subject, `20261122-000123`, each once and not too many. */
export const numbersIn = (subject: string): string[] => [...new Set([...subject.normalize('NFKC').matchAll(/(?<!\d)(\d{8}-\d{6,12})(?!\d)/g)].map((match) => match[1] as string))].slice(0, 5)

/** So many mails from one address in so many minutes. */
export interface RateWindow { minutes: number; mails: number }
/** Whether mails by the minute pass one of the windows. `minutes` are offsets back from now, 0 for this minute. */
export function passesRate(counts: readonly { minutesAgo: number; mails: number }[], windows: readonly RateWindow[]): boolean {
  return windows.some((window) => counts.filter(({ minutesAgo }) => minutesAgo < window.minutes).reduce((sum, { mails }) => sum + mails, 0) > window.mails)
}

/** The main part of an address and what stands behind its `+`: `support+abc@x.cn` → `support@x.cn`, `abc`. */
export function splitPlus(address: string): { base: string; tag: string } {
  const at = address.lastIndexOf('@')
  const plus = address.indexOf('+')
  return plus < 1 || plus > at ? { base: address, tag: '' } : { base: address.slice(0, plus) + address.slice(at), tag: address.slice(plus + 1, at) }
}

/** Seconds to wait before the nth try, doubling from 2 seconds to at most 5 minutes. */
export const retryAfter = (failures: number): number => Math.min(2 ** Math.min(Math.max(failures, 1), 9), 300)
