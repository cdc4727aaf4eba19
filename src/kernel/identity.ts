import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Actor, Ctx } from './context.ts'
import type { Secret } from './secret.ts'
import type { Work } from './work.ts'

/** What the kernel must know of people: who calls, who they are now, and what they are called. `people` provides it, the roof hands it over. */
export interface Identity {
  /** Who calls, by cookie or token; undefined for a stranger. Throws when credentials are shown and wrong. */
  actorOf: (request: FastifyRequest) => Promise<Actor | undefined>
  /** The same person as they are now; undefined when they may no longer be here. */
  fresh: (actor: Actor) => Promise<Actor | undefined>
  /** A member of staff as they are now, for work that the house does in their name; undefined when they are not here any more. */
  staff: (ctx: Ctx, id: string) => Promise<Actor | undefined>
  /** True until the first administrator has been made. */
  needsSetup: (ctx: Ctx) => Promise<boolean>
  /** Names of staff, for histories and lists. */
  namesOf: (ctx: Ctx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Forgets what it keeps in memory of people: called on every node when the log says they changed. */
  forget: () => void
  /** Kinds of events after which `forget` is called and live connections are looked at again. */
  changedBy: readonly string[]
  /** Sign-in itself, which is no endpoint of a contract. */
  routes?: (app: FastifyInstance) => Promise<void> | void
  close?: () => Promise<void>
}

export type OpenIdentity = (parts: { work: Work; directUrl: string; secret: Secret; logger: Logger; publicUrl?: string }) => Promise<Identity>
