import type { Macro } from '../../desk/contract.ts'

/** A macro as its form holds it: every field there, empty where nothing is meant. */
export interface MacroDraft {
  name: { zh: string; en: string }; about: { zh: string; en: string }
  kinds: string[]; channels: string[]
  words: { zh: string; en: string }; visibility: 'public' | 'internal'
  priority: string | null; kind: string | null; handler: string | null; teamId: string | null; move: string | null; snooze: string | null; watch: boolean
}
export const newMacro = (): MacroDraft => ({ name: { zh: '', en: '' }, about: { zh: '', en: '' }, kinds: [], channels: [], words: { zh: '', en: '' }, visibility: 'public', priority: null, kind: null, handler: null, teamId: null, move: null, snooze: null, watch: false })

interface Body { name: MacroDraft['name']; about?: MacroDraft['about']; kinds?: string[]; channels?: string[]; words?: MacroDraft['words']; visibility?: MacroDraft['visibility']; deeds?: Partial<Record<'priority' | 'kind' | 'handler' | 'teamId' | 'move' | 'snooze', string>> & { watch?: true } }
export function draftOf(body: unknown): MacroDraft {
  const { name, about, kinds, channels, words, visibility, deeds = {} } = body as Body
  const { watch, ...rest } = deeds
  return { ...newMacro(), name, about: about ?? { zh: '', en: '' }, kinds: kinds ?? [], channels: channels ?? [], words: words ?? { zh: '', en: '' }, visibility: visibility ?? 'public', ...rest, watch: watch === true }
}

/** One language stands for both where the other was left empty. */
const both = ({ zh, en }: { zh: string; en: string }) => ({ zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() })
export function bodyOf(of: MacroDraft): Body {
  const deeds = Object.fromEntries((['priority', 'kind', 'handler', 'teamId', 'move', 'snooze'] as const).flatMap((key) => of[key] ? [[key, of[key]]] : []))
  return {
    name: both(of.name), ...(both(of.about).zh ? { about: both(of.about) } : {}), ...(of.kinds.length ? { kinds: of.kinds } : {}), ...(of.channels.length ? { channels: of.channels } : {}),
    ...(both(of.words).zh ? { words: both(of.words) } : {}), visibility: of.visibility, deeds: { ...deeds, ...(of.watch ? { watch: true as const } : {}) },
  }
}
/** What it does, in the order in which it is done. */
export const doesOf = (of: MacroDraft): Macro['does'] => [
  ...(both(of.words).zh ? [of.visibility === 'public' ? 'reply' as const : 'note' as const] : []), ...(of.kind ? ['kind' as const] : []), ...(of.priority ? ['priority' as const] : []), ...(of.handler ? ['handler' as const] : []),
  ...(of.teamId ? ['team' as const] : []), ...(of.snooze ? ['snooze' as const] : []), ...(of.watch ? ['watch' as const] : []), ...(of.move ? ['move' as const] : []),
]
/** What keeps it from being saved; null when nothing does. */
export const faultOf = (of: MacroDraft): 'macro.needs-name' | 'macro.needs-deed' | null => both(of.name).zh === '' ? 'macro.needs-name' : doesOf(of).length === 0 ? 'macro.needs-deed' : null
