import type { Ctx } from '../../kernel/context.ts'
import type { Seen } from './declared.ts'
import { searchableKind } from './declared.ts'
import type { Best } from './scoring.ts'
import { bestOf } from './scoring.ts'
import { frequenciesOf } from './tally.ts'
import { MARK_LENGTH, askedWords } from './words.ts'

/** What is found by another wording than the one that was typed counts a little less. */
const OTHER_WORDING = 0.9

export interface Matches { best: Best[]; /** Nothing holds every word; these hold some. */ partly: boolean; /** What was looked for, for `excerptOf`. */ tokens: string[] }
/**
 * The records of one kind that are meant best by any of these wordings, the likeliest first: the first wording is what was typed, the
 * others say the same in other words. `seen` says who may see them. Where no record holds every word of a short question, `loosely` takes those that hold some.
 */
export async function bestMatches(ctx: Ctx, kind: string, wordings: readonly string[], seen: Seen, { limit, loosely = true }: { limit: number; loosely?: boolean }): Promise<Matches> {
  const declared = searchableKind(kind)
  if (!declared) throw new Error(`search: nothing is declared searchable as ${kind}`)
  const asked = wordings.flatMap((q, at) => askedWords(kind, q, at === 0 ? declared.codesOf?.(ctx, q) : undefined) ?? [])
  if (!asked.length) return { best: [], partly: false, tokens: [] }
  ctx.send({ text: 'set local max_parallel_workers_per_gather = 0', values: [] })
  const counts = await frequenciesOf(ctx, asked.map((one) => ({ kind, asked: one })))
  const hunt = { kind, table: declared.table ?? kind, elsewhere: seen.table !== (declared.table ?? kind), seen }
  const best = new Map<string, number>()
  const look = async (isLoose: boolean) => {
    for (const [at, one] of asked.entries()) {
      const found = await bestOf(ctx, one, counts[at]!, hunt, { after: null, limit, isLoose })
      for (const { id, score } of found.best) best.set(id, Math.max(best.get(id) ?? 0, at ? score * OTHER_WORDING : score))
    }
  }
  await look(false)
  const partly = !best.size && loosely
  if (partly) await look(true)
  return {
    partly: partly && best.size > 0,
    best: [...best].map(([id, score]) => ({ id, score })).sort((one, other) => other.score - one.score || (one.id < other.id ? 1 : -1)).slice(0, limit),
    tokens: [...new Set(asked.flatMap(({ tokens }) => tokens.map(({ token }) => token.slice(MARK_LENGTH))))],
  }
}
