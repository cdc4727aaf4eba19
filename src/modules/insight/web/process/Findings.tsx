import { BulbOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo } from 'react'
import { bottlenecks, type PreparedLog, recommendations, type Recommendation } from '../../../../pure/process/index.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { findingText } from '../../../improvement/web/index.ts'
import { durationText, numberText, shareText } from './duration-text.ts'
import { edgeKey } from './graph-model.ts'
import type { OpenLog } from './open-log.ts'

interface Props { of: PreparedLog; log: OpenLog; light: (ways: readonly string[], step?: string | null) => void; improve: (what: Recommendation) => void }
const MOST = 15

/** What the figures speak for, and where the time goes, the worst first. */
export function Findings({ of, log, light, improve }: Props) {
  const t = useT()
  const found = useMemo(() => recommendations(of), [of])
  const worst = useMemo(() => bottlenecks(of), [of])
  return (
    <>
      <section className="process-part">
        <h3>{t('process.recommended')}</h3>
        {found.length ? <ul className="process-advice">{found.slice(0, 6).map((one) => (
          <li key={`${one.kind}:${one.from}:${one.activity}`}>
            <BulbOutlined aria-hidden />
            <div>
              <p>{findingText(t, { kind: one.kind, share: one.share, from: one.from && log.activityName(one.from), step: one.activity && log.activityName(one.activity) })}</p>
              <small className="quiet num">{t('process.advice-n', { cases: numberText(one.cases), of: numberText(one.of) })}{one.seconds > 0 ? ` · ${t('process.each-case', { time: durationText(t, one.seconds / Math.max(1, one.cases)) })}` : ''}</small>
            </div>
            <Can permission="improvement.propose"><Button size="small" onClick={() => improve(one)}>{t('process.improve')}</Button></Can>
          </li>
        ))}</ul> : <p className="quiet">{t('process.nothing-recommended')}</p>}
      </section>
      <section className="process-part">
        <h3>{t('process.bottlenecks')}</h3>
        <p className="quiet process-hint">{t('process.bottlenecks-text')}</p>
        <ol className="process-ranks">{worst.slice(0, MOST).map((one) => (
          <li key={`${one.kind}${one.from}\u0001${one.to}`}>
            <button type="button" onClick={() => light(one.kind === 'between' ? [edgeKey(one.from, one.to)] : [], one.kind === 'within' ? one.from : null)}>
              <span className="process-rank num">{one.rank}</span>
              <span className="process-rank-name">{one.kind === 'within' ? t('process.work-on', { step: log.activityName(one.from) }) : <>{log.activityName(one.from)} <span className="quiet" aria-hidden>→</span> {log.activityName(one.to)}</>}</span>
              <strong className="num">{shareText(one.share)}</strong>
              <span className="process-bar" aria-hidden><i style={{ width: `${one.share * 100}%` }} /></span>
              <small className="quiet num">{t('process.bottleneck-said', { median: durationText(t, one.medianSeconds), p90: durationText(t, one.p90Seconds), n: numberText(one.count) })}</small>
            </button>
          </li>
        ))}</ol>
      </section>
    </>
  )
}
