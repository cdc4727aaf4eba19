import { PhoneOutlined } from '@ant-design/icons'
import { Button, Input, Modal, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { figureText } from '../../../metrics/web/index.ts'
import { alarms } from '../../contract.ts'
import type { Alarm } from '../../contract.ts'

const refresh = [alarms.alarms]
const clock = (seconds: number) => `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`

/** A call for help that is open: where, how long ago, who was told, and the button that takes it. */
export function AlarmCard({ of }: { of: Alarm }) {
  const t = useT()
  const answer = useCall(alarms.answer, { said: 'sos.answer-done', refresh })
  const [ending, setEnding] = useState(false)
  const waits = of.state === 'pressed'
  const now = useSeconds(waits)
  const since = Math.max(0, Math.round((now - of.pressedAt.getTime()) / 1_000))
  const next = of.nextAt ? Math.max(0, Math.round((of.nextAt.getTime() - now) / 1_000)) : null
  return (
    <article className="sos-alarm" data-state={of.state}>
      <header>
        <div><h2>{of.place.name}</h2><p>{of.place.location}</p></div>
        <span className="sos-clock num" role="timer">{waits ? clock(since) : of.answered ? clock(of.answered.seconds) : ''}</span>
      </header>
      {of.words ? <p className="sos-words">{of.words}</p> : null}
      {of.phone ? <p><PhoneOutlined aria-hidden /> <a className="num" href={`tel:${of.phone}`}>{of.phone}</a></p> : null}
      <p className="sos-facts num">
        {of.answered ? t('sos.answered-by', { name: of.answered.by.name, time: figureText(language(), 'seconds', of.answered.seconds) }) : t('sos.told', { names: of.told.map(({ name }) => name).join(language() === 'en' ? ', ' : '、') })}
        {of.presses > 1 ? <> · {t('sos.presses', { n: of.presses })}</> : null}
        {waits ? <> · {next === null ? t('sos.last-step') : t('sos.next', { seconds: next })}</> : null}
      </p>
      <div className="sos-acts">
        {of.may.includes('answer') ? <Button type="primary" danger loading={answer.busy} onClick={() => void answer.run({ params: { id: of.id }, body: {} })}>{t('sos.answer')}</Button> : null}
        {of.may.includes('end') ? <Button onClick={() => setEnding(true)}>{t('sos.end')}</Button> : null}
      </div>
      {ending ? <EndDialog of={of} close={() => setEnding(false)} /> : null}
    </article>
  )
}

function useSeconds(runs: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!runs) return undefined
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [runs])
  return now
}

function EndDialog({ of, close }: { of: Alarm; close: () => void }) {
  const t = useT()
  const [to, setTo] = useState<'over' | 'false'>('over')
  const [outcome, setOutcome] = useState('')
  const end = useCall(alarms.end, { said: 'sos.ended', refresh })
  const save = () => { if (outcome.trim() && !end.busy) void end.run({ params: { id: of.id }, body: { to, outcome: outcome.trim() } }).then((done) => { if (done) close() }) }
  return (
    <Modal open onCancel={close} width={480} title={`${t('sos.end')} · ${of.place.name}`} okText={t('sos.end')} okButtonProps={{ disabled: !outcome.trim(), loading: end.busy }} onOk={save}>
      <div className="sos-form">
        <Segmented block value={to} onChange={setTo} options={(['over', 'false'] as const).map((value) => ({ value, label: t(`sos.end-${value}`) }))} />
        <label><span className="quiet">{t('sos.outcome')}</span><Input.TextArea autoFocus value={outcome} maxLength={2_000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setOutcome(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() } }} /></label>
      </div>
    </Modal>
  )
}
