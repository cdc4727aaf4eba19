import { Tag } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Condition } from '../../../../pure/conditions/index.ts'
import type { FlowBody, FlowStep, Owner } from '../../contract.ts'
import type { FlowDiff } from './diff-flow.ts'
import type { FlowNames } from './flow-names.ts'
import { deadlineText, durationText, inWords, ownerText, whenText } from './flow-words.ts'

/** What became of one version in another, in words. */
export function ChangeList({ diff, before, after, names }: { diff: FlowDiff; before: FlowBody; after: FlowBody; names: FlowNames }) {
  const t = useT()
  if (!diff.fields.length && !diff.steps.length) return <p className="quiet">{t('flow.no-change')}</p>
  const nameIn = (flow: FlowBody, key: string) => inWords(flow.steps.find((one) => one.key === key)?.name) || key
  const said = (flow: FlowBody, field: string, value: unknown): string => {
    if (value === undefined || value === null || (Array.isArray(value) && !value.length)) return t('flow.nothing')
    switch (field) {
      case 'owner': return ownerText(t, value as Owner, names)
      case 'deadline': return deadlineText(t, value as { seconds: number })
      case 'expected': return durationText(t, value as number)
      case 'when': return whenText(t, flow, value as Condition, names)
      case 'after': return (value as string[]).map((key) => nameIn(flow, key)).join('、')
      case 'form': return names.forms.get(value as string) ?? String(value)
      case 'kind': return t(`flow.kind.${String(value)}`)
      case 'value': return t(`flow.value.${String(value)}`)
      case 'subject': return inWords(names.subjects.get(String(value))?.name) || t('flow.subject.free')
      case 'rejected': return t(`flow.rejected.${(value as string[])[0] ?? 'back'}`)
      case 'goals': return (value as FlowBody['goals']).map((one) => `${t(`flow.goal.${one.kind}`)}: ${names.metrics.get(one.metric) ?? one.metric}`).join('；')
      case 'outputs': return (value as FlowStep['outputs']).map(inWords).join('、')
      case 'smart': { const { specific, measure, attainable, relevant } = value as FlowStep['smart']; return [inWords(specific), measure ? names.metrics.get(measure.metric) ?? measure.metric : '', inWords(attainable), inWords(relevant)].filter(Boolean).join(' · ') }
      case 'compensation': return inWords((value as NonNullable<FlowStep['compensation']>).title)
      case 'starts-on': return (value as { kinds: string[] }).kinds.map((kind) => t(`${names.subjects.get(flow.subject)?.kindWords ?? 'case.kind'}.${kind}`)).join('、')
      case 'review-due': return (value as { dueAt: string }).dueAt
      case 'statuses': return ((value as unknown[])[2] as FlowBody['statuses']).map((one) => inWords(one.name)).join('、')
      default: return typeof value === 'boolean' ? t(value ? 'flow.yes' : 'flow.no') : typeof value === 'object' && 'zh' in value ? inWords(value as { zh: string; en: string }) : Array.isArray(value) ? value.join('、') : String(value)
    }
  }
  const line = (field: string, from: unknown, to: unknown) => (
    <li key={field}><span className="quiet">{t(`flow.part.${field}`)}</span><span><del>{said(before, field, from)}</del> <ins>{said(after, field, to)}</ins></span></li>
  )
  return (
    <ul className="flow-changes">
      {diff.fields.length ? <li><strong>{t('flow.self')}</strong><ul>{diff.fields.map(({ field, from, to }) => line(field, from, to))}</ul></li> : null}
      {diff.steps.map((one) => (
        <li key={one.step.key}>
          <strong>{inWords(one.step.name)}</strong>
          <Tag {...(one.kind === 'added' ? { color: 'success' } : one.kind === 'removed' ? { color: 'error' } : {})}>{t(`flow.change.${one.kind}`)}</Tag>
          {one.moved ? <small className="quiet num">{t('flow.change.moved', { from: one.from, to: one.to })}</small> : null}
          {one.fields.length ? <ul>{one.fields.map(({ field, from, to }) => line(field, from, to))}</ul> : null}
        </li>
      ))}
    </ul>
  )
}
