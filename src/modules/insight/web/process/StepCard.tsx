import { CloseOutlined, ScissorOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { type PreparedLog, simulateRemoval, stepTimes } from '../../../../pure/process/index.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { durationText, numberText, shareText } from './duration-text.ts'
import type { OpenLog } from './open-log.ts'

/** The step that was chosen in the picture: its times, and what cases would take without it. */
export function StepCard({ of, log, activity, close, improve }: { of: PreparedLog; log: OpenLog; activity: string; close: () => void; improve: (saved: number, share: number, cases: number) => void }) {
  const t = useT()
  const [removed, setRemoved] = useState(false)
  const times = useMemo(() => stepTimes(of).find((one) => one.activity === activity), [of, activity])
  const without = useMemo(() => (removed && times ? simulateRemoval(of, activity) : null), [of, activity, removed, times])
  if (!times) return null
  const known = times.touch.n > 0
  return (
    <section className="process-card" aria-label={log.activityName(activity)}>
      <header><h3>{log.activityName(activity)}</h3><Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('process.close-step')} onClick={close} /></header>
      <dl className="process-sums num">
        <div><dt>{t('process.count')}</dt><dd>{numberText(times.events)}</dd></div><div><dt>{t('process.cases')}</dt><dd>{numberText(times.cases)} · {shareText(times.cases / of.cases.length)}</dd></div>
        {known ? <><div><dt>{t('process.waiting')}</dt><dd>{durationText(t, times.waiting.median)} / {durationText(t, times.waiting.p90)}</dd></div><div><dt>{t('process.touch')}</dt><dd>{durationText(t, times.touch.median)} / {durationText(t, times.touch.p90)}</dd></div></>
          : <div><dt>{t('process.time-to')}</dt><dd>{durationText(t, times.total.median)} / {durationText(t, times.total.p90)}</dd></div>}
        <div><dt>{t('process.share')}</dt><dd>{shareText(times.share)}</dd></div>
      </dl>
      {without ? (
        <div className="process-without" role="status">
          <p>{t('process.without-said', { saved: durationText(t, without.savedSeconds / without.n), share: shareText(without.savedShare), before: durationText(t, without.before.median), after: durationText(t, without.after.median) })}</p>
          <p className="quiet num">{t('process.without-n', { cases: numberText(without.casesAffected), of: numberText(without.n), hands: numberText(without.handoversSaved) })}</p>
          <p className="quiet">{t('process.without-limits')}</p>
          <Can permission="improvement.propose"><Button size="small" onClick={() => improve(without.savedSeconds / without.n, without.savedShare, without.casesAffected)}>{t('process.improve')}</Button></Can>
        </div>
      ) : <Button size="small" icon={<ScissorOutlined aria-hidden />} onClick={() => setRemoved(true)}>{t('process.without')}</Button>}
    </section>
  )
}
