import '../needs.css'
import { Form, Modal } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { voices } from '../../contract.ts'
import type { Voice } from '../../contract.ts'
import { NeedPicker } from './NeedPicker.tsx'
import type { PickedNeed } from './NeedPicker.tsx'

/** Joins chosen voices to one need; those that say the same are offered first. */
export function JoinDialog({ rows, close }: { rows: readonly Voice[]; close: () => void }) {
  const t = useT()
  const [need, setNeed] = useState<PickedNeed | undefined>(undefined)
  const join = useCall(voices.join, { said: 'voice.was-joined', done: close })
  const save = () => { if (need) void join.run({ body: { voiceIds: rows.map(({ id }) => id), ...need } }) }
  return (
    <Modal open width={520} title={t('voice.join')} okText={t('voice.join')} okButtonProps={{ disabled: !need, loading: join.busy }} onCancel={close} onOk={save}>
      <p className="need-hint">{t('voice.join-text', { n: rows.length })}</p>
      <ul className="need-joining">{rows.slice(0, 4).map((one) => <li key={one.id} className="clip">{one.words}</li>)}{rows.length > 4 ? <li className="quiet num">+{rows.length - 4}</li> : null}</ul>
      <Form layout="vertical" component="div" requiredMark={false}><Form.Item label={t('voice.need')} htmlFor="join-need"><NeedPicker id="join-need" autoFocus near={rows.slice(0, 4).map(({ words }) => words).join(' ')} value={need ?? null} onChange={setNeed} /></Form.Item></Form>
    </Modal>
  )
}
