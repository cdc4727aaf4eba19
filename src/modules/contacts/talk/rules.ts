/** What the stretches of speech of a call say of it, pure: who broke in on whom, and how long the customer could speak their mind (CMP-07). */

export interface Stretch { speaker: 'agent' | 'customer'; from: number; until: number }
export interface Talk {
  /** Moments at which we began to speak while the customer was speaking, and went on over them for longer than the threshold. */
  brokeInAt: number[]
  overlapSeconds: number
  /** The longest the customer spoke without our speaking over or between: short pauses of their own do not end it. */
  ventingSeconds: number
  customerSeconds: number; agentSeconds: number
}

/**
 * Reckons a call's talk.
 * @param stretches in seconds from the beginning of the call, in any order; those of one speaker that touch or overlap count as one
 * @param threshold both speaking for longer than so many seconds, begun by us, is an interruption
 */
export function talkOf(stretches: readonly Stretch[], threshold: number): Talk {
  const [agent, customer] = [joined(stretches, 'agent'), joined(stretches, 'customer')]
  const over = (a: Span, b: Span) => Math.min(a.until, b.until) - Math.max(a.from, b.from)
  const brokeInAt = agent.filter((ours) => customer.some((theirs) => theirs.from < ours.from && over(ours, theirs) > threshold)).map(({ from }) => from)
  const overlapSeconds = agent.reduce((sum, ours) => sum + customer.reduce((part, theirs) => part + Math.max(0, over(ours, theirs)), 0), 0)
  return { brokeInAt, overlapSeconds: round(overlapSeconds), ventingSeconds: round(longest(customer, agent)), customerSeconds: round(total(customer)), agentSeconds: round(total(agent)) }
}

interface Span { from: number; until: number }
const round = (seconds: number) => Math.round(seconds * 1_000) / 1_000
const total = (spans: readonly Span[]) => spans.reduce((sum, { from, until }) => sum + until - from, 0)

function joined(stretches: readonly Stretch[], speaker: Stretch['speaker']): Span[] {
  const spans: Span[] = []
  for (const { from, until } of stretches.filter((one) => one.speaker === speaker).toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else spans.push({ from, until })
  }
  return spans
}

/** Their speech between two words of ours, added up; the longest of such runs. */
function longest(customer: readonly Span[], agent: readonly Span[]): number {
  const edges = [-Infinity, ...agent.flatMap(({ from, until }) => [from, until]), Infinity]
  let most = 0
  for (let at = 0; at < edges.length; at += 2) {
    const [begin, end] = [edges[at] as number, edges[at + 1] as number]
    most = Math.max(most, total(customer.map(({ from, until }) => ({ from: Math.max(from, begin), until: Math.min(until, end) })).filter(({ from, until }) => until > from)))
  }
  return most
}

const SPEAKER = /^\s*(?:[[(]?\d[\d:.]*[\])]?\s*)?(\p{L}[\p{L}\d ]{0,11}?)\s*[:：]/u
const AGENTS = new Set(['agent', 'advisor', 'operator', 'staff', 'rep', '客服', '坐席', '座席', '专员', '客服专员', '工作人员'])
const CUSTOMERS = new Set(['customer', 'client', 'caller', 'user', 'guest', '客户', '用户', '顾客', '来电人', '来电者', '访客'])

/** What our side said of a transcript whose lines name who speaks; a line without a name goes on with whoever spoke. Where nobody is named all of it is ours. */
export function ourWords(transcript: string): string {
  let speaker: 'agent' | 'customer' | 'named' | null = null
  const lines = transcript.split('\n').map((text) => {
    const label = SPEAKER.exec(text)?.[1]?.replace(/\s*\d+$/, '').toLowerCase()
    if (label) speaker = AGENTS.has(label) ? 'agent' : CUSTOMERS.has(label) ? 'customer' : 'named'
    return { text, speaker }
  })
  const ours = lines.some((line) => line.speaker === 'agent') ? (line: (typeof lines)[number]) => line.speaker === 'agent' : (line: (typeof lines)[number]) => line.speaker !== 'customer'
  return lines.filter(ours).map(({ text }) => text).join('\n')
}
