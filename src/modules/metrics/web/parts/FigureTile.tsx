import { Link } from '@tanstack/react-router'
import { Spark } from '../../../../kernel/web/chart/Spark.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Figure } from '../../objectives/contract.ts'
import { ChangeLine } from './ChangeLine.tsx'
import { differenceText, figureText, shownText } from './figure-text.ts'
import { StateMark } from './goal-parts.tsx'
import { named } from './named.ts'

/** One figure of a card or a tree: its value, how it went, and how far it is from its target. What has no source says so. */
export function FigureTile({ of, search }: { of: Figure; search: Record<string, string> }) {
  const t = useT()
  const { value, name, better, target } = of
  if (!value || !name || !better) return <div className="figure-tile" data-missing><span className="figure-tile-name">{name ? named(name) : t(`metric.missing.${of.metric}`)}</span><span className="figure-tile-value"><strong>–</strong></span><small>{t(name ? 'metric.not-for-you' : 'metric.no-source')}</small></div>
  const say = (one: number | null) => figureText(language(), value.unit, one)
  return (
    <Link className="figure-tile" to={`/figures/${of.metric}` as string} search={search as never} title={of.formula ? named(of.formula) : undefined}>
      <span className="figure-tile-name"><span>{named(name)}</span></span>
      <span className="figure-tile-value num"><strong data-few={value.few}>{shownText(t, language(), value.unit, value)}</strong>{value.series && value.series.length > 2 ? <Spark values={value.series.map((one) => one.value)} /> : null}</span>
      <small className="num">{value.value === null ? t('metric.no-value') : value.unit === 'count' ? '' : t('metric.of-records', { n: value.n.toLocaleString(language()) })}{value.adjusted ? ` · ${t('metric.adjusted-n', { n: value.adjusted.count })}` : ''}</small>
      <span className="figure-tile-foot num">
        {target ? <><StateMark state={target.state} /><span className="quiet">{t('goal.is', { direction: t(`goal.direction.${target.direction}`), target: say(target.value) })}{target.gap === null ? '' : ` · ${target.gap > 0 ? '+' : target.gap < 0 ? '−' : '±'}${differenceText(language(), value.unit, target.gap, t('metric.points'))}`}</span></>
          : value.comparison ? <ChangeLine of={{ unit: value.unit, better }} comparison={value.comparison} /> : null}
      </span>
    </Link>
  )
}
