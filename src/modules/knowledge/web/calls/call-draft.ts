import type { Bilingual } from '../../../../kernel/contract.ts'
import { strayIn } from '../../scripts/rules.ts'

/** The script of a call while it is being edited. */

interface Step { key: string; words: Bilingual }
export interface Stage { key: string; name: Bilingual; always: boolean; says: Bilingual; steps: readonly Step[] }
export interface CallDraft { name: Bilingual; kinds: readonly string[]; stages: readonly Stage[] }

export const draftOf = (body: unknown): CallDraft => {
  const { name, kinds, stages } = body as Omit<CallDraft, 'kinds'> & Partial<Pick<CallDraft, 'kinds'>>
  return { name, kinds: kinds ?? [], stages }
}
const trimmed = ({ zh, en }: Bilingual): Bilingual => ({ zh: zh.trim(), en: en.trim() })
export const bodyOf = ({ name, kinds, stages }: CallDraft): CallDraft => ({
  name: trimmed(name), kinds,
  stages: stages.map((stage) => ({ ...stage, name: trimmed(stage.name), says: trimmed(stage.says), steps: stage.steps.map(({ key, words }) => ({ key, words: trimmed(words) })) })),
})

const said = ({ zh, en }: Bilingual): boolean => Boolean(zh.trim() && en.trim())
/** Places of a draft that nothing fills. */
export const strayPlaces = ({ stages }: CallDraft): string[] => [...new Set(stages.flatMap(({ says }) => strayIn({ text: says, fields: [] })))]
/** What a draft lacks: `call-script.wants.WHAT` in the catalogue. */
export const wanting = (draft: CallDraft): ('name' | 'stage' | 'says' | 'step' | 'place')[] => [
  ...(said(draft.name) ? [] : ['name' as const]), ...(draft.stages.every(({ name }) => said(name)) ? [] : ['stage' as const]), ...(draft.stages.every(({ says }) => said(says)) ? [] : ['says' as const]),
  ...(draft.stages.every(({ steps }) => steps.length && steps.every(({ words }) => said(words))) ? [] : ['step' as const]), ...(strayPlaces(draft).length ? ['place' as const] : []),
]

/** The next free key of a sort. */
const freeKey = (letter: string, taken: readonly { key: string }[]): string => {
  let n = taken.length + 1
  while (taken.some(({ key }) => key === `${letter}${n}`)) n++
  return `${letter}${n}`
}
const empty = (): Bilingual => ({ zh: '', en: '' })
export const newStep = (steps: readonly Step[]): Step => ({ key: freeKey('s', steps), words: empty() })
export const newStage = (stages: readonly Stage[]): Stage => ({ key: freeKey('part', stages), name: empty(), always: true, says: empty(), steps: [newStep([])] })
/** A list with what stands at `at` moved by one place; the list itself where there is no such place. */
export function moved<T>(list: readonly T[], at: number, by: 1 | -1): readonly T[] {
  const to = at + by
  const one = list[at]
  if (one === undefined || to < 0 || to >= list.length) return list
  const rest = list.filter((_, n) => n !== at)
  return [...rest.slice(0, to), one, ...rest.slice(to)]
}
