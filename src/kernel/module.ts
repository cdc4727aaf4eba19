import type { Actor, Ctx, Grant } from './context.ts'
import type { Answer, Contract, Event, EventData, Permission, Question, Received } from './contract.ts'
import type { DefinitionKind, ShippedDefinition } from './definitions.ts'
import type { Resource } from './access.ts'
import type { Separation } from './separation.ts'
import type { Setting } from './settings.ts'
import type { Work } from './work.ts'
import type { z } from 'zod'
import { systemActor } from './actors.ts'

/** An event as a listener meets it: sealed, in its place in the one order. */
export interface Happened<E extends Event = Event> { pos: number; id: string; at: Date; actor: { kind: Actor['kind']; id: string | null }; via: string; kind: string; subjectId: string; data: EventData<E> }

export interface Listener { name: string; events: readonly Event[]; run: (ctx: Ctx, events: readonly Happened[]) => Promise<void> }
export interface Answerer { question: Question; name: string; run: (ctx: Ctx, input: never) => Promise<readonly unknown[]> }
/** Work for the clock or the outside world: kept in the database until it is done, tried again when it fails. Payloads hold ids, never personal values. */
export interface Job {
  name: string; payload: z.ZodType; attempts?: number; run: (ctx: Ctx, payload: never) => Promise<void>
  /** Instead of `run`: opens its units itself, because no transaction may wait for the outside world. */
  outside?: (work: Work, payload: never) => Promise<void>
}
/** Work at a beat, on one node at a time. `once` runs in a unit of its own; it returns true when there is more to do at once. */
export interface Beat { name: string; everySeconds: number; run: (ctx: Ctx) => Promise<boolean | void> }

/** What stays connected to the outside as long as the house runs, on every node; which node works is its own affair. `start` answers at once. */
export interface Watch { name: string; start: (work: Work, onError: (error: unknown) => void) => { stop: () => Promise<void> } }

/** The bytes of a file on their way out. */
export interface Download {
  bytes: Buffer | NodeJS.ReadableStream; type: string; name: string; inline?: boolean
  /** What a page among them may load; nothing when absent. It always stands in a sandbox. */
  policy?: string
}
/** The parts of a request that only endpoints with `raw`, or public ones, look at. */
export interface Door { address: string; headers: Readonly<Record<string, string | string[] | undefined>>; stream?: NodeJS.ReadableStream; setCookie: (name: string, value: string, options?: { maxAgeSeconds?: number }) => void; cookies: Readonly<Record<string, string | undefined>> }

export type Handlers<C extends Contract> = {
  [K in keyof C]: (ctx: Ctx, request: Received<C[K]['spec']>, door: Door) => Promise<C[K]['spec'] extends { download: true } ? Download : Answer<C[K]['spec']>>
}
export type OutsideHandlers<C extends Contract> = {
  [K in keyof C]: (work: Work, actor: Actor, request: Received<C[K]['spec']>, door: Door) => Promise<Answer<C[K]['spec']>>
}
export interface Served { contract: Contract; handlers: Record<string, (ctx: Ctx, request: never, door: Door) => Promise<unknown>>; outside?: Record<string, (work: Work, actor: Actor, request: never, door: Door) => Promise<unknown>> }
/** Binds a contract to what answers it. */
export const serve = <C extends Contract>(contract: C, handlers: Handlers<C>): Served => ({ contract, handlers: handlers as Served['handlers'] })

/** Endpoints that open their units themselves, because their refusals leave a trace too, or because they wait long: sign-in. */
export const serveOutside = <C extends Contract>(contract: C, handlers: OutsideHandlers<C>): Served => ({ contract, handlers: {}, outside: handlers as NonNullable<Served['outside']> })

export type Args = Readonly<Record<string, string | true>>
/** What a command of the command line gets. `say` tells progress on stderr; what it answers is printed on stdout, an object as JSON. */
export interface CommandCall { work: Work; args: Args; names: readonly string[]; stdin: () => Promise<Buffer>; say: (text: string) => void }
export interface Command { about: string; usage: string; run: (call: CommandCall) => Promise<unknown> }
/** A command that is one unit of work. */
export const inUnit = (name: string, about: string, usage: string, run: (ctx: Ctx, args: Args) => Promise<unknown>): Command =>
  ({ about, usage, run: ({ work, args }) => work.unit(systemActor, `cli.${name}`, (ctx) => run(ctx, args)) })

export interface Module {
  name: string
  /** What it answers over HTTP. */
  serves?: readonly Served[]
  /** Every permission its endpoints and commands ask for. */
  permissions?: readonly Permission[]
  /** What the shipped roles may do here, by role key. The roof adds it to the roles' definitions, so that a role is never edited for a new module. */
  grants?: Readonly<Record<string, readonly Grant[]>>
  /** Deeds at one record that nobody may do both of. */
  separations?: readonly Separation[]
  /** Every event it emits, so that none is emitted undeclared. */
  events?: readonly Event[]
  listeners?: readonly Listener[]
  answers?: readonly Answerer[]
  jobs?: readonly Job[]
  beats?: readonly Beat[]
  watches?: readonly Watch[]
  settings?: readonly Setting[]
  kinds?: readonly DefinitionKind[]
  definitions?: readonly ShippedDefinition[]
  /** What must always hold in its tables: a query that finds the ids of rows where it does not. `verify` runs them. */
  invariants?: readonly { name: string; sql: string }[]
  /** What it adds to the command line, by its words: `staff create`. */
  commands?: Readonly<Record<string, Command>>
  /** Records whose changes are pushed, each with its access legs. */
  resources?: readonly Resource[]
}
export const defineModule = (module: Module): Module => module

/** Hears events in batches from a cursor of its own; what it writes and the cursor are one unit, so each event is heard exactly once. */
export const on = <E extends Event>(events: E | readonly E[], name: string, run: (ctx: Ctx, events: readonly Happened<E>[]) => Promise<void>): Listener =>
  ({ name, events: (Array.isArray(events) ? events : [events]) as readonly Event[], run: run as Listener['run'] })

/** Answers a lower module's question with reasons or values; reads and never writes. */
export const answer = <Q extends Question>(question: Q, name: string, run: (ctx: Ctx, input: Q['asks']['_zod']['output']) => Promise<readonly Q['answers']['_zod']['input'][]>): Answerer =>
  ({ question, name, run: run as Answerer['run'] })

export const job = <S extends z.ZodType>(name: string, spec: { payload: S; attempts?: number }, run: (ctx: Ctx, payload: z.output<S>) => Promise<void>): Job =>
  ({ name, ...spec, run: run as Job['run'] })
/** A job that talks to the outside world between units of its own: what it did there must be told by rows, for it may be run again. */
export const outsideJob = <S extends z.ZodType>(name: string, spec: { payload: S; attempts?: number }, run: (work: Work, payload: z.output<S>) => Promise<void>): Job & { payload: S } =>
  ({ name, ...spec, run: async () => {}, outside: run as NonNullable<Job['outside']> })
export const beat = (name: string, everySeconds: number, run: Beat['run']): Beat => ({ name, everySeconds, run })
