import { ExperimentOutlined, StopOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useRef, useState } from 'react'
import { ApiError, call } from '../../../../kernel/client.ts'
import { FaultDetail, faultText } from '../../../../kernel/web/problem.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { trying } from '../../contract.ts'
import type { DryRun, Vocabulary } from '../../contract.ts'
import { fieldsFor } from './draft-rule.ts'
import type { RuleDraft } from './draft-rule.ts'
import { named } from './named.ts'
import { becauseText } from './rule-words.ts'
import type { Names } from './rule-words.ts'

const SPANS = [7, 30, 90, 365, 1_095] as const

/** What the rule, as it stands in the form, would have fired for. It changes nothing and can be stopped. */
export function DryRunPanel({ vocabulary, of, names, ready }: { vocabulary: Vocabulary; of: RuleDraft; names: Names; ready: boolean }) {
  const t = useT()
  const { company } = useSession()
  const [days, setDays] = useState<number>(90)
  const [found, setFound] = useState<DryRun | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const running = useRef<string | null>(null)
  const [busy, setBusy] = useState(false)
  const isByEvent = 'on' in of.trigger
  const run = async () => {
    const id = crypto.randomUUID()
    running.current = id
    setBusy(true)
    setFault(null)
    try {
      // The try is about the condition: what is not filled in yet is no hindrance.
      const answer = await call(trying.dryRun, { body: { id, days, definition: { ...of, name: { zh: of.name.zh || '–', en: of.name.en || '–' } } as never } })
      if (running.current === id) setFound(answer)
    } catch (error) { if (running.current === id) { setFault(error); setFound(null) } } finally { if (running.current === id) { running.current = null; setBusy(false) } }
  }
  const stop = async () => {
    // Between two of its statements there is nothing to stop; asked again, it stops at the next.
    for (let n = 0; running.current && n < 5; n++) if ((await call(trying.stopDryRun, { body: { id: running.current } }).catch(() => ({ stopped: false }))).stopped) return
  }
  const n = (value: number) => value.toLocaleString(language())
  return (
    <section className="rule-try" aria-label={t('rule.dry-run')}>
      <header>
        <h2>{t('rule.dry-run')}</h2>
        {isByEvent ? <Select aria-label={t('rule.dry-run-span')} size="small" value={days} onChange={setDays} popupMatchSelectWidth={false} options={SPANS.map((value) => ({ value, label: t('rule.last-days', { n: value }) }))} /> : null}
        {busy ? <Button size="small" icon={<StopOutlined aria-hidden />} onClick={() => void stop()}>{t('rule.stop')}</Button> : <Button size="small" icon={<ExperimentOutlined aria-hidden />} disabled={!ready} onClick={() => void run()}>{t('rule.try')}</Button>}
      </header>
      <p className="quiet">{t(isByEvent ? 'rule.dry-run-says' : 'rule.dry-run-says-clock')}</p>
      {busy ? <div className="rule-try-busy" role="status"><span className="grey" style={{ width: '60%', height: 14 }} /><span className="grey" style={{ width: '85%', height: 14 }} /><span className="unseen">{t('rule.trying')}</span></div> : null}
      {fault ? <div className="rule-fault" role="alert">{faultText(fault)}{fault instanceof ApiError ? <FaultDetail error={fault} /> : null}</div> : null}
      {found && !busy ? (
        <>
          <p className="rule-try-sum num"><strong>{n(found.hits)}</strong> {t(isByEvent ? 'rule.would-have-fired' : 'rule.holds-now', { looked: n(found.looked), records: n(found.records) })} <span className="quiet">{t('rule.took', { n: (found.tookMs / 1_000).toFixed(1) })}</span></p>
          {found.days.length > 1 ? <Days of={found.days} /> : null}
          {found.sample.length ? <p className="quiet">{t('rule.sample', { n: found.sample.length })}</p> : null}
          <ul className="rule-sample">{found.sample.map((one, at) => {
            const subject = vocabulary.subjects.find((other) => other.kind === one.subject.kind)
            return (
              <li key={at}>
                <span><Link to={`${subject?.path ?? '/'}${one.subject.id}` as string} className="num">{one.subject.label ?? (subject ? named(subject.noun) : '')}</Link>{one.at ? <span className="quiet"> <Moment at={one.at} /></span> : null}</span>
                <small>{one.because.map((part) => becauseText(t, fieldsFor(vocabulary, of), names, company.zone, part)).join(t('rule.say.comma'))}</small>
              </li>
            )
          })}</ul>
        </>
      ) : null}
    </section>
  )
}

/** How often a day, as bars; the numbers are in the titles. */
function Days({ of }: { of: DryRun['days'] }) {
  const most = Math.max(...of.map((one) => one.hits))
  const shown = of.slice(-120)
  return <div className="rule-days" role="img" aria-label={`${shown[0]?.day ?? ''} – ${shown.at(-1)?.day ?? ''}`}>{shown.map((one) => <span key={one.day} title={`${one.day}: ${one.hits}`} style={{ height: `${Math.max(4, one.hits / most * 100)}%` }} />)}</div>
}
