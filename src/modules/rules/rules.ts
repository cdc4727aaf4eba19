/** How often a rule by the clock looks. */
export const EVERY = ['hour', 'day'] as const
/** `failed`: an action could not be done and nothing of the firing stands; `looped`: it was kept from going round in circles. */
export const FIRING_STATES = ['doing', 'done', 'failed', 'looped'] as const

/** The period a moment belongs to, for a rule by the clock: `2026-05-04T09` in the company's zone; null before a day's hour. */
export function periodOf(every: (typeof EVERY)[number], hour: number, zone: string, at: Date): string | null {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' }).formatToParts(at).map(({ type, value }) => [type, value]))
  const day = `${parts['year']}-${parts['month']}-${parts['day']}`
  if (every === 'hour') return `${day}T${parts['hour']}`
  return Number(parts['hour']) >= hour ? day : null
}

/** A name for a sentence whose reader's language nobody knows yet. */
export const bothNames = ({ zh, en }: { zh: string; en: string }): string => zh === en ? zh : `${zh} · ${en}`

const PLACE = /\{\{\s*([a-z][\w.-]*)\s*\}\}/gi
/** The fields a text names in its places. */
export const placesIn = (text: string): string[] => [...text.matchAll(PLACE)].map((match) => match[1] as string)
/** The text with its places filled; a place that is not known stays as it is. */
export const fillPlaces = (text: string, valueOf: (name: string) => string | undefined): string => text.replace(PLACE, (whole, name: string) => valueOf(name) ?? whole)
