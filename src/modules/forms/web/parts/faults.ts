import { language, t } from '../../../../kernel/web/words.ts'
import type { Section } from '../../questions/contract.ts'
import type { AnswerFault } from '../../rules.ts'

/** What is wrong with answers, as sentences by their paths. */
export const faultsByPath = (faults: readonly AnswerFault[]): Map<string, string> =>
  new Map(faults.map(({ path, code, params }) => [path, code === 'answer.told' ? String(params?.[language() === 'en' ? 'en' : 'zh']) : t(code, params)]))

/** The first page on which something is wrong. */
export function firstPageWith(pages: readonly (readonly Section[])[], faults: ReadonlyMap<string, string>): number | undefined {
  const keys = new Set([...faults.keys()].map((path) => path.split('.')[1]))
  const at = pages.findIndex((sections) => sections.some((section) => keys.has(section.key) || section.questions.some(({ key }) => keys.has(key))))
  return at < 0 ? undefined : at
}
