import { Form, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker, TeamPicker } from '../../../people/web/index.ts'
import type { Case, CasePromise } from '../../contract.ts'
import { sends } from './desk-keys.ts'
import { promiseMoment } from './promise-times.ts'

export interface HandoverWish { toStaffId?: string; toTeamId?: string; facts: string; done: string; promised: string; pending: string; dueAt: Date }
interface Props { of: Case; promises: readonly CasePromise[]; busy: boolean; done: (wish: HandoverWish) => Promise<boolean>; close: () => void }

const PARTS = ['facts', 'done', 'promised', 'pending'] as const

/** Everything whoever goes on with the case must know; what is promised already stands there. */
export function HandOverDialog({ of, promises, busy, done, close }: Props) {
  const t = useT()
  const { zone } = useSession().company
  const [to, setTo] = useState<'person' | 'team'>('person')
  const [staffId, setStaffId] = useState<string | null>(null)
  const [teamId, setTeamId] = useState<string | null>(null)
  const [told, setTold] = useState({ facts: '', done: '', promised: promises.filter(({ state }) => state === 'open' || state === 'broken').map(({ what, dueAt }) => `${what}（${momentText(dueAt, zone, 'short')}）`).join('\n'), pending: '' })
  const [dueAt, setDueAt] = useState<Date | null>(() => promiseMoment('tomorrow', zone))
  const [tried, setTried] = useState(false)
  const receiver = to === 'person' ? staffId : teamId
  const [isPast, setIsPast] = useState(false)
  const missing = (value: string | null, on = true) => tried && on && !value?.trim() ? { validateStatus: 'error' as const, help: t('form.required') } : {}
  const offer = async () => {
    const past = dueAt !== null && dueAt <= new Date()
    setTried(true)
    setIsPast(past)
    if (!receiver || !told.facts.trim() || !told.pending.trim() || !dueAt || past || busy) return
    if (await done({ ...(to === 'person' ? { toStaffId: receiver } : { toTeamId: receiver }), ...told, dueAt })) close()
  }
  return (
    <Modal open onCancel={close} width={560} title={t('case.hand-over')} okText={t('handover.offer')} onOk={() => void offer()} okButtonProps={{ loading: busy }} afterOpenChange={(isThere) => { if (isThere) document.getElementById('hand-over-to')?.focus() }}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <Form layout="vertical" component="div" requiredMark={false} onKeyDown={(event) => { if (sends({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) { event.preventDefault(); void offer() } }}>
        <Form.Item label={t('handover.to')} htmlFor="hand-over-to" {...missing(receiver)}>
          <div className="hand-over-to">
            <Segmented value={to} onChange={setTo} options={[{ value: 'person', label: t('handover.to.person') }, { value: 'team', label: t('handover.to.team') }]} />
            {to === 'person' ? <StaffPicker id="hand-over-to" permission="case.write" value={staffId} onChange={(id) => setStaffId(id ?? null)} /> : <TeamPicker id="hand-over-to" value={teamId} onChange={(id) => setTeamId(id ?? null)} />}
          </div>
        </Form.Item>
        {PARTS.map((part) => (
          <Form.Item key={part} label={t(`handover.${part}`)} htmlFor={`hand-over-${part}`} {...missing(told[part], part === 'facts' || part === 'pending')}>
            <Input.TextArea id={`hand-over-${part}`} value={told[part]} maxLength={5_000} autoSize={{ minRows: part === 'facts' ? 2 : 1, maxRows: 6 }} placeholder={t(`handover.${part}-example`)} onChange={(event) => setTold({ ...told, [part]: event.target.value })} />
          </Form.Item>
        ))}
        <Form.Item label={t('handover.due')} htmlFor="hand-over-due" {...(tried && (!dueAt || isPast) ? { validateStatus: 'error' as const, help: t(dueAt ? 'handover.in-the-past' : 'form.required') } : {})}>
          <MomentInput id="hand-over-due" value={dueAt} ahead onChange={setDueAt} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
