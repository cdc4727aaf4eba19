import type { Ctx } from '../../../kernel/context.ts'
import { fold, pinyinKeys, pinyinQuery } from '../../../pure/text/index.ts'
import type { Script } from './contract.ts'
import { SCENES } from './rules.ts'
import type { CompiledScript } from './script-kind.ts'
import { scriptKind } from './script-kind.ts'
import { tables } from './tables.ts'

interface Findable { words: string; spoken: readonly string[] }
// A published version never changes, and making its pinyin costs more than looking through all of them.
const findable = new WeakMap<CompiledScript, Findable>()
function findableOf(key: string, is: CompiledScript): Findable {
  let found = findable.get(is)
  if (!found) {
    const { full, initials } = pinyinKeys(is.name.zh)
    found = { words: fold([key, is.name.zh, is.name.en, is.text.zh, is.text.en].join('\n')), spoken: [...full, ...initials] }
    findable.set(is, found)
  }
  return found
}
const matches = (key: string, is: CompiledScript, typed: string): boolean => {
  const { words, spoken } = findableOf(key, is)
  const sound = pinyinQuery(typed)
  return fold(typed).split(/\s+/).every((word) => words.includes(word)) || (sound !== undefined && spoken.some((one) => one.startsWith(sound)))
}

export interface Looked { q?: string | undefined; scene?: Script['scene'] | undefined; channel?: string | undefined }
/** Scripts in force that fit, by scene, in a scene the standard one and then the most used first. */
export async function scriptsInForce(ctx: Ctx, { q, scene, channel }: Looked): Promise<Script[]> {
  const tally = new Map((await tables(ctx).selectFrom('script_tally').selectAll().where('kind', '=', 'script').execute()).map((row) => [row.key, row]))
  return ctx.definitions.keys(scriptKind, ctx.now).map((key) => ctx.definitions.current(scriptKind, key, ctx.now))
    .filter(({ key, is }) => (!scene || is.scene === scene) && (!channel || !is.channels.length || (is.channels as readonly string[]).includes(channel)) && (!q || matches(key, is, q)))
    .map(({ id, key, version, origin, is }): Script => ({
      key, name: is.name, scene: is.scene, channels: is.channels, text: is.text, fields: is.fields, source: is.source ?? null, standard: is.standard,
      uses: tally.get(key)?.uses ?? 0, lastUsedAt: tally.get(key)?.last_at ?? null, definitionId: id, version, shipped: origin === 'shipped',
    }))
    .sort((a, b) => SCENES.indexOf(a.scene) - SCENES.indexOf(b.scene) || Number(b.standard) - Number(a.standard) || b.uses - a.uses || a.name.zh.localeCompare(b.name.zh, 'zh'))
}

/** The library with how many scripts each scene has. */
export async function listScripts(ctx: Ctx, asked: Looked): Promise<{ items: Script[]; scenes: { scene: Script['scene']; count: number }[] }> {
  const all = await scriptsInForce(ctx, {})
  return { items: await scriptsInForce(ctx, asked), scenes: SCENES.map((scene) => ({ scene, count: all.filter((one) => one.scene === scene).length })) }
}

/** The script that is taken by itself for a scene and channel: the standard one that names the channel, else the standard one for any. */
export function standardScript(ctx: Pick<Ctx, 'definitions' | 'now'>, scene: Script['scene'], channel: string): { key: string; id: string; is: CompiledScript } | undefined {
  const all = ctx.definitions.keys(scriptKind, ctx.now).map((key) => ctx.definitions.current(scriptKind, key, ctx.now)).filter(({ is }) => is.scene === scene && is.standard)
  return all.find(({ is }) => (is.channels as readonly string[]).includes(channel)) ?? all.find(({ is }) => !is.channels.length)
}
