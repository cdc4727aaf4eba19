/** Pure decisions about receptions and the briefs of industries. */

export const RECEPTION_STATES = ['planned', 'received', 'cancelled', 'missed'] as const
export type ReceptionState = (typeof RECEPTION_STATES)[number]

/** Names of industries as people write them in one field: `酒店、宾馆, hotel`. */
export const industriesIn = (text: string): string[] => [...new Set(text.split(/[,，、;；/]/).map((one) => one.trim()).filter(Boolean))]

/** The brief whose industry fits best: the same name, else the longest that is part of the other. Undefined where none does. */
export function briefFor<B extends { industries: readonly string[] }>(briefs: readonly B[], industry: string | null): B | undefined {
  const wanted = industry?.trim().toLowerCase()
  if (!wanted) return undefined
  let best: { of: B; fit: number } | undefined
  for (const of of briefs) {
    for (const name of of.industries.map((one) => one.toLowerCase())) {
      const fit = name === wanted ? Number.MAX_SAFE_INTEGER : wanted.includes(name) ? name.length : name.includes(wanted) ? wanted.length : 0
      if (fit > 0 && (!best || fit > best.fit)) best = { of, fit }
    }
  }
  return best?.of
}

export const isPrepared = (checklist: readonly { done: boolean }[]): boolean => checklist.length > 0 && checklist.every(({ done }) => done)
