import type { Ctx } from '../../kernel/context.ts'
import { AppError } from '../../kernel/errors.ts'
import { addAdministrator, addStaff } from './commands/add-staff.ts'
import { makeTeam } from './commands/teams.ts'
import { makeToken } from './commands/tokens.ts'
import { StaffGrade } from './contract.ts'
import { listRoles } from './queries.ts'
import { tables } from './tables.ts'
import { teamNamed } from './units.ts'

type Args = Readonly<Record<string, string | true>>
const text = (args: Args, name: string): string => {
  const value = args[name]
  if (typeof value !== 'string' || !value.trim()) throw new AppError('invalid', 'command.option-missing', { params: { option: `--${name}` } })
  return value
}
const maybe = (args: Args, name: string) => args[name] === undefined ? undefined : text(args, name)

/** What the command line does with people. Each takes its parsed options and answers what is printed. */
export const commands = {
  'admin create': async (ctx: Ctx, args: Args) => {
    const made = await addAdministrator(ctx, { email: text(args, 'email'), password: text(args, 'password'), name: text(args, 'name'), onlyAdmin: args['only-admin'] === true })
    return { id: made.id, email: made.email, roles: made.roles.map((role) => role.key) }
  },
  'staff create': async (ctx: Ctx, args: Args) => {
    const team = maybe(args, 'team')
    const grade = maybe(args, 'grade')
    const checked = grade === undefined ? undefined : StaffGrade.safeParse(grade)
    if (checked && !checked.success) throw new AppError('invalid', 'command.bad-option', { params: { option: '--grade', known: StaffGrade.options.join(', ') } })
    const teamId = team && ((await teamNamed(ctx, team)) ?? await makeTeam(ctx, { name: team })).id
    const made = await addStaff(ctx, {
      email: text(args, 'email'), password: text(args, 'password'), name: text(args, 'name'), roles: [{ key: text(args, 'role') }],
      ...(teamId ? { teams: [{ teamId }] } : {}), ...(checked?.success ? { grade: checked.data } : {}),
    })
    return { id: made.id, email: made.email, roles: made.roles.map((role) => role.key), teams: made.teams.map((one) => one.name) }
  },
  /** Prints the token and nothing else. */
  'token create': async (ctx: Ctx, args: Args) => {
    const email = text(args, 'staff').trim().toLowerCase()
    const owner = await tables(ctx).selectFrom('staff').select('id').where((eb) => eb(eb.fn('lower', ['email']), '=', email)).where('active', '=', true).executeTakeFirst()
    if (!owner) throw new AppError('not-found', 'staff.not-found')
    const scope = maybe(args, 'scope')?.split(',').map((part) => part.trim()).filter(Boolean)
    return (await makeToken(ctx, { staffId: owner.id, name: text(args, 'name'), scope: scope ?? null })).token
  },
  roles: async (ctx: Ctx) => (await listRoles(ctx)).map((role) => `${role.key}\t${role.name.zh}\t${role.name.en}`).join('\n'),
}
