import { systemActor } from '../../../kernel/actors.ts'
import type { Actor } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Door } from '../../../kernel/module.ts'
import type { Work } from '../../../kernel/work.ts'
import type { Source, Taken } from '../contract.ts'
import { requireMailboxAt } from '../mailboxes/mailboxes.ts'
import { mostBytes } from '../settings.ts'
import { keepArrivals } from './arrive.ts'
import { takeIn } from './take-in.ts'

/**
 * Takes one raw message as if it had arrived: kept first, then read.
 * @throws AppError not-found `mailbox.not-found`, conflict `mailbox.disabled`, too-large `mail.too-large`, invalid `mail.empty`
 */
export async function receiveRaw(work: Work, actor: Actor, source: Exclude<Source, 'imap'>, address: string, raw: Buffer): Promise<Taken> {
  const most = work.settings.get(mostBytes)
  if (raw.length > most) throw tooLarge(most)
  if (!raw.length) throw new AppError('invalid', 'mail.empty')
  const mailbox = await work.read(systemActor, 'mail.receive', (ctx) => requireMailboxAt(ctx, address))
  const [id] = await keepArrivals(work, actor, 'mail.receive', mailbox.id, source, [{ raw }])
  return takeIn(work, id as string, raw)
}
const tooLarge = (most: number) => new AppError('too-large', 'mail.too-large', { params: { most: Math.floor(most / 1024 / 1024 * 10) / 10 } })

/** The body of a request, whole, refused as soon as it is too long. */
export async function readAll(work: Work, door: Door): Promise<Buffer> {
  const most = work.settings.get(mostBytes)
  const parts: Buffer[] = []
  let size = 0
  const { stream } = door
  if (!stream) return Buffer.alloc(0)
  if (Number(door.headers['content-length']) > most) { stream.resume(); throw tooLarge(most) }
  for await (const part of stream) {
    size += (part as Buffer).length
    if (size > most) { stream.resume(); throw tooLarge(most) }
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}
