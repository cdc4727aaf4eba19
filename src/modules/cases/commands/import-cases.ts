import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { line, prose } from '../../../kernel/contract.ts'
import { faultsOfFields, writeFields } from '../../../kernel/custom-fields/index.ts'
import { dayIn } from '../../../kernel/days.ts'
import { AppError } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { cellOf, checkRow, momentOf, ownFieldsOf, wordOf } from '../../../kernel/import/cells.ts'
import type { ImportMap, ImportPlan, KnownRow, Rejection } from '../../../kernel/import/run-import.ts'
import { runImport } from '../../../kernel/import/run-import.ts'
import type { Command } from '../../../kernel/module.ts'
import { startClocks } from '../../clocks/index.ts'
import { recordInteraction } from '../../contacts/index.ts'
import { customerRefs, customersOfSource } from '../../customers/index.ts'
import { flowKind } from '../../flows/index.ts'
import { CaseOpened, Channel, Kind, Priority } from '../contract.ts'
import { caseClocks, clockFacts, due } from '../deadlines.ts'
import { caseNumber, flowOfKind } from '../rules.ts'
import { rankIn } from '../rank.ts'
import type { MessageRow } from '../tables.ts'
import { tables } from '../tables.ts'

const ImportedCase = z.object({
  externalId: z.string().max(200).optional(), subject: line(300), description: prose(100_000), kind: Kind.default('request'), channel: Channel.default('internal'), priority: Priority.default('normal'),
  /** A status of the case's flow; the flow's first when absent. */
  status: z.string().max(60).optional(), createdAt: z.date().optional(),
  customer: z.object({ externalId: z.string().max(200).optional(), name: line(200).optional(), phone: z.string().max(60).optional(), email: z.string().max(320).optional() }).optional(),
  replies: z.array(z.object({ body: prose(100_000), at: z.date().optional(), visibility: z.enum(['public', 'internal']) })).max(100),
  fields: z.record(z.string(), z.string()),
})
type ImportedCase = z.output<typeof ImportedCase>

interface Columns { externalId?: string; subject?: string; description?: string; kind?: string; channel?: string; priority?: string; status?: string; createdAt?: string; customer?: Record<string, string>; replies?: { body: string; at?: string; visibility?: string }[] }
const OWN: Columns = { externalId: 'externalId', subject: 'subject', description: 'description', kind: 'kind', channel: 'channel', priority: 'priority', status: 'status', createdAt: 'createdAt', customer: { externalId: 'customer.externalId', name: 'customer.name', phone: 'customer.phone', email: 'customer.email' } }

/** One row of a table as a case. A subject longer than a line may be is cut; the description keeps it whole. */
function caseOf(cells: Readonly<Record<string, string>>, map: ImportMap): ImportedCase {
  const columns = (map.columns ?? OWN) as Columns
  const text = (column: string | undefined) => cellOf(cells, column)
  const customer = Object.fromEntries(Object.entries(columns.customer ?? {}).flatMap(([field, column]) => text(column) === undefined ? [] : [[field, text(column)]]))
  const subject = text(columns.subject)?.replace(/\s+/g, ' ')
  const description = text(columns.description) ?? subject
  return checkRow(ImportedCase, {
    externalId: text(columns.externalId), subject: subject?.slice(0, 300), description: subject && subject.length > 300 ? `${subject}\n\n${description}` : description,
    kind: wordOf(map, 'kind', text(columns.kind)), channel: wordOf(map, 'channel', text(columns.channel)), priority: wordOf(map, 'priority', text(columns.priority)), status: wordOf(map, 'status', text(columns.status)),
    createdAt: momentOf(text(columns.createdAt), 'createdAt', map),
    ...(Object.keys(customer).length ? { customer } : {}),
    replies: (columns.replies ?? []).flatMap(({ body, at, visibility }) => text(body) === undefined ? [] : [{ body: text(body), at: momentOf(text(at), 'replies.at', map), visibility: visibility === 'internal' ? 'internal' : 'public' }]),
    fields: ownFieldsOf(cells, map),
  })
}

const plan: ImportPlan<ImportedCase> = { name: 'cases', rowOf: caseOf, write: writeCases }

/** Writes the cases that are not known yet. The row of `case_import` decides: of two imports of one row at once, one makes the case. */
async function writeCases(ctx: Ctx, rows: readonly KnownRow<ImportedCase>[]): Promise<{ made: number; rejected: { line: number; reasons: Rejection[] }[] }> {
  const rejected: { line: number; reasons: Rejection[] }[] = []
  const flows = new Map([...new Set(rows.map(({ row }) => flowOfKind(row.kind)))].map((key) => [key, ctx.definitions.current(flowKind, key, ctx.now)]))
  const flowOf = (kind: string) => flows.get(flowOfKind(kind)) as NonNullable<ReturnType<typeof flows.get>>
  const good = rows.filter(({ line: at, row }) => {
    const known = row.status === undefined || flowOf(row.kind).is.status(row.status)
    const faults = faultsOfFields(ctx, 'case', row.kind, row.fields)
    if (!known || faults.length) rejected.push({ line: at, reasons: [...(known ? [] : [{ field: 'status', code: 'case.unknown-status' }]), ...faults.map(({ path, code }) => ({ field: path, code }))] })
    return known && !faults.length
  })
  const ids = new Map(good.map(({ externalId }) => [externalId, newId()]))
  const source = rows[0]?.source as string
  const { rows: fresh } = await sql<{ external_id: string }>`insert into case_import (source, external_id, case_id, at)
    select ${source}, external_id, case_id::uuid, ${ctx.now} from unnest(${[...ids.keys()]}::text[], ${[...ids.values()]}::text[]) as n(external_id, case_id)
    on conflict do nothing returning external_id`.execute(ctx.db)
  const isNew = new Set(fresh.map((row) => row.external_id))
  const wanted = good.filter(({ externalId }) => isNew.has(externalId))
  const customers = await customersOfSource(ctx, source, wanted.map(({ row }) => row.customer))
  const made = wanted.filter((one, at) => {
    const found = customers[at]
    if (!found || !('faults' in found)) return true
    rejected.push({ line: one.line, reasons: found.faults.map((fault) => ({ field: fault.path, code: fault.code })) })
    return false
  })
  if (rejected.length) {
    const bad = new Set(rejected.map((one) => one.line))
    await tables(ctx).deleteFrom('case_import').where('source', '=', source).where('case_id', 'in', [...good.filter((one) => bad.has(one.line)).map((one) => ids.get(one.externalId) as string), newId()]).execute()
  }
  if (made.length) await writeNew(ctx, made, (one) => { const found = customers[wanted.indexOf(one)]; return found && 'id' in found ? found.id : null }, ids, flowOf)
  return { made: made.length, rejected }
}

async function writeNew(ctx: Ctx, made: readonly KnownRow<ImportedCase>[], customerOf: (one: KnownRow<ImportedCase>) => string | null, ids: ReadonlyMap<string, string>, flowOf: (kind: string) => { id: string; is: ReturnType<typeof flowKind.compile> }): Promise<void> {
  const { rows: numbers } = await sql<{ n: number }>`select nextval('case_number') as n from generate_series(1, ${made.length})`.execute(ctx.db)
  const day = dayIn(ctx.settings.get(companyZone), ctx.now)
  const status = made.map(({ row }) => flowOf(row.kind).is.status(row.status ?? flowOf(row.kind).is.start.key) ?? flowOf(row.kind).is.start)
  const open = made.flatMap((one, at) => ['resolved', 'closed'].includes(status[at]?.class ?? '') ? [] : [{ one, at }])
  // Somebody else's past is no deadline of ours: an open case is ours from the moment we took it in.
  const refs = await customerRefs(ctx, [...new Set(made.flatMap((one) => customerOf(one) ?? []))])
  const gradeOf = (one: KnownRow<ImportedCase>) => refs.get(customerOf(one) ?? '')?.grade ?? null
  const started = await startClocks(ctx, caseClocks, open.map(({ one, one: { externalId, row } }) => ({ subjectId: ids.get(externalId) as string, facts: clockFacts({ ...row, customer_grade: gradeOf(one), severity: null, service: null }), signal: 'opened' as const })))
  const dueAt = new Map(open.map(({ at }, nth) => [at, started[nth]?.dueAt ?? null]))
  const messages: MessageRow[] = made.flatMap(({ externalId, row }) => {
    const caseId = ids.get(externalId) as string
    const at = row.createdAt ?? ctx.now
    return [
      { id: newId(), case_id: caseId, visibility: 'public' as const, author_kind: 'customer' as const, author_id: null, body: row.description, at, interaction_id: null, channel: null },
      ...row.replies.map((reply) => ({ id: newId(), case_id: caseId, visibility: reply.visibility, author_kind: 'staff' as const, author_id: null, body: reply.body, at: reply.at ?? at, interaction_id: null, channel: null })),
    ]
  })
  const firstMessage = new Map<string, string>()
  for (const message of messages) if (!firstMessage.has(message.case_id)) firstMessage.set(message.case_id, message.id)
  tables.insert(ctx, 'case', made.map((one, at) => {
    const { externalId, source, row } = one
    const { key, class: of } = status[at] as { key: string; class: 'open' }
    return {
      id: ids.get(externalId) as string, number: caseNumber(day, Number(numbers[at]?.n)), kind: row.kind, subject: row.subject, channel: row.channel, priority: row.priority, status: key, status_class: of, flow_id: flowOf(row.kind).id,
      customer_id: customerOf(one), customer_grade: gradeOf(one), first_responder_id: null, handler_id: null, team_id: null, solution: null, due_at: due(dueAt.get(at) ?? null), source, external_id: externalId, follows_id: null, closed_at: (of as string) === 'closed' ? row.createdAt ?? ctx.now : null,
      classified: true, turn_at: row.createdAt ?? ctx.now, rank_at: rankIn(ctx, { class: of, priority: row.priority, turnAt: row.createdAt ?? ctx.now }), promise_due_at: null, created_at: row.createdAt ?? ctx.now, changed_at: ctx.now, removed_at: null, version: 1,
    }
  }))
  tables.insert(ctx, 'message', messages)
  for (const { externalId, row } of made) if (Object.keys(row.fields).length) await writeFields(ctx, 'case', { ownerId: ids.get(externalId) as string, kind: row.kind, given: row.fields, before: {} })
  for (const [at, one] of made.entries()) {
    const id = ids.get(one.externalId) as string
    const { key, class: of } = status[at] as { key: string; class: 'open' }
    await recordInteraction(ctx, { channel: one.row.channel, direction: 'in', customerId: customerOf(one), subjectKind: 'case', subjectId: id, at: one.row.createdAt ?? ctx.now })
    await ctx.emit(CaseOpened, id, { number: caseNumber(day, Number(numbers[at]?.n)), kind: one.row.kind, channel: one.row.channel, priority: one.row.priority, customerId: customerOf(one), firstResponderId: null, teamId: null, status: key, class: of, messageId: firstMessage.get(id) as string })
  }
}

export const importCases: Command = {
  about: 'Imports cases from a table, with a report of rejected rows; the same rows again import nothing.',
  usage: 'import cases FILE.csv|.csv.gz|.xlsx [--map MAP.json] [--dry-run]',
  run: (call) => {
    if (!call.names.length) throw new AppError('invalid', 'import.no-file')
    return runImport(call, plan, (ctx) => ctx.settings.get(companyZone))
  },
}
