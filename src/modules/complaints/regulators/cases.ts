import { parse } from 'csv-parse/sync'
import type { Resource } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { tablesOf } from '../../../kernel/context.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { AppError, conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { newId } from '../../../kernel/id.ts'
import { checkRow, momentOf } from '../../../kernel/import/cells.ts'
import { Rejected } from '../../../kernel/import/run-import.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { ListQuery } from '../../../kernel/listing.ts'
import { among } from '../../../kernel/transaction.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { workingBetween } from '../../../pure/worktime/index.ts'
import { findCase, openCaseFrom } from '../../cases/index.ts'
import { calendarKind } from '../../clocks/index.ts'
import { recordInteraction } from '../../contacts/index.ts'
import { namesOf } from '../../people/index.ts'
import { addTask, finishTask } from '../../tasks/index.ts'
import { holdSheet } from '../sheet.ts'
import { authorityKind } from './authority-kind.ts'
import type { RecordReply, RegulatorCase, TermShown } from './contract.ts'
import { RegisterRegulator, RegulatorRegistered, RegulatorReplied, RegulatorsImported } from './contract.ts'
import { lastDayOf, stretchesOf } from './rules.ts'
import type { RegulatorStage, Term } from './rules.ts'

export interface RegulatorRow {
  id: string; case_id: string; authority: string; number: string; received_on: string; answer_due_on: string; settle_due_on: string; contact: string | null
  answered_at: Date | null; answered_by: string | null; answer: string | null; settled_at: Date | null; settled_by: string | null; settlement: string | null; outcome: RegulatorCase['outcome']; made_by: string | null; made_at: Date; version: number
}
interface CaseRefRow { id: string; number: string; subject: string }
const tables = tablesOf<{ regulator_case: RegulatorRow; case_ref: CaseRefRow }>()
export const regulatorResource: Resource = {
  name: 'regulator-case', read: 'regulator-case.read', legs: {}, fields: { id: { type: 'id' }, authority: { type: 'choice' }, settledAt: { type: 'instant' } },
  load: (ctx, ids) => tables(ctx).selectFrom('regulator_case').select(['id', 'version']).where('id', 'in', ids).execute(),
}
const taskKey = (id: string, stage: RegulatorStage) => `regulator:${id}:${stage}`
export const authoritiesOf = (ctx: Ctx) => ctx.definitions.keys(authorityKind, ctx.now).map((key) => ({ key, ...ctx.definitions.current(authorityKind, key, ctx.now).is }))

async function shown(ctx: Ctx, rows: readonly RegulatorRow[], writes: boolean): Promise<RegulatorCase[]> {
  const [cases, names] = await Promise.all([tables(ctx).selectFrom('case_ref').select(['id', 'number', 'subject']).where(among('id', rows.map((row) => row.case_id))).execute(), namesOf(ctx, [...new Set(rows.flatMap((row) => [row.answered_by, row.settled_by].filter((id) => id !== null)))])])
  const caseOf = new Map(cases.map((one) => [one.id, one]))
  const known = new Map(authoritiesOf(ctx).map((one) => [one.key, one]))
  const zone = ctx.settings.get(companyZone)
  const late = (due: string, at: Date | null) => dayIn(zone, at ?? ctx.now) > due
  const named = (id: string | null) => id ? { id, name: names.get(id) ?? '' } : null
  return rows.map((row) => ({
    id: row.id, case: { id: row.case_id, number: caseOf.get(row.case_id)?.number ?? '', subject: caseOf.get(row.case_id)?.subject ?? '' }, authority: { key: row.authority, name: known.get(row.authority)?.name ?? { zh: row.authority, en: row.authority } }, number: row.number, contact: row.contact, receivedOn: row.received_on,
    answerDueOn: row.answer_due_on, answeredAt: row.answered_at, answeredBy: named(row.answered_by), answer: row.answer, answerLate: late(row.answer_due_on, row.answered_at), settleDueOn: row.settle_due_on, settledAt: row.settled_at, settledBy: named(row.settled_by), settlement: row.settlement, outcome: row.outcome, settleLate: late(row.settle_due_on, row.settled_at),
    may: writes && ctx.actor.can('complaint.write') && !row.settled_at ? row.answered_at ? ['settle'] : ['answer', 'settle'] : [], version: row.version,
  }))
}
/** Regulators' cases, the nearest day first. */
export async function listRegulatorCases(ctx: Ctx, query: ListQuery & { authority?: string | undefined; open?: 'true' | 'false' | undefined }) {
  const filter: Condition = { all: [...(query.authority ? [{ field: 'authority', is: 'one-of', value: query.authority.split(',') } as const] : []), ...(query.open ? [query.open === 'true' ? { field: 'settledAt', is: 'empty' } as const : { field: 'settledAt', is: 'not-empty' } as const] : [])] }
  const page = await listIds(ctx, { table: 'regulator_case', resource: regulatorResource, permission: 'regulator-case.read', sorts: { settleDueOn: { column: 'settle_due_on', type: 'text' }, madeAt: { column: 'id', type: 'uuid' } }, sort: '-madeAt' }, query, filter)
  const rows = page.ids.length ? await tables(ctx).selectFrom('regulator_case').selectAll().where('id', 'in', page.ids).execute() : []
  return { items: await shown(ctx, inOrder(page.ids, rows), false), nextCursor: page.nextCursor }
}
/** What a regulator wants of this complaint. @throws AppError not-found `case.not-found` */
export async function regulatorOfCase(ctx: Ctx, caseId: string): Promise<RegulatorCase | null> {
  const found = await findCase(ctx, caseId)
  const row = await tables(ctx).selectFrom('regulator_case').selectAll().where('case_id', '=', caseId).executeTakeFirst()
  return row ? (await shown(ctx, [row], found.may_write))[0] ?? null : null
}

/** The last day by the authority's term, in the company's working calendar. */
function dueBy(ctx: Ctx, receivedOn: string, term: Term): string {
  return lastDayOf(receivedOn, term, workingDays(ctx, ctx.now))
}
/** Whether a day has working time by the company's calendar as it stood at a moment. */
function workingDays(ctx: Ctx, at: Date): (day: string) => boolean {
  const { is } = ctx.definitions.current(calendarKind, 'standard', at)
  const zone = is.zoneIn(ctx.settings.get(companyZone))
  return (day) => workingBetween(is.inZone(zone), startOfDay(zone, day), startOfDay(zone, day, 1)) > 0
}
/** Why the days of a regulator's case are what they are, by term and calendar as they stood when it was registered. @throws AppError not-found `case.not-found` */
export async function termsOfCase(ctx: Ctx, caseId: string): Promise<TermShown[]> {
  await findCase(ctx, caseId)
  const row = await tables(ctx).selectFrom('regulator_case').selectAll().where('case_id', '=', caseId).executeTakeFirst()
  if (!row) return []
  const authority = ctx.definitions.keys(authorityKind, row.made_at).includes(row.authority) ? ctx.definitions.current(authorityKind, row.authority, row.made_at).is : undefined
  const isWorking = workingDays(ctx, row.made_at)
  return ([['answer', row.answer_due_on], ['settle', row.settle_due_on]] as const).map(([stage, dueOn]) => {
    const days = authority ? stretchesOf(row.received_on, authority[stage], isWorking) : []
    // Another day than the term comes to was named by the notice.
    return authority && days.at(-1)?.to === dueOn ? { stage, dueOn, term: authority[stage], days } : { stage, dueOn, term: null, days: [] }
  })
}

/**
 * Registers a regulator's case: a complaint is opened for it, and both days become tasks of whoever leads.
 * @throws AppError invalid `regulator-case.unknown-authority`, `regulator-case.in-the-future`, `regulator-case.day-before-receipt`; refused `regulator-case.known`
 */
export async function register(ctx: Ctx, body: RegisterRegulator): Promise<RegulatorCase> {
  const zone = ctx.settings.get(companyZone)
  const authority = authoritiesOf(ctx).find((one) => one.key === body.authority)
  if (!authority) throw invalid('authority', 'regulator-case.unknown-authority', { keys: authoritiesOf(ctx).map((one) => one.key).join(', ') })
  if (body.receivedOn > dayIn(zone, ctx.now)) throw invalid('receivedOn', 'regulator-case.in-the-future')
  const [answerDueOn, settleDueOn] = [body.answerDueOn ?? dueBy(ctx, body.receivedOn, authority.answer), body.settleDueOn ?? dueBy(ctx, body.receivedOn, authority.settle)]
  for (const [path, day] of [['answerDueOn', answerDueOn], ['settleDueOn', settleDueOn]] as const) if (day < body.receivedOn) throw invalid(path, 'regulator-case.day-before-receipt')
  if (await tables(ctx).selectFrom('regulator_case').select('id').where('authority', '=', body.authority).where('number', '=', body.number).executeTakeFirst()) throw refused('regulator-case.known', [{ path: 'number', code: 'regulator-case.known' }])
  const id = newId()
  const interactionId = await recordInteraction(ctx, { channel: 'api', direction: 'in', customerId: null, subjectKind: 'regulator-case', subjectId: id, at: ctx.now })
  const opened = await openCaseFrom(ctx, {
    kind: 'complaint', subject: body.subject, description: body.description, channel: 'api', priority: 'high', interactionId, at: ctx.now, ...(body.customerName ? { customer: { name: body.customerName, ...(body.customerPhone ? { phone: body.customerPhone } : {}) } } : {}),
  })
  const row: RegulatorRow = {
    id, case_id: opened.id, authority: body.authority, number: body.number, received_on: body.receivedOn, answer_due_on: answerDueOn, settle_due_on: settleDueOn, contact: body.contact ?? null,
    answered_at: null, answered_by: null, answer: null, settled_at: null, settled_by: null, settlement: null, outcome: null, made_by: ctx.actor.id, made_at: ctx.now, version: 1,
  }
  const made = await tables(ctx).insertInto('regulator_case').values(row).onConflict((on) => on.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw refused('regulator-case.known', [{ path: 'number', code: 'regulator-case.known' }])
  for (const [stage, day, zh, en] of [['answer', answerDueOn, '答复', 'Answer'], ['settle', settleDueOn, '办结', 'Settle']] as const) {
    await addTask(ctx, { key: taskKey(id, stage), title: { zh: `${zh}${authority.name.zh}：${body.number}`, en: `${en} ${authority.name.en}: ${body.number}` }, roleKey: 'cs_supervisor', dueAt: startOfDay(zone, day, 1), about: { kind: 'case', id: opened.id }, source: { kind: 'regulator-case', id }, path: `/cases/${opened.id}`, byHand: false })
  }
  await ctx.emit(RegulatorRegistered, opened.id, { regulatorCaseId: id, authority: body.authority, number: body.number, answerDueOn, settleDueOn })
  return (await shown(ctx, [row], true))[0] as RegulatorCase
}

/**
 * Writes down what the regulator was told.
 * @throws AppError not-found; invalid `regulator-case.needs-outcome`; conflict `regulator-case.replied`, `record.stale`, and those of the complaint's sheet
 */
export async function recordReply(ctx: Ctx, id: string, { stage, words, outcome, version }: RecordReply): Promise<RegulatorCase> {
  const row = await tables(ctx).selectFrom('regulator_case').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || !await findCase(ctx, row.case_id).catch(() => undefined)) throw notFound('regulator-case')
  await holdSheet(ctx, row.case_id)
  const now = async (from = row) => (await shown(ctx, [from], true))[0] as RegulatorCase
  if (row.settled_at || (stage === 'answer' && row.answered_at)) throw conflict('regulator-case.replied', await now())
  if (stage === 'settle' && !outcome) throw invalid('outcome', 'regulator-case.needs-outcome')
  const told = maskPersonal(words)
  const set = stage === 'answer' ? { answered_at: ctx.now, answered_by: ctx.actor.id, answer: told } : { settled_at: ctx.now, settled_by: ctx.actor.id, settlement: told, outcome: outcome ?? null, ...(row.answered_at ? {} : { answered_at: ctx.now, answered_by: ctx.actor.id, answer: told }) }
  const won = await tables(ctx).updateTable('regulator_case').set({ ...set, version: version + 1 }).where('id', '=', id).where('version', '=', version).returningAll().executeTakeFirst()
  if (!won) throw conflict('record.stale', await now())
  await finishTask(ctx, { key: taskKey(id, 'answer') })
  if (stage === 'settle') await finishTask(ctx, { key: taskKey(id, 'settle') })
  const it = await now(won)
  await ctx.emit(RegulatorReplied, row.case_id, { regulatorCaseId: id, stage, late: stage === 'answer' ? it.answerLate : it.settleLate, changed: { regulator: { from: row.answered_at ? 'answered' : 'received', to: stage === 'answer' ? 'answered' : 'settled' } } })
  return it
}

/** The headers of the regulators' own tables. */
const CHINESE: Readonly<Record<string, keyof RegisterRegulator>> = { 来源: 'authority', 编号: 'number', 工单编号: 'number', 登记日期: 'receivedOn', 收到日期: 'receivedOn', 标题: 'subject', 诉求标题: 'subject', 内容: 'description', 诉求内容: 'description', 投诉人: 'customerName', 联系电话: 'customerPhone', 承办人: 'contact', 答复期限: 'answerDueOn', 办结期限: 'settleDueOn' }
const MOST_ROWS = 2_000
/** Takes a table in; rows that are known are left, rows that are wrong are told with their line. @throws AppError invalid `import.unreadable`, `regulator-case.too-many` */
export async function importTable(ctx: Ctx, csv: string) {
  let rows: Record<string, string>[]
  try { rows = parse(csv, { bom: true, columns: (headers: string[]) => headers.map((header) => CHINESE[header.trim()] ?? header.trim()), relax_column_count: true, skip_empty_lines: true, trim: true }) as Record<string, string>[] }
  catch (error) { throw invalid('csv', 'import.unreadable', { reason: (error as Error).message }) }
  if (rows.length > MOST_ROWS) throw invalid('csv', 'regulator-case.too-many', { most: MOST_ROWS })
  const report = { rows: rows.length, imported: 0, known: 0, rejected: [] as { line: number; field: string; code: string; message: string }[] }
  const zone = ctx.settings.get(companyZone)
  for (const [at, cells] of rows.entries()) {
    const reject = (field: string, code: string, params: Record<string, unknown> = {}) => report.rejected.push({ line: at + 2, field, code, message: say(ctx.actor.locale, code, params) })
    try {
      const dated = Object.fromEntries(Object.entries(cells).flatMap(([key, text]) => {
        if (!(key in RegisterRegulator.shape) || !text) return []
        const moment = key.endsWith('On') ? momentOf(text, key, { source: 'import', zone }) : undefined
        return [[key, moment ? dayIn(zone, moment) : text]]
      }))
      const row = checkRow(RegisterRegulator, { description: dated['subject'], ...dated, authority: /12345/.test(dated['authority'] ?? '') ? '12345' : /12315/.test(dated['authority'] ?? '') ? '12315' : dated['authority'] })
      await ctx.attempt('complaints.import-regulator-case', (part) => register(part, row))
      report.imported++
    } catch (error) {
      if (error instanceof Rejected) for (const one of error.reasons) reject(one.field, one.code)
      else if (error instanceof AppError && error.code === 'regulator-case.known') report.known++
      else if (error instanceof AppError) for (const one of error.details.errors ?? [{ path: '', code: error.code }]) reject(one.path, one.code, one.params)
      else throw error
    }
  }
  await ctx.emit(RegulatorsImported, newId(), { ...report, rejected: report.rejected.length })
  return report
}
