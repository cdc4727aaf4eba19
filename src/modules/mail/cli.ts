import { systemActor } from '../../kernel/actors.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Args, Command } from '../../kernel/module.ts'
import { inUnit } from '../../kernel/module.ts'
import { makeTeam } from '../people/index.ts'
import { addMailbox } from './commands/add-mailbox.ts'
import { receiveRaw } from './intake/receive.ts'
import { tables } from './tables.ts'

const text = (args: Args, name: string): string => {
  const value = args[name]
  if (typeof value !== 'string' || !value.trim()) throw new AppError('invalid', 'command.option-missing', { params: { option: `--${name}` } })
  return value
}
const maybe = (args: Args, name: string) => args[name] === undefined ? undefined : text(args, name)

/** What mail adds to the command line. */
export const commands: Readonly<Record<string, Command>> = {
  'mailbox create': inUnit('mailbox create', 'Makes a mailbox; without URLs it takes mail by command and API only and keeps what it would send in the outbox. A team that is not there is made.', 'mailbox create --address A [--team T] [--imap URL] [--smtp URL]', async (ctx, args) => {
    const team = maybe(args, 'team')
    const known = team && await tables(ctx).selectFrom('team_ref').select('id').where('name', '=', team).executeTakeFirst()
    const teamId = known ? known.id : team ? (await makeTeam(ctx, { name: team })).id : undefined
    const imap = maybe(args, 'imap')
    const smtp = maybe(args, 'smtp')
    const made = await addMailbox(ctx, { address: text(args, 'address'), ...(teamId ? { teamId } : {}), ...(imap ? { imap } : {}), ...(smtp ? { smtp } : {}) })
    return { id: made.id, address: made.address, team: made.team?.name ?? null, imap: made.imap, smtp: made.smtp }
  }),
  'mail receive': {
    about: 'Takes one raw message from stdin as if it had arrived.', usage: 'mail receive --mailbox ADDRESS < FILE.eml',
    run: async ({ work, args, stdin }) => receiveRaw(work, systemActor, 'command', text(args, 'mailbox'), await stdin()),
  },
}
