import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { KINDS, cases } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { links } from '../../course/contract.ts'
import { sends } from '../parts/desk-keys.ts'

/** Which of the messages are another matter, and what that matter is. The newest hundred are offered. */
export function SplitDialog({ of, close }: { of: Case; close: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const found = useQuery(query(cases.messages, { params: { id: of.id }, query: { limit: 100 } }))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [subject, setSubject] = useState('')
  const [kind, setKind] = useState<Case['kind']>(of.kind)
  const split = useCall(links.split, { said: 'split.done' })
  const own = (found.data?.items ?? []).filter(({ caseId }) => caseId === of.id).toReversed()
  const isWhole = own.filter(({ visibility }) => visibility === 'public').every(({ id }) => chosen.has(id)) && !found.data?.nextCursor
  const ready = chosen.size > 0 && subject.trim() !== '' && !isWhole
  const save = async () => {
    if (!ready || split.busy) return
    const part = await split.run({ params: { id: of.id }, body: { messageIds: [...chosen], subject: subject.trim(), kind } })
    if (part) { close(); void navigate({ to: `/desk/${part.id}` }) }
  }
  const toggle = (id: string) => setChosen((was) => { const next = new Set(was); if (!next.delete(id)) next.add(id); return next })
  return (
    <Modal open onCancel={close} width={600} title={t('link.act.split')} okText={t('split.do')} onOk={() => void save()} okButtonProps={{ loading: split.busy, disabled: !ready }}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <p className="dialog-text">{t('split.text')}</p>
      <Form layout="vertical" component="div" requiredMark={false} onKeyDown={(event) => { if (sends({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) { event.preventDefault(); void save() } }}>
        <Form.Item label={t('split.messages')} help={isWhole && chosen.size > 0 ? t('split.nothing-left') : undefined} validateStatus={isWhole && chosen.size > 0 ? 'warning' : ''}>
          <ul className="split-messages">
            {own.map((one) => <li key={one.id}><Checkbox checked={chosen.has(one.id)} onChange={() => toggle(one.id)}><span className="split-line"><span className="clip">{one.body}</span><span className="quiet">{one.author.name || t(`case.author.${one.author.kind}`)}{one.visibility === 'internal' ? ` · ${t('case.voice.note')}` : ''} · <Moment at={one.at} /></span></span></Checkbox></li>)}
          </ul>
        </Form.Item>
        <Form.Item label={t('split.subject')} htmlFor="split-subject"><Input id="split-subject" value={subject} maxLength={300} onChange={(event) => setSubject(event.target.value)} /></Form.Item>
        <Form.Item label={t('case.kind')} htmlFor="split-kind"><Select id="split-kind" value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: t(`case.kind.${value}`) }))} /></Form.Item>
      </Form>
    </Modal>
  )
}
