import { DeleteOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { PolicyVocabulary } from '../../contract.ts'
import { nameIn, reasonText } from '../clock-words.ts'
import { DurationField } from './DurationField.tsx'
import type { DraftClock } from './policy-draft.ts'
import { signalText } from './policy-words.ts'
import { RowsTable } from './RowsTable.tsx'

const STEPS = [1, 1.25, 1.5, 2, 3, 4, 5]

/** One deadline of a policy: its name, what starts, stops and pauses it, how it goes up, and its rows. */
export function ClockCard({ clock, vocabulary, change, drop, readOnly, wrong }: {
  clock: DraftClock; vocabulary: PolicyVocabulary; change: (more: Partial<DraftClock>) => void; drop: () => void; readOnly: boolean
  /** What is missing, by row; null is the deadline itself. */
  wrong: ReadonlyMap<number | null, string>
}) {
  const t = useT()
  const signals = vocabulary.signals.map((value) => ({ value, label: signalText(t, vocabulary.subject, value) }))
  const said = clock.name.zh || clock.name.en ? nameIn(clock.name) || clock.name.zh : t('policy.new-clock')
  const many = (value: readonly string[], options: { value: string; label: string }[], label: string, to: (values: string[]) => void, status?: boolean) =>
    <Select mode="multiple" value={[...value]} options={options} disabled={readOnly} aria-label={`${said} · ${label}`} popupMatchSelectWidth={200} optionFilterProp="label" onChange={to} {...(status ? { status: 'error' as const } : {})} />
  return (
    <section className="policy-clock" aria-label={said}>
      <header>
        {readOnly ? <h2>{said}</h2> : (
          <TwoNames label={t('policy.clock-name')} value={clock.name} maxLength={60} wanting={wrong.get(null) === 'clock-name'} change={(name) => change({ name })} />
        )}
        {readOnly ? null : <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('policy.drop-clock', { name: said })} title={t('policy.drop-clock', { name: said })} onClick={drop} />}
      </header>
      <div className="policy-terms">
        <Term label={t('policy.start-on')}>{many(clock.startOn, signals, t('policy.start-on'), (startOn) => change({ startOn }), wrong.get(null) === 'start')}</Term>
        <Term label={t('policy.stop-on')}>{many(clock.stopOn, signals, t('policy.stop-on'), (stopOn) => change({ stopOn }), wrong.get(null) === 'stop')}</Term>
        <Term label={t('policy.calendar')}><Select value={clock.calendar} disabled={readOnly} aria-label={`${said} · ${t('policy.calendar')}`} options={vocabulary.calendars.map(({ key, name }) => ({ value: key, label: nameIn(name) }))} onChange={(calendar) => change({ calendar })} /></Term>
        {vocabulary.waits.length ? <Term label={t('policy.pause-on')}>{many(clock.pauseOn, vocabulary.waits.map((value) => ({ value, label: reasonText(t, value) })), t('policy.pause-on'), (pauseOn) => change({ pauseOn }))}</Term> : null}
        {vocabulary.waits.length ? <Term label={t('policy.pause-limit')} hint={t('policy.pause-limit-hint')}><DurationField value={clock.pauseLimit} optional readOnly={readOnly || !clock.pauseOn.length} label={`${said} · ${t('policy.pause-limit')}`} change={(pauseLimit) => change({ pauseLimit })} /></Term> : null}
        {vocabulary.subject === 'case' ? (
          <Term label={t('policy.escalate-at')} hint={t('policy.escalate-hint')}>
            <Select mode="multiple" value={[...clock.escalateAt]} disabled={readOnly} maxCount={5} aria-label={`${said} · ${t('policy.escalate-at')}`} options={[...new Set([...STEPS, ...clock.escalateAt])].map((value) => ({ value, label: t('policy.percent', { n: Math.round(value * 100) }) }))} onChange={(to: number[]) => change({ escalateAt: to.toSorted((a, b) => a - b) })} />
          </Term>
        ) : null}
      </div>
      <RowsTable rows={clock.rows} fields={vocabulary.fields} readOnly={readOnly} change={(rows) => change({ rows })} wrong={wrong as ReadonlyMap<number, string>} />
    </section>
  )
}

const Term = ({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) => <div className="policy-term"><span className="policy-caption">{label}</span>{children}{hint ? <small className="quiet">{hint}</small> : null}</div>
