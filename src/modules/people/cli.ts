import { AppError } from '../../kernel/errors.ts'
import type { Args } from '../../kernel/module.ts'
import { inUnit } from '../../kernel/module.ts'
import { addAdministrator, addStaff } from './commands/add-staff.ts'
import { makeTeam } from './commands/teams.ts'
import { makeToken } from './commands/tokens.ts'
import { StaffGrade } from './contract.ts'
import { listRoles } from './queries.ts'
import { tables } from './tables.ts'
import { teamNamed } from './units.ts'

const text = (args: Args, name: string): string => {
  const value = args[name]
  if (typeof value !== 'string' || !value.trim()) throw new AppError('invalid', 'command.option-missing', { params: { option: `--${name}` } })
  return value
}
const maybe = (args: Args, name: string) => args[name] === undefined ? undefined : text(args, name)

/** What people add to the command line. */
export const commands = {
  'admin create': inUnit('admin create', 'Makes an administrator, who is service manager too unless --only-admin stands there.', 'admin create --email E --password P --name N [--only-admin]', async (ctx, args) => {
    const made = await addAdministrator(ctx, { email: text(args, 'email'), password: text(args, 'password'), name: text(args, 'name'), onlyAdmin: args['only-admin'] === true })
    return { id: made.id, email: made.email, roles: made.roles.map((role) => role.key) }
  }),
  'staff create': inUnit('staff create', 'Takes somebody on with a shipped role; a team that is not there is made.', 'staff create --email E --password P --name N --role ROLE [--team T] [--grade junior|intermediate|senior]', async (ctx, args) => {
    const team = maybe(args, 'team')
    const grade = maybe(args, 'grade')
    const checked = grade === undefined ? undefined : StaffGrade.safeParse(grade)
    if (checked && !checked.success) throw new AppError('invalid', 'command.bad-option', { params: { option: '--grade', known: StaffGrade.options.join(', ') } })
    const teamId = team && ((await teamNamed(ctx, team)) ?? await makeTeam(ctx, { name: team })).id
    const made = await addStaff(ctx, {
      email: text(args, 'email'), password: text(args, 'password'), name: text(args, 'name'), roles: [{ key: text(args, 'role') }],
      ...(teamId ? { teams: [{ id: teamId }] } : {}), ...(checked?.success ? { grade: checked.data } : {}),
    })
    return { id: made.id, email: made.email, roles: made.roles.map((role) => role.key), teams: made.teams.map((one) => one.name) }
  }),
  'token create': inUnit('token create', 'Prints an API token and nothing else; it may what the person may, narrowed by --scope.', 'token create --staff E --name N [--scope P,P]', async (ctx, args) => {
    const email = text(args, 'staff').trim().toLowerCase()
    const owner = await tables(ctx).selectFrom('staff').select('id').where((eb) => eb(eb.fn('lower', ['email']), '=', email)).where('active', '=', true).executeTakeFirst()
    if (!owner) throw new AppError('not-found', 'staff.not-found')
    const scope = maybe(args, 'scope')?.split(',').map((part) => part.trim()).filter(Boolean)
    return (await makeToken(ctx, { staffId: owner.id, name: text(args, 'name'), scope: scope ?? null })).token
  }),
  roles: inUnit('roles', 'Prints the roles: key, name in Chinese, name in English.', 'roles', async (ctx) => (await listRoles(ctx)).map((role) => `${role.key}\t${role.name.zh}\t${role.name.en}`).join('\n')),
}
