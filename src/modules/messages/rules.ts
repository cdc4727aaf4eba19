/** Decisions about what leaves the house: by which channel, when again, and whether it may. Pure; server and screens know them alike. */

/** Channels a message can leave by. Who carries it is said by the modules above. */
export const OUT_CHANNELS = ['email', 'sms', 'wechat'] as const
export type OutChannel = (typeof OUT_CHANNELS)[number]
/** Channels somebody can be reached by: those, and a person's voice. */
export const REACH_CHANNELS = ['phone', ...OUT_CHANNELS] as const
export type ReachChannel = (typeof REACH_CHANNELS)[number]

/**
 * queued: waits for its moment. sending: handed to a carrier. sent: the carrier took it. failed: given up. bounced: came back. refused: not allowed
 * to leave. held: nobody can carry it yet. unknown: the carrier may have taken it and may not. cancelled: a person stopped it.
 */
export const MESSAGE_STATES = ['queued', 'sending', 'sent', 'failed', 'bounced', 'refused', 'held', 'unknown', 'cancelled'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** What for one writes. `answer` replies to what somebody asked and needs nobody's consent. */
export const PURPOSES = ['answer', 'service', 'follow-up', 'survey', 'care', 'marketing'] as const
export type Purpose = (typeof PURPOSES)[number]
/** What somebody can say yes or no to. */
export const CONSENT_PURPOSES = ['service', 'follow-up', 'survey', 'care', 'marketing'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

export const MESSAGE_DEEDS = ['send-again', 'cancel', 'settle'] as const
export type MessageDeed = (typeof MESSAGE_DEEDS)[number]

/** What a person who may steer messages may do with one. */
export function deedsOf(state: MessageState, may: boolean): MessageDeed[] {
  if (!may) return []
  switch (state) {
    case 'queued': case 'held': return ['send-again', 'cancel']
    case 'failed': case 'refused': case 'bounced': return ['send-again']
    case 'unknown': return ['settle', 'send-again']
    default: return []
  }
}

/** What each purpose needs: nothing, nobody's no, or somebody's yes. */
export type ConsentState = 'given' | 'withdrawn' | null
/** Whether one may write for this purpose; `needsYes` are the purposes that ask for a yes beforehand. */
export function consents(purpose: Purpose, state: ConsentState, needsYes: readonly Purpose[]): boolean {
  if (purpose === 'answer') return true
  return needsYes.includes(purpose) ? state === 'given' : state !== 'withdrawn'
}

export interface Backoff {
  /** Seconds before the second try; each further wait is twice as long. */
  firstSeconds: number
  /** No wait is longer. */
  mostSeconds: number
  /** Tries in all. */
  attempts: number
}
/**
 * Seconds until the next try after `attempts` of them, or null when there is none. `random` (0 up to 1) spreads the tries of many
 * messages by a fifth either way, so that a server that comes back is not met by all at once.
 */
export function retryAfter(attempts: number, { firstSeconds, mostSeconds, attempts: most }: Backoff, random: number): number | null {
  if (attempts >= most) return null
  const wait = Math.min(mostSeconds, firstSeconds * 2 ** Math.max(0, attempts - 1))
  return Math.round(wait * (0.8 + 0.4 * random))
}

export interface Reachable {
  /** How pressing it is. */
  urgency: 'low' | 'normal' | 'high' | 'urgent'
  /** Somebody may be in danger: nothing waits for the morning. */
  safety?: boolean
  /** Whether it takes more than a few sentences or more than one exchange. */
  complexity: 'simple' | 'complex'
  preferred?: ReachChannel | null
  forbidden?: readonly ReachChannel[]
  /** Channels for which there is a number or an address. */
  available: readonly ReachChannel[]
  /** Channels whose use for this purpose was refused by the customer. */
  optedOut?: readonly ReachChannel[]
  /** It is quiet time where the customer is. */
  quiet?: boolean
}
export type ProposalReason = 'safety' | 'urgent' | 'preferred' | 'complex' | 'simple' | 'quiet' | 'only-way'
export interface Proposal {
  /** Null when no way is left. */
  channel: ReachChannel | null
  reason: ProposalReason | null
  /** Best first, the proposed one at the head. */
  ways: readonly ReachChannel[]
}

/**
 * By which channel to reach somebody. Forbidden channels and those without an address never; what somebody refused only when safety is at stake.
 * Safety and urgency call for a voice; else the customer's own wish counts; else a voice for what is complex and writing for what is simple.
 * In quiet time a voice is proposed for safety only.
 */
export function proposeChannel(asked: Reachable): Proposal {
  const { urgency, safety = false, complexity, preferred = null, forbidden = [], available, optedOut = [], quiet = false } = asked
  const open = REACH_CHANNELS.filter((channel) => available.includes(channel) && !forbidden.includes(channel) && (safety || !optedOut.includes(channel)))
  const usable = quiet && !safety && open.some((channel) => channel !== 'phone') ? open.filter((channel) => channel !== 'phone') : open
  const pressing = safety || urgency === 'urgent'
  const byNeed: readonly ReachChannel[] = pressing ? ['phone', 'sms', 'wechat', 'email'] : complexity === 'complex' ? ['phone', 'email', 'wechat', 'sms'] : ['wechat', 'sms', 'email', 'phone']
  const wished = !pressing && preferred && usable.includes(preferred) ? preferred : null
  const ways = [...(wished ? [wished] : []), ...byNeed.filter((channel) => usable.includes(channel) && channel !== wished)]
  const channel = ways[0] ?? null
  if (channel === null) return { channel, reason: null, ways }
  const reason: ProposalReason = ways.length === 1 && !wished ? 'only-way' : safety ? 'safety' : pressing ? 'urgent' : wished ? 'preferred' : usable.length < open.length ? 'quiet' : complexity
  return { channel, reason, ways }
}
