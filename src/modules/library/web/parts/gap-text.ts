import type { Words } from '../../../../kernel/web/words.ts'
import type { Gap, Kind } from '../../contract.ts'
import { named } from './said.ts'

/** What is missing, by the name of its part. */
export function gapText(t: Words, kind: Pick<Kind, 'sections' | 'fields' | 'links'> | undefined, { code, at, language }: Gap): string {
  const part = code === 'document.no-link' ? kind?.links.find((rule) => rule.kind === at)?.name
    : code === 'document.no-section' ? kind?.sections.find(({ key }) => key === at)?.title
    : kind?.fields.find(({ key }) => key === at)?.name
  const where = part ? named(part) : code === 'document.no-text' ? '' : at
  const speaks = language ? t(`document.language.${language}`) : ''
  return `${[where, speaks].filter(Boolean).join(' · ')}${t('document.gap-colon')}${t(code)}`
}
