/** Decisions about solutions of complaints, pure. */

export const REMEDY_STATES = ['asked', 'refused', 'ready', 'offered', 'accepted', 'declined', 'done', 'withdrawn'] as const
export type RemedyState = (typeof REMEDY_STATES)[number]
export const WAYS = ['coupon', 'points', 'refund', 'gift'] as const
export type Way = (typeof WAYS)[number]
export const REMEDY_DEEDS = ['decide', 'offer', 'answer', 'carry-out', 'withdraw'] as const
export type RemedyDeed = (typeof REMEDY_DEEDS)[number]

/** Money of the API is in yuan with at most two decimals, kept as whole fen. */
export const toFen = (yuan: number): number => Math.round(yuan * 100)
export const toYuan = (fen: number): number => fen / 100
export const isMoney = (yuan: number): boolean => Math.abs(yuan * 100 - Math.round(yuan * 100)) < 1e-6

/** What follows which deed. A customer who is told on the telephone answers what is ready at once; a goodwill gesture waits for no answer. */
export const nextOf = (deed: RemedyDeed, state: RemedyState, isGoodwill: boolean): boolean => {
  switch (deed) {
    case 'decide': return state === 'asked'
    case 'offer': return state === 'ready' && !isGoodwill
    case 'answer': return (state === 'ready' || state === 'offered') && !isGoodwill
    case 'carry-out': return state === 'accepted' || (state === 'ready' && isGoodwill)
    case 'withdraw': return state === 'asked' || state === 'ready' || state === 'offered' || state === 'accepted'
  }
}
/** What counts as granted: set aside or given. */
export const GRANTED: readonly RemedyState[] = ['ready', 'offered', 'accepted', 'done']
/** Whether money is set aside for a solution in this state. */
export const holdsMoney = (state: RemedyState): boolean => state === 'ready' || state === 'offered' || state === 'accepted'

/**
 * Whether somebody else has to say yes: when it goes beyond what the proposer may grant alone, when the solution always asks, or when they ask for support.
 * @param amount in fen, null when it costs no money   @param limit in fen
 */
export const needsApproval = (amount: number | null, limit: number, always: boolean, support: boolean): boolean => support || always || (amount !== null && amount > limit)

/** Who is asked: the nearest above whose limit reaches that far; undefined when nobody's does. */
export const approverOf = (line: readonly { id: string; limit: number }[], amount: number | null): string | undefined => line.find(({ limit }) => amount === null || limit >= amount)?.id
