import type { Bilingual } from '../../../../kernel/contract.ts'

/** A grade of customers while it is edited. */
export interface GradeDraft { name: Bilingual; about: Bilingual; rank: number | null }

const NOTHING: Bilingual = { zh: '', en: '' }
const trimmed = ({ zh, en }: Bilingual): Bilingual => ({ zh: zh.trim(), en: en.trim() })

export function draftOf(body: unknown): GradeDraft {
  const { name, about, rank } = body as { name: Bilingual; about?: Bilingual; rank: number }
  return { name, about: about ?? NOTHING, rank }
}
export const bodyOf = ({ name, about, rank }: GradeDraft) => ({ name: trimmed(name), ...(about.zh.trim() || about.en.trim() ? { about: trimmed(about) } : {}), rank: rank ?? 1 })

/** What a draft lacks, `customer-grade.wants.WHAT` in the catalogue. */
export const wanting = ({ name, about, rank }: GradeDraft): ('name' | 'about' | 'rank')[] => [
  ...(name.zh.trim() && name.en.trim() ? [] : ['name' as const]),
  ...(!about.zh.trim() === !about.en.trim() ? [] : ['about' as const]),
  ...(rank === null ? ['rank' as const] : []),
]
