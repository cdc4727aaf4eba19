import type { Ctx } from '../../../kernel/context.ts'
import { companyLanguage } from '../../../kernel/frame.ts'
import type { findCase } from '../../cases/index.ts'
import { listMessages } from '../../cases/index.ts'
import type { Tongue } from '../../../pure/text/index.ts'
import { tongueOf } from '../../../pure/text/index.ts'
import type { Addressed } from './rules.ts'

const LOOKED_AT = 20

/**
 * The language a customer is spoken to in on a case: the one their profile says, else the one they last wrote in, else that of the
 * case's subject, else the company's.
 */
export async function spokenOn(ctx: Ctx, found: Pick<Awaited<ReturnType<typeof findCase>>, 'id' | 'subject'>, of: Addressed | null): Promise<Tongue> {
  if (of?.language) return of.language
  const { items } = await listMessages(ctx, found.id, { limit: LOOKED_AT })
  for (const { author, visibility, body } of items) {
    const tongue = author.kind === 'customer' && visibility === 'public' ? tongueOf(body) : undefined
    if (tongue) return tongue
  }
  return tongueOf(found.subject) ?? ctx.settings.get(companyLanguage)
}
