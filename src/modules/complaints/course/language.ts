import type { Ctx, Locale } from '../../../kernel/context.ts'
import { companyLanguage } from '../../../kernel/frame.ts'
import { tongueOf } from '../../../pure/text/index.ts'
import { firstWords } from '../../cases/index.ts'
import type { CaseFound } from '../../cases/index.ts'
import { findCustomer } from '../../customers/index.ts'

/**
 * The language a complaint's customer is written to in: the one their profile asks for, else the one they complained in, else the company's.
 * @param words of the complaint as the record has them
 */
export async function languageOf(ctx: Ctx, { id, customer_id: customerId }: Pick<CaseFound, 'id' | 'customer_id'>, words: string | null = null): Promise<Locale> {
  const asked = customerId ? await findCustomer(ctx, customerId).then(({ language }) => language, () => null) : null
  if (asked) return asked
  return tongueOf(words ?? (await firstWords(ctx, [id])).get(id) ?? '') ?? ctx.settings.get(companyLanguage)
}
