import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import { companyName, companyZone } from '../../../kernel/frame.ts'
import { randomText } from '../../../kernel/id.ts'
import type { Setting } from '../../../kernel/settings.ts'
import { changeSetting } from '../../../kernel/settings.ts'
import type { Work } from '../../../kernel/work.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { hashOfToken } from '../accounts.ts'
import { CompanySetUp } from '../contract.ts'
import { tables } from '../tables.ts'
import { addAdministrator } from './add-staff.ts'

/** True until the first administrator has been made. */
export async function needsSetup(ctx: Ctx): Promise<boolean> {
  const { rows: [row] } = await sql<{ stands: boolean }>`select exists (select from role_assignment where role_key = 'system_admin') as stands`.execute(ctx.db)
  return !row?.stands
}

/** A new one-time token for the set-up page while there is no administrator; the one before it opens nothing any more. */
export async function setupToken(work: Work): Promise<string | undefined> {
  return work.unit(systemActor, 'people.setup-link', async (ctx) => {
    if (!await needsSetup(ctx)) return undefined
    const token = randomText(24)
    await tables(ctx).deleteFrom('setup_link').where('used_at', 'is', null).execute()
    await tables(ctx).insertInto('setup_link').values({ hash: hashOfToken(token), made_at: ctx.now, used_at: null }).execute()
    return token
  })
}

/**
 * Names the company and makes its first administrator. Of many at once one wins: the link's row is taken first.
 * @throws AppError forbidden `setup.bad-link`, and what `addStaff` and the settings refuse
 */
export async function setUp(ctx: Ctx, { company, zone, token, demo = false, ...who }: { company: string; zone: string; token: string; demo?: boolean | undefined; email: string; password: string; name: string }): Promise<{ staffId: string }> {
  const link = await tables(ctx).updateTable('setup_link').set({ used_at: ctx.now }).where('hash', '=', hashOfToken(token)).where('used_at', 'is', null).returning('hash').executeTakeFirst()
  if (!link || !await needsSetup(ctx)) throw new AppError('forbidden', 'setup.bad-link')
  // The link stands for the right to assign roles, which nobody can hold yet.
  const acting: Ctx = { ...ctx, actor: systemActor }
  const admin = await addAdministrator(acting, who)
  await put(ctx, companyName, company)
  await put(ctx, companyZone, zone)
  await ctx.emit(CompanySetUp, admin.id, { demo })
  return { staffId: admin.id }
}

async function put(ctx: Ctx, setting: Setting, value: string): Promise<void> {
  const { rows: [row] } = await sql<{ version: number }>`select version from setting where key = ${setting.key}`.execute(ctx.db)
  await changeSetting(ctx, setting, value, row?.version ?? 0)
}
