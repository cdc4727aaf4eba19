import { parseArgs } from 'node:util'
import { loadDemo } from '../demo/load.ts'
import { buildApp } from './app.ts'
import { backUp } from './kernel/backup/backup.ts'
import { restore } from './kernel/backup/restore.ts'
import { StartError } from './kernel/database/start-error.ts'
import type { StartLog } from './kernel/database/start-error.ts'
import { AppError } from './kernel/errors.ts'
import { seal, verifyChain } from './kernel/events.ts'
import { openGround } from './kernel/ground.ts'
import { localeOf } from './kernel/i18n/catalogue.ts'
import type { Ground } from './kernel/ground.ts'
import type { Args, Command, CommandCall } from './kernel/module.ts'
import { randomText } from './kernel/id.ts'
import { openLog } from './kernel/observe.ts'
import { problemOf } from './kernel/problem.ts'
import { keepSecret, openSecretOf } from './kernel/secret.ts'
import { rewrapKeys } from './kernel/vault-keys.ts'
import { modules } from './modules/index.ts'

/** A command of the house itself may also build another house on the same ground, or make the ground. */
type HouseCommand = Omit<Command, 'run'> & ({
  /** The home must be free: no server may run on it. */
  alone?: true
  run: (call: CommandCall & { ground: Ground }) => Promise<unknown>
} | { onBareGround: (call: Pick<CommandCall, 'names' | 'args' | 'say'> & { env: NodeJS.ProcessEnv; log: StartLog }) => Promise<unknown> })

/** Commands of the house itself; the modules bring the rest. */
const own: Record<string, HouseCommand> = {
  'demo load': {
    about: 'Loads a demo company with staff, customers, a year of history and open work; the same seed makes the same company. Up to 160 cases make three weeks without a past.', usage: 'demo load [--cases N] [--seed S]',
    run: ({ ground, args, say: tell }) => loadDemo(ground, { cases: wholeNumber(args, 'cases', 12_000), seed: wholeNumber(args, 'seed', 1), say: tell }),
  },
  'secret rotate': {
    about: 'Wraps every key by a new secret, while no server runs; SHOUWEN_NEW_SECRET gives it, else one is made and kept in the home.', usage: 'secret rotate', alone: true,
    run: async ({ work, ground }) => {
      const given = process.env['SHOUWEN_NEW_SECRET']
      if (process.env['SHOUWEN_SECRET'] && !given) throw new AppError('invalid', 'command.option-missing', { params: { option: 'SHOUWEN_NEW_SECRET' } })
      const next = openSecretOf(given ?? randomText())
      const keys = await rewrapKeys(work.pool, ground.secret, next.secret)
      if (!process.env['SHOUWEN_SECRET']) keepSecret(ground.homePath, next.text)
      return { keys }
    },
  },
  backup: {
    about: 'Writes one consistent snapshot of everything into an empty folder, with checksums, while the server goes on; it holds the secret unless told not to.', usage: 'backup DIR [--without-secret]',
    run: ({ ground, names, args, say: tell }) => backUp(ground, folderNamed(names), { withSecret: !args['without-secret'], say: tell }),
  },
  restore: {
    about: 'Brings a backup back into an empty home, and into the database that comes along or the empty one of DATABASE_URL.', usage: 'restore DIR',
    onBareGround: ({ names, env, log, say: tell }) => restore(folderNamed(names), env, { log, say: tell }),
  },
  verify: {
    about: 'Checks the event chain; exits with 1 and names the first bad event when something was altered.', usage: 'verify',
    run: async ({ work, say: tell }) => {
      await seal(work.pool)
      const chain = await verifyChain(work.pool)
      if (chain.badAt !== null) tell(`event ${chain.badAt} is ${chain.reason}`)
      const broken: { invariant: string; firstId: string }[] = []
      for (const { name, sql } of modules.flatMap((module) => module.invariants ?? [])) {
        const { rows: [bad] } = await work.pool.query<{ id: string }>(`select id from (${sql}) broken limit 1`)
        if (!bad) continue
        broken.push({ invariant: name, firstId: bad.id })
        tell(`${name}: ${bad.id}`)
      }
      const report = { ...chain, invariants: modules.flatMap((module) => module.invariants ?? []).length, broken }
      if (chain.badAt !== null || broken.length) throw new Failed(report)
      return report
    },
  },
}
function folderNamed([folder]: readonly string[]): string {
  if (!folder) throw new AppError('invalid', 'command.option-missing', { params: { option: 'DIR' } })
  return folder
}
function wholeNumber(args: Args, name: string, fallback: number): number {
  const value = args[name]
  if (value === undefined) return fallback
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value)) throw new AppError('invalid', 'command.bad-number', { params: { option: `--${name}` } })
  return Number(value)
}
/** A command that did its work and found something bad: its answer is printed, and the exit code is 1. */
class Failed extends Error {
  readonly answer: unknown
  constructor(answer: unknown) { super('failed'); this.answer = answer }
}

const commands: Record<string, HouseCommand> = { ...own, ...Object.assign({}, ...modules.map((module) => module.commands ?? {})) }
const say = (text: string) => void process.stderr.write(`${text}\n`)
const print = (answer: unknown) => { if (answer !== undefined && answer !== null) process.stdout.write(`${typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2)}\n`) }

/** Runs one command and answers its exit code: 0 done, 1 failed, 2 not understood. */
export async function runCommand(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const found = find(argv)
  if (!found) { say(usage()); return argv.length && !['help', '--help'].includes(argv[0] as string) ? 2 : 0 }
  let parsed
  try { parsed = readOptions(found.rest) } catch (error) { say((error as Error).message); return 2 }
  let ground
  let app
  try {
    const logger = openLog(env['LOG_LEVEL'] ?? 'warn')
    if ('onBareGround' in found.command) { print(await found.command.onBareGround({ ...parsed, env, log: logger, say })); return 0 }
    ground = await openGround(env, { log: logger, join: !found.command.alone })
    app = await buildApp({ databaseUrl: ground.databaseUrl, directUrl: ground.directUrl, secret: ground.secret, filesFolder: ground.filesFolder, logger, connections: 4 })
    print(await found.command.run({ work: app.work, args: parsed.args, names: parsed.names, ground, stdin: readAll, say }))
    return 0
  } catch (error) {
    if (error instanceof Failed) { print(error.answer); return 1 }
    if (error instanceof StartError) { say(`${error.message}\n${error.zh}`); return 1 }
    if (error instanceof AppError) { say(problemOf(error, localeOf(env['LANG']?.replace('_', '-')), '').problem.detail ?? error.code); return 1 }
    say((error as Error).stack ?? String(error))
    return 1
  } finally {
    await app?.close()
    await ground?.close()
  }
}

function find(argv: readonly string[]): { command: HouseCommand; rest: string[] } | undefined {
  for (const words of [2, 1]) {
    const command = commands[argv.slice(0, words).join(' ')]
    if (command && argv.length >= words) return { command, rest: argv.slice(words) }
  }
  return undefined
}

/** `--name value` and `--flag`; what bears no `--` is a name. */
function readOptions(rest: string[]): { args: Record<string, string | true>; names: string[] } {
  const { positionals, tokens } = parseArgs({ args: rest, strict: false, allowPositionals: true, tokens: true })
  const args: Record<string, string | true> = {}
  const names: string[] = [...positionals]
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const next = rest[token.index + 1]
    const takes = token.value ?? (next !== undefined && !next.startsWith('--') && !FLAGS.has(token.name) ? next : undefined)
    args[token.name] = takes ?? true
    if (token.value === undefined && takes !== undefined) names.splice(names.indexOf(takes), 1)
  }
  return { args, names }
}
const FLAGS = new Set(['dry-run', 'only-admin', 'without-secret'])

async function readAll(): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const usage = () => ['npm run shouwen -- COMMAND', '', ...Object.entries(commands).sort(([a], [b]) => a < b ? -1 : 1).map(([, { usage: line, about }]) => `  ${line}\n      ${about}`)].join('\n')
