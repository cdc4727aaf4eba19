import { AppError } from '../../../kernel/errors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { Download } from '../../../kernel/module.ts'
import { sql } from 'kysely'
import { forReader, wholeAnswers } from '../answers.ts'
import type { FigureQuery } from '../contract.ts'
import { formKind } from '../definition.ts'
import { seenWhere } from '../queries.ts'
import type { Answers } from '../questions/contract.ts'
import { entriesIn } from '../questions/rules.ts'
import { leastAnswers } from '../settings.ts'
import { formVersion, pickedNames } from '../subjects.ts'
import { tables } from '../tables.ts'
import { BYTE_ORDER_MARK, csvLine } from '../../../pure/csv/index.ts'
import type { Cell } from '../../../pure/csv/index.ts'
import { flatColumns } from './flat.ts'
import { MOST, conditionsOf, versionsOf } from './report.ts'

const AT_ONCE = 1_000
const HEADS = {
  zh: ['答卷', '版本', '时间', '对象类型', '对象', '对应员工', '小组', '填写人', '渠道', '得分', '是否合格'],
  en: ['submission', 'version', 'at', 'about kind', 'about', 'staff', 'team', 'by', 'via', 'score', 'passed'],
}

/**
 * All answers in the reader's sight as CSV, newest first, one row a submission, at most `MOST`; columns are those of this version, and what the
 * reader may not read stays empty. @throws AppError 404 form.not-found, 422 form.too-few of an anonymous form
 */
export async function exportAnswers(ctx: Ctx, id: string, { language, ...query }: FigureQuery & { language: 'zh' | 'en' }): Promise<Download> {
  const form = formVersion(ctx, id)
  const versions = await versionsOf(ctx, form, query.across === 'true')
  const where = seenWhere(ctx, conditionsOf(ctx, versions, query), 's')
  const rows: { head: Cell[]; answers: Answers }[] = []
  const names = new Map<string, string>()
  for (let before: { at: Date; id: string } | undefined; rows.length < MOST;) {
    const page = await tables(ctx).selectFrom('submission as s').leftJoin('staff_ref as p', 'p.id', 's.staff_id').leftJoin('team_ref as t', 't.id', 's.team_id').leftJoin('staff_ref as b', 'b.id', 's.by_id')
      .select(['s.id', 's.form_id', 's.at', 's.about_kind', 's.about_id', 's.by_kind', 's.via', 's.score', 's.passed', 's.answers', 's.texts', 's.sealed_under', 'p.name as staff', 't.name as team', 'b.name as by'])
      .where(where).where(before ? sql<boolean>`(s.at, s.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql<boolean>`true`).orderBy('s.at', 'desc').orderBy('s.id', 'desc').limit(AT_ONCE).execute()
    const whole = await wholeAnswers(ctx, page)
    for (const row of page) {
      const theirs = ctx.definitions.version(formKind, row.form_id)
      const { answers } = forReader(ctx, theirs.is, whole.get(row.id) ?? {})
      for (const [picked, name] of Object.entries(await pickedNames(ctx, theirs.is, answers))) names.set(picked, name)
      rows.push({ answers, head: [form.is.anonymous ? null : row.id, theirs.version, row.at.toISOString(), row.about_kind, row.about_id, row.staff, row.team, row.by ?? row.by_kind, row.via, row.score, row.passed === null ? null : row.passed ? 1 : 0] })
    }
    const last = page.at(-1)
    if (page.length < AT_ONCE || !last) break
    before = last
  }
  if (form.is.anonymous && rows.length < ctx.settings.get(leastAnswers)) throw new AppError('refused', 'form.too-few-answers', { params: { least: ctx.settings.get(leastAnswers) } })
  const entries = new Map(form.is.sections.flatMap((section) => section.repeat ? [[section.key, Math.max(0, ...rows.map(({ answers }) => entriesIn(answers[section.key]).length))] as const] : []))
  const columns = flatColumns(form.is, language, entries, names)
  const lines = [csvLine([...HEADS[language], ...columns.map(({ title }) => title)]), ...rows.map(({ head, answers }) => csvLine([...head, ...columns.map(({ cell }) => cell(answers))]))]
  return { bytes: Buffer.from(BYTE_ORDER_MARK + lines.join('')), type: 'text/csv; charset=utf-8', name: `${form.key}-${ctx.now.toISOString().slice(0, 10)}.csv` }
}
