import { sql } from 'kysely'
import { z } from 'zod'
import { faultsOfFields, writeFields } from '../../../kernel/custom-fields/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { line } from '../../../kernel/contract.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { cellOf, checkRow, ownFieldsOf, wordOf } from '../../../kernel/import/cells.ts'
import type { ImportMap, ImportPlan, KnownRow, Rejection } from '../../../kernel/import/run-import.ts'
import { runImport } from '../../../kernel/import/run-import.ts'
import type { Command } from '../../../kernel/module.ts'
import { addCustomer } from './add-customer.ts'
import { takeCustomer } from './take-customer.ts'

/** Customers that come from elsewhere: a customer is known by the source and its id there. */
interface From { externalId?: string | undefined; name?: string | undefined; phone?: string | undefined; email?: string | undefined }

/**
 * The customers that rows of a source speak of: known ones by their id there, or by phone or e-mail; others are made.
 * The answers stand in the order of the rows; a row without customer answers undefined, one with a wrong value its faults.
 */
export async function customersOfSource(ctx: Ctx, source: string, rows: readonly (From | undefined)[]): Promise<({ id: string } | { faults: readonly Fault[] } | undefined)[]> {
  const known = await knownOf(ctx, source, rows.flatMap((row) => row?.externalId ?? []))
  const answers: ({ id: string } | { faults: readonly Fault[] } | undefined)[] = []
  for (const row of rows) {
    if (!row || !(row.externalId ?? row.name ?? row.phone ?? row.email)) { answers.push(undefined); continue }
    const before = row.externalId === undefined ? undefined : known.get(row.externalId)
    if (before) { answers.push({ id: before }); continue }
    try {
      const { id } = await takeCustomer(ctx, { name: row.name ?? row.externalId ?? '', phone: row.phone, email: row.email })
      if (row.externalId !== undefined) {
        known.set(row.externalId, id)
        remember(ctx, source, row.externalId, id)
      }
      answers.push({ id })
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
      answers.push({ faults: error.details.errors ?? [{ path: 'customer', code: error.code }] })
    }
  }
  return answers
}

async function knownOf(ctx: Ctx, source: string, externalIds: readonly string[]): Promise<Map<string, string>> {
  if (!externalIds.length) return new Map()
  const { rows } = await sql<{ external_id: string; customer_id: string }>`select external_id, customer_id from customer_import where source = ${source} and external_id = any(${externalIds}::text[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.external_id, row.customer_id]))
}
const remember = (ctx: Ctx, source: string, externalId: string, id: string) =>
  ctx.send({ text: 'insert into customer_import (source, external_id, customer_id) values ($1, $2, $3) on conflict do nothing', values: [source, externalId, id] })

const ImportedCustomer = z.object({
  externalId: z.string().max(200).optional(), type: z.enum(['person', 'organisation']).default('person'), name: line(200),
  title: line(60).optional(), region: line(120).optional(), industry: line(120).optional(), size: line(60).optional(), phone: z.string().max(60).optional(), email: z.string().max(320).optional(),
  fields: z.record(z.string(), z.string()).default({}),
})
type ImportedCustomer = z.output<typeof ImportedCustomer>
const FIELDS = Object.keys(ImportedCustomer.shape).filter((field) => field !== 'fields')

function customerOf(cells: Readonly<Record<string, string>>, map: ImportMap): ImportedCustomer {
  const columns: Record<string, unknown> = map.columns ?? Object.fromEntries(FIELDS.map((field) => [field, field]))
  return checkRow(ImportedCustomer, { ...Object.fromEntries(FIELDS.map((field) => [field, wordOf(map, field, cellOf(cells, columns[field]))])), fields: ownFieldsOf(cells, map) })
}

async function writeCustomers(ctx: Ctx, rows: readonly KnownRow<ImportedCustomer>[]): Promise<{ made: number; rejected: { line: number; reasons: Rejection[] }[] }> {
  const source = rows[0]?.source as string
  const known = await knownOf(ctx, source, rows.map((one) => one.externalId))
  const rejected: { line: number; reasons: Rejection[] }[] = []
  let made = 0
  for (const { line: at, externalId, row: { phone, email, externalId: _, fields, ...row } } of rows) {
    if (known.has(externalId)) continue
    const faults = faultsOfFields(ctx, 'customer', row.type, fields)
    if (faults.length) { rejected.push({ line: at, reasons: faults.map(({ path, code }) => ({ field: path, code })) }); continue }
    try {
      const { id } = await addCustomer(ctx, {
        type: row.type, name: row.name, ...(row.title ? { title: row.title } : {}), ...(row.region ? { region: row.region } : {}), ...(row.industry ? { industry: row.industry } : {}), ...(row.size ? { size: row.size } : {}),
        contactPoints: [...(phone ? [{ kind: 'phone' as const, value: phone }] : []), ...(email ? [{ kind: 'email' as const, value: email }] : [])],
      } as Parameters<typeof addCustomer>[1])
      if (Object.keys(fields).length) await writeFields(ctx, 'customer', { ownerId: id, kind: row.type, given: fields, before: {} })
      remember(ctx, source, externalId, id)
      made++
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'invalid') throw error
      rejected.push({ line: at, reasons: (error.details.errors ?? []).map((fault) => ({ field: fault.path, code: fault.code })) })
    }
  }
  return { made, rejected }
}
const plan: ImportPlan<ImportedCustomer> = { name: 'customers', rowOf: customerOf, write: writeCustomers }

export const importCustomers: Command = {
  about: 'Imports customers from a table, with a report of rejected rows; the same rows again import nothing.',
  usage: 'import customers FILE.csv|.csv.gz|.xlsx [--map MAP.json] [--dry-run]',
  run: (call) => runImport(call, plan, (ctx) => ctx.settings.get(companyZone)),
}
