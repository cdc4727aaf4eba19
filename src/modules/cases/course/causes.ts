import type { Ctx } from '../../../kernel/context.ts'
import type { Course } from './contract.ts'
import { causeTree } from './settings.ts'

/** Causes with the words of the tree; one that the tree does not know stands as it was said. */
export function inWords(ctx: Ctx, keys: readonly string[] | null | undefined): Course['suspectedCauses'] {
  const tree = new Map(ctx.settings.get(causeTree).map((one) => [one.key, { zh: one.zh, en: one.en }]))
  return (keys ?? []).map((key) => ({ key, name: tree.get(key) ?? null }))
}
