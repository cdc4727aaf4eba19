import { Tag } from 'antd'
import type { DefinitionSummary } from '../../definition-contract.ts'
import { Moment } from '../moment.tsx'
import { hasWord, language, t, useT } from '../words.ts'

/** What definitions, their kinds, versions and states are called. */

export const kindName = (kind: string) => hasWord(`definition.kind.${kind}`) ? t(`definition.kind.${kind}`) : kind
export const nameOf = ({ name, key }: { name: DefinitionSummary['name']; key: string }) => name ? name[language() === 'en' ? 'en' : 'zh'] : key
/** `Company, version 3`: versions of the company and shipped ones are counted apart. */
export const versionName = ({ origin, version }: { origin: DefinitionSummary['origin']; version: number }) => t(`definition.version.${origin}`, { n: version })

export function StateTag({ it, now }: { it: DefinitionSummary; now: Date }) {
  const t = useT()
  if (it.inForce) return <Tag color="success">{t('definition.state.in-force')}</Tag>
  if (it.state === 'published') {
    return it.effectiveFrom && it.effectiveFrom > now ? <Tag color="processing">{t('definition.state.scheduled')}</Tag> : <Tag>{t('definition.state.superseded')}</Tag>
  }
  return <Tag {...(it.state === 'review' ? { color: 'warning' } : it.state === 'draft' ? { variant: 'outlined' as const } : {})}>{t(`definition.state.${it.state}`)}</Tag>
}

/** Since when, or from when on, a version counts. */
export function Since({ it }: { it: DefinitionSummary }) {
  if (it.state === 'draft' || it.state === 'review') return <Moment at={it.changedAt} />
  return <Moment at={it.effectiveFrom ?? it.changedAt} />
}
