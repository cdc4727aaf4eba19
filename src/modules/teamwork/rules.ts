import type { Consensus, Opinion, Request } from './contract.ts'

/** Pure decisions of working together. Runs on both sides. */

type Said = Pick<Opinion, 'optionId' | 'stance'> & { by: string }
export interface Counts { for: number; against: number; neutral: number }

/** How people stand to an option by their last words on it or on the whole, oldest first; who is only for another option is against this one. */
export function standing(said: readonly Said[], chosenId: string | null): Counts {
  const counts: Counts = { for: 0, against: 0, neutral: 0 }
  for (const [, own] of Map.groupBy(said, (one) => one.by)) {
    const about = own.findLast((one) => chosenId === null || one.optionId === null || one.optionId === chosenId)
    const stance = about?.stance ?? (own.some((one) => one.stance === 'for') ? 'against' : 'neutral')
    counts[stance]++
  }
  return counts
}

/** The level of consensus of such counts. */
export function consensusOf({ for: pro, against, neutral }: Counts): Consensus {
  if (pro + against + neutral === 0) return 'alone'
  if (against === 0) return neutral === 0 ? 'unanimous' : 'consent'
  return pro > against ? 'majority' : 'contested'
}

/** Months of a rhythm of reviews. */
export const MONTHS = { month: 1, quarter: 3 } as const
/**
 * A day so many months later, on the same day of the month or its last.
 * @param day `YYYY-MM-DD`
 */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))).toISOString().slice(0, 10)
}
/** The day of the next review: one turn of the rhythm after the last one. What was missed stays overdue until it is held. */
export const nextReview = (lastOn: string, every: keyof typeof MONTHS): string => monthsLater(lastOn, MONTHS[every])

/** What somebody may do with a request between departments: those who owe it answer or ask back, those who asked add and take it back. */
export function requestDeeds({ state, askedBack }: { state: Request['state']; askedBack: boolean }, { acts, answers, asked }: { acts: boolean; answers: boolean; asked: boolean }): Request['may'] {
  if (state !== 'open' || !acts) return []
  return [...(answers ? ['answer'] as const : []), ...(answers && !askedBack ? ['ask-back'] as const : []), ...(asked && askedBack ? ['add'] as const : []), ...(asked ? ['withdraw'] as const : [])]
}
