import type { HistoryEntry } from '../../../../kernel/shell.ts'

/** A case's history with names where the log keeps ids and keys. */

export interface Names {
  status: (key: string) => string
  staff: (id: string) => string
  team: (id: string) => string
  customer: (id: string) => string
  clock: (key: string) => string
}
type Data = HistoryEntry['data']
type Pair = { from?: unknown; to?: unknown }
const isPair = (value: unknown): value is Pair => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Which field of an event holds whose id. */
const HOLDERS: Readonly<Record<string, 'status' | 'staff' | 'team' | 'customer'>> = { handlerId: 'staff', firstResponderId: 'staff', teamId: 'team', customerId: 'customer', offeredStaffId: 'staff', offeredTeamId: 'team', status: 'status' }
/** What the sentence of an event says already. */
const SAID: Readonly<Record<string, readonly string[]>> = { 'case.moved': ['status'], 'case.claimed': ['handlerId'], 'case.handover-accepted': ['offeredStaffId', 'offeredTeamId'], 'case.handover-declined': ['offeredStaffId', 'offeredTeamId'], 'case.handover-bounced': ['offeredStaffId', 'offeredTeamId'], 'case.handover-withdrawn': ['offeredStaffId', 'offeredTeamId'], 'case.passed-around': ['passed'], 'case.removed': ['removedAt'], 'case.restored': ['removedAt'], 'case.first-responder-changed': ['firstResponderId'] }

const changedOf = ({ changed }: Data): Record<string, Pair> => isPair(changed) ? Object.fromEntries(Object.entries(changed).filter((entry): entry is [string, Pair] => isPair(entry[1]))) : {}

/** The ids that a history names, by whose they are. */
export function idsIn(entries: readonly HistoryEntry[]): Readonly<Record<'staff' | 'team' | 'customer', readonly string[]>> {
  const found = { staff: new Set<string>(), team: new Set<string>(), customer: new Set<string>() }
  for (const { kind, data } of entries) {
    for (const [field, pair] of Object.entries(changedOf(data))) {
      const holder = HOLDERS[field]
      if (holder && holder !== 'status') for (const id of [pair.from, pair.to]) if (typeof id === 'string') found[holder].add(id)
    }
    if (kind === 'case.first-responder-changed') for (const id of [data['from'], data['to']]) if (typeof id === 'string') found.staff.add(id)
  }
  return { staff: [...found.staff], team: [...found.team], customer: [...found.customer] }
}

/** One entry with words for people, teams, customers and statuses; what its sentence says isn't said twice. */
export function inWords(entry: HistoryEntry, names: Names): HistoryEntry {
  const { kind, data } = entry
  if (kind.startsWith('clock.')) return { ...entry, data: { ...data, ...(Array.isArray(data['keys']) ? { keys: data['keys'].map((key) => names.clock(String(key))) } : {}) } }
  const word = (holder: keyof Names | undefined, value: unknown) => holder && typeof value === 'string' ? { name: names[holder](value) } : value
  const subject = Array.isArray(data['subject']) ? { subject: { from: data['subject'][0] as unknown, to: data['subject'][1] as unknown } } : {}
  const changed = Object.fromEntries([...Object.entries(changedOf(data)).filter(([field]) => !SAID[kind]?.includes(field)).map(([field, pair]): [string, Pair] =>
    [field, Object.fromEntries(Object.entries(pair).map(([side, value]) => [side, word(HOLDERS[field], value)]))]), ...Object.entries(subject)])
  const ends = kind === 'case.moved' ? 'status' : kind === 'case.first-responder-changed' ? 'staff' : undefined
  return { ...entry, data: { ...data, ...(ends ? { from: word(ends, data['from']), to: word(ends, data['to']) } : {}), changed } }
}

/** What stands in the short history: deeds and missed deadlines, without the messages that the conversation shows and the clocks that the deadlines show. */
export const inShort = (entries: readonly HistoryEntry[]): readonly HistoryEntry[] => entries.filter(({ kind }) => kind === 'clock.breached' || (!kind.startsWith('clock.') && kind !== 'case.message-added'))
