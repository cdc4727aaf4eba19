import { on } from '../../kernel/module.ts'
import { readDepartments } from '../people/index.ts'
import { RequestAnswered } from '../teamwork/contract.ts'
import { requestsAboutRecords } from '../teamwork/index.ts'
import { askDepartmentAbout } from './commands/needs.ts'
import { NeedAnswered, NeedGrew } from './contract.ts'
import { departmentFor, routesAt } from './settings.ts'
import { tables } from './tables.ts'

/** Once enough customers have said the same, its department is asked by itself, once, in the name of whoever looks after the need. */
export const routeGrown = on(NeedGrew, 'strategy.route-grown', async (ctx, events) => {
  const least = ctx.settings.get(routesAt)
  if (!least) return
  for (const id of new Set(events.map(({ subjectId }) => subjectId))) {
    const of = await tables(ctx).selectFrom('need').selectAll().where('id', '=', id).where('stage', '=', 'gathered').where('voices', '>=', least).forUpdate().executeTakeFirst()
    if (!of || (await requestsAboutRecords(ctx, 'need', [id])).get(id)?.length) continue
    const wanted = ctx.settings.get(departmentFor).find(({ kind }) => kind === of.kind)?.department
    const department = (await readDepartments(ctx)).find((one) => of.department_id ? one.id === of.department_id : one.name === wanted)
    // Without a liaison nobody there could answer: it stays with whoever looks after it.
    if (!department?.liaisonId) continue
    await tables(ctx).updateTable('need').set({ version: of.version + 1, changed_at: ctx.now }).where('id', '=', id).execute()
    await askDepartmentAbout(ctx, of, department.id, of.owner_id)
  }
})

/** A department's answer stands in the history of the need. */
export const noteAnswers = on(RequestAnswered, 'strategy.note-answers', async (ctx, events) => {
  const found = await tables(ctx).selectFrom('department_request_ref').select(['id', 'about_id']).where('about_kind', '=', 'need').where('id', 'in', events.map(({ subjectId }) => subjectId)).execute()
  for (const { id, about_id } of found) {
    const late = events.find(({ subjectId }) => subjectId === id)?.data.late ?? false
    if (about_id) await ctx.emit(NeedAnswered, about_id, { requestId: id, late })
  }
})
