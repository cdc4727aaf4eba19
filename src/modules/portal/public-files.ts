import { timingSafeEqual } from 'node:crypto'
import type { Ctx } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Download } from '../../kernel/module.ts'
import { download } from '../files/index.ts'

/** Files of a conversation, by addresses that open them for a while: a link in a page can carry no header. */

const HOUR = 3_600_000
const sealOf = (house: Pick<Ctx, 'vault'>, id: string, until: string) => house.vault.token('portal.file', `${id} ${until}`)

/** The address of a file, good for an hour or two. */
export function signedHref(ctx: Ctx, id: string): string {
  // The same address for an hour, so that a page that asks again shows what it showed.
  const until = String((Math.floor(ctx.now.getTime() / HOUR) + 2) * HOUR)
  return `/api/v1/portal/files/${id}?until=${until}&seal=${sealOf(ctx, id, until).toString('base64url')}`
}

/** The door whose addresses are sealed: who comes by it has been let in by the page of their matter. */
export const SEALED_DOOR = 'portal.file'

/** @throws AppError 404 file.not-found, also for an address that is over or was never given out */
export async function publicFile(ctx: Ctx, id: string, { until, seal }: { until: string; seal: string }): Promise<Download> {
  const given = Buffer.from(seal, 'base64url')
  const wanted = sealOf(ctx, id, until)
  if (!/^\d{13}$/.test(until) || given.length !== wanted.length || !timingSafeEqual(given, wanted) || Number(until) <= ctx.now.getTime()) throw notFound('file')
  return download(ctx, id, false)
}
