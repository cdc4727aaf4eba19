import type { Ctx } from '../../kernel/context.ts'
import { beat } from '../../kernel/module.ts'
import { expireVersion, putInForce } from './commands/move-version.ts'
import { remindOfAgreements } from './documents/agreements.ts'
import { kindOf, today } from './documents/find.ts'
import { figuresFor } from './documents/knowing.ts'
import { layShipped } from './lay-shipped.ts'
import { remindOfReviews } from './register/remind.ts'
import { hindrances } from './rules.ts'
import { tables } from './tables.ts'

const HOUR = 3_600

/**
 * What the calendar does: versions whose day has come are put in force when nothing hinders them, those whose last day is past end, and owners are reminded.
 * A standard waits for its training and is put in force by a person.
 */
export async function keepCalendar(ctx: Ctx): Promise<void> {
  await layShipped(ctx)
  const day = today(ctx)
  const ready = await tables(ctx).selectFrom('document_version').selectAll().where('state', '=', 'approved').where('effective_on', '<=', day).execute()
  for (const version of ready) {
    const rule = kindOf(ctx, version).standard
    if (rule) continue
    const of = await tables(ctx).selectFrom('document').selectAll().where('id', '=', version.document_id).executeTakeFirstOrThrow()
    if (!hindrances(rule, await figuresFor(ctx, of, version), version.effective_on, day).length) await putInForce(ctx, of, version)
  }
  for (const version of await tables(ctx).selectFrom('document_version').selectAll().where('state', '=', 'in-force').where('expires_on', '<', day).execute()) await expireVersion(ctx, version)
  await remindOfReviews(ctx)
  await remindOfAgreements(ctx)
}
export const calendarBeat = beat('library.calendar', HOUR, keepCalendar)
