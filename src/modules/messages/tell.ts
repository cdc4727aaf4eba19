import type { OutgoingRow } from './tables.ts'

type Told = Pick<OutgoingRow, 'channel' | 'about_kind' | 'about_id' | 'automatic' | 'customer_id'>
/** What every event of a message says of it. */
export const told = (key: string, row: Told) => ({ key, channel: row.channel, about: { kind: row.about_kind, id: row.about_id }, automatic: row.automatic, customerId: row.customer_id })
/** A change of state, as pushes and histories read it. */
export const moved = (from: string, to: string) => ({ changed: { state: { from, to } } })
