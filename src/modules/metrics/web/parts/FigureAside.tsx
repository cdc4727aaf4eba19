import { Link } from '@tanstack/react-router'
import { Block, Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { MetricSummary, MetricValue } from '../../contract.ts'
import { named } from './named.ts'

/** How the figure is made: its definition in words, what is left out, and how the interval is reckoned. */
export function FigureAside({ of, value }: { of: MetricSummary; value?: MetricValue }) {
  const t = useT()
  return (
    <>
      <Block title="metric.definition">
        <Facts items={[
          { label: 'metric.formula', value: named(of.formula) },
          { label: 'metric.unit', value: t(`metric.unit.${of.unit}`) },
          { label: 'metric.better', value: t(`metric.better.${of.better}`) },
          { label: 'metric.counted-of', value: named(of.of.noun) },
          { label: 'metric.counted-at', value: named(of.at) },
          { label: 'metric.source', value: named(of.source) },
          { label: 'metric.owner', value: named(of.owner.name) },
          { label: 'metric.frequency', value: t(`metric.frequency.${of.frequency}`) },
          ...(of.settlesAfterDays ? [{ label: 'metric.settles', value: t('metric.settles-after', { days: of.settlesAfterDays }) }] : []),
          ...(of.minimum ? [{ label: 'metric.minimum', value: t('metric.minimum-is', { n: of.minimum }) }] : []),
          ...(of.enough ? [{ label: 'metric.enough', value: t('metric.enough-is', { n: of.enough }) }] : []),
          { label: 'metric.version', value: <Can permission="definition.read" otherwise={t('definition.nth', { n: of.definitionVersion })}><Link to={`/definitions/metric/${of.key}` as string}>{t('definition.nth', { n: of.definitionVersion })}</Link></Can> },
        ]} />
      </Block>
      <Block title="metric.exclusions"><div className="figure-facts">{of.exclusions.length ? <ul>{of.exclusions.map((one) => <li key={one.en}>{named(one)}</li>)}</ul> : <p className="quiet">{t('metric.exclusions-none')}</p>}</div></Block>
      {value?.interval ? <Block title="metric.interval-how"><div className="figure-facts"><p>{t(`metric.method.${value.interval.method}`)}</p><p className="quiet">{t('metric.interval-means')}</p></div></Block> : null}
    </>
  )
}
