import type { Ctx } from '../../../kernel/context.ts'
import type { Course } from './contract.ts'
import { causeTree } from './settings.ts'

/** Causes with the words of the tree; one that the tree does not know stands as it was said. */
export function inWords(ctx: Ctx, keys: readonly string[] | null | undefined): Course['suspectedCauses'] {
  const tree = new Map(ctx.settings.get(causeTree).map((one) => [one.key, { zh: one.zh, en: one.en }]))
  return (keys ?? []).map((key) => ({ key, name: tree.get(key) ?? null }))
}

/** A cause of the tree with the branch it belongs to, its topmost ancestor; undefined where the tree does not know it. */
export function causeOf(ctx: Pick<Ctx, 'settings'>, key: string): { key: string; branch: string; name: { zh: string; en: string } } | undefined {
  const tree = new Map(ctx.settings.get(causeTree).map((one) => [one.key, one]))
  const found = tree.get(key)
  if (!found) return undefined
  let top = found
  // A circle that somebody wrote into the tree ends once every cause was passed.
  for (let steps = tree.size; steps > 0 && tree.has(top.parent); steps -= 1) top = tree.get(top.parent) as typeof top
  return { key, branch: top.key, name: { zh: found.zh, en: found.en } }
}
/** The whole tree, as it stands in the settings. */
export const causesInTree = (ctx: Pick<Ctx, 'settings'>): { key: string; parent: string; name: { zh: string; en: string } }[] => ctx.settings.get(causeTree).map(({ key, parent, zh, en }) => ({ key, parent, name: { zh, en } }))
