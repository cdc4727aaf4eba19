import type { Generated, Selectable } from 'kysely'
import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'
import type { Category, CollectedField } from './profile/rules.ts'
import type { ContactKind, CustomerType, IdentityDocument } from './contract.ts'

interface CustomerColumns {
  id: string; type: CustomerType; name: string; title: string | null; region: string | null; industry: string | null; size: string | null
  /** The language they wish to be spoken to in. */
  language: Generated<'zh-CN' | 'en' | null>
  /** Sealed under the customer's key, like every `value` and `number` below. */
  birthday: Buffer | null; lunar_birthday: Buffer | null
  created_at: Date
  /** In the bin since; `erased_at` when its days were over and every personal value was destroyed. */
  deleted_at: Date | null; erased_at: Date | null; version: number
  /** The record that this one has become part of. */
  merged_into_id: string | null
  /** The key of a grade, and the day since which it holds; both or none. */
  parent_id: Generated<string | null>
  grade: Generated<string | null>; grade_from: Generated<string | null>; vip: Generated<boolean>
}
export type CustomerRow = Selectable<CustomerColumns>
interface GradingRow { id: string; customer_id: string; grade: string | null; day: string; by_id: string | null; at: Date }
interface MergeRow { id: string; from_id: string; into_id: string; by_id: string | null; at: Date; filled: unknown; carried: string[]; undone_at: Date | null; undone_by: string | null; version: number }
export interface ContactPointRow {
  id: string; customer_id: string; kind: ContactKind
  /** Null once removed: the row stays, for interactions name it. */
  value: Buffer | null; label: string | null; created_at: Date; removed_at: Date | null; version: number
}
export type TokenKind = 'phone' | 'phone-tail' | 'email' | 'email-local' | 'email-domain' | 'wechat'
export interface ContactTokenRow { token: Buffer; kind: TokenKind; contact_point_id: string; customer_id: string }
export type KeyKind = 'name' | 'pinyin' | 'initials'
export interface CustomerKeyRow { customer_id: string; kind: KeyKind; value: string; grams: string[] | null }
interface CustomerDocumentRow { id: string; customer_id: string; kind: IdentityDocument['kind']; number: Buffer; created_at: Date }

interface FieldRow { customer_id: string; key: string; set_on: string | null; checked_on: string | null; right_then: boolean | null; source: string | null; by_id: string | null; at: Date }
/** Completeness comes as text, so that no digit is lost. */
export interface ProfileRow { customer_id: string; completeness: string; missing: string[]; oldest_on: string | null; wrong: boolean; alike: string[]; weights: number }
export interface AffiliationRow { id: string; organisation_id: string; person_id: string; role: string; position: string | null; main: boolean; created_at: Date; version: number }
interface NoteRow { id: string; customer_id: string; /** Sealed under the customer's key. */ text: Buffer | null; lasting: boolean; until: string | null; by_id: string | null; at: Date; ended_at: Date | null; ended_by: string | null; version: number }
interface NoteReadingRow { note_id: string; staff_id: string; at: Date }

interface AccessAlertRow { id: string; staff_id: string; at: Date; opened: number; revealed: number; customer_ids: string[]; reviewed_by: Generated<string | null>; reviewed_at: Generated<Date | null>; verdict: Generated<'fine' | 'misuse' | null>; note: Generated<string | null>; version: Generated<number> }
interface SegmentRow { id: string; name: string; about: string | null; condition: unknown; created_at: Date; changed_at: Date; removed_at: Date | null; version: number }

/** Published: what modules above may join. */
export interface CustomerRef { id: string; type: CustomerType; name: string; active: boolean; /** The record that goes on, where this one has become part of another: its type, name and standing are told. */ root_id: string; /** The key of its grade now. */ grade: string | null; vip: boolean }

export const tables = tablesOf<{
  customer: CustomerColumns
  customer_grading: GradingRow
  contact_point: ContactPointRow
  contact_token: ContactTokenRow
  customer_key: CustomerKeyRow
  customer_document: CustomerDocumentRow
  customer_merge: MergeRow
  customer_field: FieldRow
  customer_weight: { field: string; weight: number }
  customer_profile: ProfileRow
  customer_tag: { customer_id: string; tag: string; at: Date; by_id: string | null }
  customer_affiliation: AffiliationRow
  customer_note: NoteRow
  customer_note_reading: NoteReadingRow
  customer_segment: SegmentRow
  customer_segment_member: { segment_id: string; customer_id: string; since: Date }
  customer_collection: { customer_id: string; category: Category; asked_by: string | null; asked_at: Date; task_key: string }
  customer_collected: { id: string; customer_id: string; category: CollectedField; words: Buffer; source: string; heard_on: string; by_id: string | null; at: Date }
  customer_look: { staff_id: string; how: 'opened' | 'revealed'; customer_id: string; at: Date }
  access_alert: AccessAlertRow
  customer_ref: CustomerRef
}>()

/** The fields that filters and conditions speak of. There are no legs: any agent may be the one a customer calls, so whoever may read customers reads all of them, masked. */
export const customerFields = {
  id: { type: 'id' }, type: { type: 'choice' }, region: { type: 'text' }, grade: { type: 'choice' }, vip: { type: 'boolean' }, createdAt: { type: 'instant' },
  removedAt: { type: 'instant', sql: 'deleted_at' }, erasedAt: { type: 'instant' }, mergedIntoId: { type: 'id' },
} as const satisfies Resource['fields']

/** Whoever may read customers reads all of them, masked: any agent may be the one a customer calls. */
const versions: Resource['load'] = async (ctx, ids) => tables(ctx).selectFrom('customer').select(['id', 'version']).where('id', 'in', ids).execute()
export const customerResource: Resource = { name: 'customer', read: 'customer.read', fields: customerFields, legs: {}, load: versions }
/** Its events speak of the customer, so that a record's page hears of its contact points. */
export const contactPointResource: Resource = { name: 'contact-point', read: 'customer.read', fields: {}, legs: {}, load: versions }
