import { useMemo } from 'react'
import { handovers, type PreparedLog, rework, stepTimes } from '../../../../pure/process/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { durationText, numberText, shareText } from './duration-text.ts'
import type { OpenLog } from './open-log.ts'

/** Every step: how long is waited for it, how long it takes, and how many cases go no further. */
export function Steps({ of, log, choose }: { of: PreparedLog; log: OpenLog; choose: (activity: string) => void }) {
  const t = useT()
  const rows = useMemo(() => stepTimes(of), [of])
  const known = rows.some(({ touch }) => touch.n > 0)
  const both = (n: number, median: number, p90: number) => (n > 0 ? `${durationText(t, median)} / ${durationText(t, p90)}` : '–')
  return (
    <section className="process-part">
      <p className="quiet process-hint">{t(known ? 'process.steps-known' : 'process.steps-unknown')}</p>
      <div className="process-scroll" tabIndex={0} role="region" aria-label={t('process.steps')}>
        <table className="process-table num">
          <thead><tr><th>{t('process.step')}</th><th>{t('process.count')}</th>{known ? <><th>{t('process.waiting')}</th><th>{t('process.touch')}</th></> : <th>{t('process.time-to')}</th>}<th>{t('process.share')}</th><th>{t('process.ends-here')}</th></tr></thead>
          <tbody>{rows.map((one) => (
            <tr key={one.activity}>
              <th scope="row"><button type="button" onClick={() => choose(one.activity)}>{log.activityName(one.activity)}</button></th><td>{numberText(one.events)}</td>
              {known ? <><td>{both(one.waiting.n, one.waiting.median, one.waiting.p90)}</td><td>{both(one.touch.n, one.touch.median, one.touch.p90)}</td></> : <td>{both(one.total.n, one.total.median, one.total.p90)}</td>}
              <td>{shareText(one.share)}</td><td>{one.endsHere ? numberText(one.endsHere) : ''}</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
    </section>
  )
}

/** What is done again, and who hands to whom. */
export function Again({ of, log }: { of: PreparedLog; log: OpenLog }) {
  const t = useT()
  const again = useMemo(() => rework(of), [of])
  const hands = useMemo(() => handovers(of), [of])
  const pairs = hands.pairs.filter(({ from, to }) => from !== to)
  return (
    <>
      <section className="process-part">
        <h3>{t('process.rework')}</h3>
        <dl className="process-sums num"><div><dt>{t('process.cases-with-rework')}</dt><dd>{numberText(again.casesWithRework)} · {shareText(again.share)}</dd></div><div><dt>{t('process.repeats')}</dt><dd>{numberText(again.repeats)}</dd></div><div><dt>{t('process.time-again')}</dt><dd>{t('process.each-case', { time: durationText(t, again.seconds / Math.max(1, again.cases)) })}</dd></div></dl>
        {again.activities.length ? <table className="process-table num">
          <thead><tr><th>{t('process.step')}</th><th>{t('process.cases')}</th><th>{t('process.share-of-cases')}</th><th>{t('process.repeats')}</th><th>{t('process.self-loops')}</th></tr></thead>
          <tbody>{again.activities.slice(0, 20).map((one) => <tr key={one.activity}><th scope="row">{log.activityName(one.activity)}</th><td>{numberText(one.cases)}</td><td>{shareText(one.share)}</td><td>{numberText(one.repeats)}</td><td>{one.selfLoops ? numberText(one.selfLoops) : ''}</td></tr>)}</tbody>
        </table> : <p className="quiet">{t('process.no-rework')}</p>}
      </section>
      <section className="process-part">
        <h3>{t('process.handovers')}</h3>
        <dl className="process-sums num"><div><dt>{t('process.hands-per-case')}</dt><dd>{Number.isFinite(hands.meanPerCase) ? numberText(hands.meanPerCase, 1) : '–'}</dd></div><div><dt>{t('process.cases-handed')}</dt><dd>{numberText(hands.casesWithHandover)} · {shareText(hands.casesWithHandover / hands.cases)}</dd></div></dl>
        {pairs.length ? <table className="process-table num">
          <thead><tr><th>{t('process.from-whom')}</th><th>{t('process.to-whom')}</th><th>{t('process.count')}</th><th>{t('process.median')}</th></tr></thead>
          <tbody>{pairs.slice(0, 20).map((one) => <tr key={`${one.from}\u0001${one.to}`}><th scope="row">{one.from}</th><td>{one.to}</td><td>{numberText(one.count)}</td><td>{durationText(t, one.medianSeconds)}</td></tr>)}</tbody>
        </table> : <p className="quiet">{t('process.no-handovers')}</p>}
      </section>
    </>
  )
}
