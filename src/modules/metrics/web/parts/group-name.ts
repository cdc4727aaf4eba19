import { hasWord, type Words } from '../../../../kernel/web/words.ts'
import type { MetricSummary } from '../../contract.ts'

/** A group in words: its own name, its word in the catalogues, yes or no, or that it has none. */
export function groupName(t: Words, { words }: Pick<MetricSummary['by'][number], 'words'>, { group, name }: { group: string | null; name: string | null }): string {
  if (group === null) return t('metric.without')
  if (name) return name
  const word = words === null ? undefined : `${words}.${group}`
  if (word && hasWord(word)) return t(word)
  if (group === 'true' || group === 'false') return t(group === 'true' ? 'frame.yes' : 'frame.no')
  return group
}
