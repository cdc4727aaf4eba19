import { pinyinKeys, pinyinQuery } from '../../pure/text/index.ts'
import { findableFields } from '../../kernel/custom-fields/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { lookUp } from '../../kernel/transaction.ts'
import { searchable } from '../search/index.ts'
import { contactValue } from './contact-values.ts'
import { ContactPointAdded, ContactPointChanged, ContactPointRemoved, CustomerAdded, CustomerChanged, CustomerErased, CustomerMerged, CustomerTookIn, CustomerUnmerged } from './contract.ts'
import { customersById } from './queries.ts'
import { digitsOf, tokensOf } from './search.ts'
import { customerResource, tables } from './tables.ts'

/** Beside a number whole and its last four digits, from which its other fingerprints are made: a caller tells as many as they please. */
const TAILS = [5, 6, 7, 8, 9, 10]

const codeOf = (token: Buffer) => token.toString('base64url')

/** Customers are found by what describes them in the clear, their name's pinyin and initials, and keyed fingerprints of numbers and addresses. */
export const findableCustomers = searchable({
  kind: 'customer', events: [CustomerAdded, CustomerChanged, CustomerErased, CustomerMerged, CustomerTookIn, CustomerUnmerged, ContactPointAdded, ContactPointChanged, ContactPointRemoved],
  textOf: async (ctx, ids) => {
    // What has become part of a record is found there, by the names and numbers of both.
    const known = await tables(ctx).selectFrom('customer').modifyFront(lookUp).select(['id', 'merged_into_id', 'name', 'title', 'region', 'industry', 'created_at']).where((eb) => eb.or([eb('id', 'in', ids), eb('merged_into_id', 'in', ids)])).where('erased_at', 'is', null).orderBy('id').execute()
    const asked = new Set(ids)
    const rows = known.filter((row) => asked.has(row.id))
    const rootOf = new Map(known.map((row) => [row.id, row.merged_into_id ?? row.id]))
    const names = Map.groupBy(known, (row) => row.merged_into_id ?? row.id)
    const points = await tables(ctx).selectFrom('contact_point').modifyFront(lookUp).select(['customer_id', 'kind', 'value']).where('customer_id', 'in', [...rootOf.keys(), ...ids]).where('removed_at', 'is', null).execute()
    const values = await ctx.vault.open(ctx, points.map((point) => ({ subjectId: point.customer_id, value: point.value as Buffer })))
    const codes = Map.groupBy(points.flatMap((point, at) => codesOfPoint(ctx, point.kind, values[at] ?? null).map((code) => ({ of: rootOf.get(point.customer_id) ?? point.customer_id, code }))), (one) => one.of)
    const fields = await findableFields(ctx, 'customer', ids)
    return rows.map((row) => {
      const called = [...new Set([row.name, ...(names.get(row.id) ?? []).map((one) => one.name)])]
      const keys = called.map(pinyinKeys)
      const [full, initials] = [keys.flatMap((one) => one.full), keys.flatMap((one) => one.initials)]
      return {
        id: row.id, at: row.created_at, text: [...called, row.title, row.region, row.industry, ...fields.get(row.id) ?? []].filter(Boolean).join('\n'),
        codes: [...full, ...initials, ...(codes.get(row.id) ?? []).map((one) => one.code)],
      }
    })
  },
  codesOf: (ctx, typed) => {
    const pinyin = pinyinQuery(typed)
    const digits = digitsOf(typed)
    return [
      ...(pinyin ? [{ code: pinyin, begins: true }] : []),
      ...tokensOf(ctx, typed).map((token) => ({ code: codeOf(token) })),
      ...(digits && TAILS.includes(digits.length) ? [{ code: codeOf(ctx.vault.token('phone-tail', digits)) }] : []),
    ]
  },
  found: {
    order: 10, seen: { table: 'customer', resource: customerResource, permission: 'customer.read', filter: { all: [{ field: 'removedAt', is: 'empty' }, { field: 'mergedIntoId', is: 'empty' }] } },
    show: async (ctx, ids) => (await customersById(ctx, ids)).map((one) => ({
      id: one.id, path: `/customers/${one.id}`, title: one.name, texts: [[one.title, one.region, one.industry].filter(Boolean).join(' · ')].filter(Boolean),
      reach: one.contactPoints.slice(0, 3).map(({ kind, value }) => ({ kind, value })), at: one.createdAt,
    })),
  },
})

function codesOfPoint(ctx: Ctx, kind: Parameters<typeof contactValue>[1], value: string | null): string[] {
  const known = value === null ? undefined : contactValue(ctx, kind, value)
  if (!known) return []
  const digits = kind === 'phone' || kind === 'sms' ? known.value.replace(/\D/g, '') : ''
  const tails = digits ? TAILS.filter((length) => length <= digits.length).map((length) => ({ kind: 'phone-tail', value: digits.slice(-length) })) : []
  return [...known.tokens, ...tails].map((one) => codeOf(ctx.vault.token(one.kind, one.value)))
}
