import '../needs.css'
import { DatePicker, Form, Input, Modal } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { needs } from '../../contract.ts'
import type { Need } from '../../contract.ts'
import type { Stage } from '../../rules.ts'
import { againstStage } from '../../rules.ts'

/** Moves a need on: asks for what belongs to the stage, and says what is still missing before it is tried. */
export function MoveDialog({ of, to, close }: { of: Need; to: Stage; close: () => void }) {
  const t = useT()
  const [direction, setDirection] = useState(of.direction ?? '')
  const [targetOn, setTargetOn] = useState(of.targetOn)
  const [launchNote, setLaunchNote] = useState(of.launchNote ?? '')
  const [why, setWhy] = useState(of.declinedWhy ?? '')
  const move = useCall(needs.move, { said: 'need.was-moved', done: close })
  const count = (state: string) => of.requests.filter((one) => one.state === state).length
  const missing = againstStage(to, { answered: count('answered'), open: count('open'), direction: !!direction.trim(), targetOn: !!targetOn, launchNote: !!launchNote.trim(), why: !!why.trim() })
  const shown = missing.filter(({ path }) => path === 'departmentId')
  const body = { to, version: of.version, ...(to === 'accepted' ? { direction: direction.trim() } : {}), ...(to === 'production' && targetOn ? { targetOn } : {}), ...(to === 'launched' ? { launchNote: launchNote.trim() } : {}), ...(to === 'declined' ? { why: why.trim() } : {}) }
  const text = (id: string, label: string, value: string, set: (value: string) => void, most: number) => <Form.Item label={t(label)} htmlFor={id}><Input.TextArea id={id} autoFocus value={value} maxLength={most} autoSize={{ minRows: 4, maxRows: 12 }} onChange={(event) => set(event.target.value)} /></Form.Item>
  return (
    <Modal open width={520} title={t(`need.to.${to}`)} okText={t(`need.to.${to}`)} okButtonProps={{ danger: to === 'declined', disabled: missing.length > 0, loading: move.busy }} onCancel={close} onOk={() => void move.run({ params: { id: of.id }, body })}>
      <p className="need-hint">{t(`need.to-text.${to}`)}</p>
      {to === 'launched' ? <p className="need-hint num">{t('need.wanting', { n: of.wanting })}</p> : null}
      {shown.map(({ code }) => <p key={code} className="need-missing" role="alert">{t(code)}</p>)}
      <Form layout="vertical" component="div" requiredMark={false}>
        {to === 'accepted' ? text('need-direction', 'need.direction', direction, setDirection, 5_000) : null}
        {to === 'production' ? <Form.Item label={t('need.targetOn')} htmlFor="need-target"><DatePicker id="need-target" style={{ width: '100%' }} value={targetOn ? dayjs(targetOn) : null} onChange={(day) => setTargetOn(day?.format('YYYY-MM-DD') ?? null)} /></Form.Item> : null}
        {to === 'launched' ? text('need-note', 'need.launchNote', launchNote, setLaunchNote, 2_000) : null}
        {to === 'declined' ? text('need-why', 'need.why', why, setWhy, 2_000) : null}
      </Form>
    </Modal>
  )
}
