import type { Ctx } from '../../kernel/context.ts'
import { AppError, notFound } from '../../kernel/errors.ts'
import type { Compiled } from '../../kernel/definitions.ts'
import type { About, Subject } from './contract.ts'
import { FormSubject, PickedName } from './contract.ts'
import { formKind } from './definition.ts'
import type { Answers, Form } from './questions/contract.ts'
import { RECORDS } from './questions/contract.ts'
import { questionsOf } from './questions/rules.ts'
import { walk } from './rules.ts'
import { tables } from './tables.ts'

/** The records that forms are filled about and that are picked in answers. */

const PLAIN = { path: null, customerId: null, staffId: null, teamId: null }

/** The version of a form that is meant. @throws AppError 404 form.not-found */
export function formOf(ctx: Pick<Ctx, 'definitions' | 'now'>, key: string, version?: string): Compiled<Form> {
  if (!ctx.definitions.keys(formKind, ctx.now).includes(key)) throw notFound('form')
  if (version === undefined) return ctx.definitions.current(formKind, key, ctx.now)
  const found = formVersion(ctx, version)
  if (found.key !== key) throw notFound('form')
  return found
}
/** One version of a form by its id. @throws AppError 404 form.not-found */
export function formVersion(ctx: Pick<Ctx, 'definitions'>, id: string): Compiled<Form> {
  try { return ctx.definitions.version(formKind, id) } catch { throw notFound('form') }
}

/** What the reader may be told of a record. @throws AppError 404 submission.no-subject */
export async function subjectOf(ctx: Ctx, about: About): Promise<Subject> {
  const found = await find(ctx, about)
  if (!found) throw new AppError('not-found', 'submission.no-subject')
  return found
}
async function find(ctx: Ctx, about: About): Promise<Subject | undefined> {
  const { kind, id } = about
  if (kind === 'form') {
    const { is } = formVersion(ctx, id)
    return { ...PLAIN, title: ctx.actor.locale === 'en' ? is.name.en : is.name.zh }
  }
  if (kind === 'staff') {
    const staff = await tables(ctx).selectFrom('staff_ref').select('name').where('id', '=', id).executeTakeFirst()
    return staff && { ...PLAIN, title: staff.name, path: `/staff/${id}`, staffId: id }
  }
  if (kind === 'team') {
    const team = await tables(ctx).selectFrom('team_ref').select('name').where('id', '=', id).executeTakeFirst()
    return team && { ...PLAIN, title: team.name, teamId: id }
  }
  return (await ctx.ask(FormSubject, about))[0]
}
/** The same, and nothing where the reader may not be told. */
export const subjectIfSeen = async (ctx: Ctx, about: About): Promise<Pick<Subject, 'title' | 'path'> | null> => {
  if (about.kind === 'form') return null
  const found = await find(ctx, about)
  return found ? { title: found.title, path: found.path } : null
}

/** Whether a form may be filled about a record of this kind. @throws AppError 422 form.not-for */
export function judgeKind(form: Compiled<Form>, about: About): void {
  const { for: kinds = [] } = form.is
  if (kinds.length ? !kinds.includes(about.kind) : about.kind === 'form' && about.id !== form.id) throw new AppError('refused', 'form.not-for')
}

/** The names of the records picked in answers, by id; those the reader may not see are missing. */
export async function pickedNames(ctx: Ctx, form: Form, answers: Answers): Promise<Record<string, string>> {
  if (!questionsOf(form).some(({ kind }) => kind === 'record')) return {}
  const picks = walk(form, answers).flatMap(({ question, answer }) => question.kind === 'record' && typeof answer === 'string' ? [{ kind: question.of, id: answer }] : [])
  const names: Record<string, string> = {}
  for (const kind of RECORDS) {
    const ids = [...new Set(picks.filter((one) => one.kind === kind).map(({ id }) => id))]
    if (!ids.length) continue
    if (kind === 'customer') {
      for (const id of ids) for (const { name } of await ctx.ask(PickedName, { kind, id })) names[id] = name
    } else {
      const rows = await tables(ctx).selectFrom(kind === 'staff' ? 'staff_ref' : 'team_ref').select(['id', 'name']).where('id', 'in', ids).execute()
      for (const row of rows) names[row.id] = row.name
    }
  }
  return names
}
