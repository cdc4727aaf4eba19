import './teamwork.css'
import { PlusOutlined, ScheduleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, Modal, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { z } from 'zod'
import { call, query } from '../../../kernel/client.ts'
import { FormDrawer } from '../../../kernel/web/form/FormDrawer.tsx'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { dayIn } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { StaffPicker } from '../../people/web/index.ts'
import { ChangeCadence, EVERY, SetCadence, reviews } from '../contract.ts'
import type { Cadence } from '../contract.ts'

/** What is looked at again every month or quarter: when it is next, and what was found. */
export function Reviews() {
  const t = useT()
  const found = useQuery(query(reviews.reviews, {}))
  const [editing, setEditing] = useState<Cadence | 'new' | null>(null)
  const [holding, setHolding] = useState<Cadence | null>(null)
  usePageTitle(t('review.plural'))
  const set = <Can permission="review.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>{t('review.set')}</Button></Can>
  const items = found.data?.items
  return (
    <div className="teamwork-page">
      <header className="teamwork-page-head"><h1>{t('review.plural')}</h1><div>{set}</div></header>
      {found.isError && !items ? <Fault error={found.error} again={() => void found.refetch()} /> : items?.length ? <div className="teamwork-cards">{items.map((one) => <One key={one.id} of={one} change={() => setEditing(one)} hold={() => setHolding(one)} />)}</div>
        : items ? <Blank mark={<ScheduleOutlined />} title={t('review.none')} text={t('review.none-text')} act={set} /> : null}
      <CadenceForm open={editing !== null} close={() => setEditing(null)} {...(editing && editing !== 'new' ? { of: editing } : {})} />
      {holding ? <HoldDialog of={holding} close={() => setHolding(null)} /> : null}
    </div>
  )
}

function One({ of, change, hold }: { of: Cadence; change: () => void; hold: () => void }) {
  const t = useT()
  return (
    <article className="teamwork-card" data-over={of.state === 'ended' || undefined}>
      <header><h3>{of.name}</h3><span className="teamwork-consensus">{t(`review.every.${of.every}`)}</span></header>
      {of.scope ? <p className="quiet">{of.scope}</p> : null}
      <dl className="teamwork-pairs num"><div><dt>{t('review.nextOn')}</dt><dd className={of.overdue ? 'teamwork-late' : undefined}>{of.state === 'ended' ? t('review.ended') : of.nextOn}{of.overdue ? ` · ${t('task.overdue')}` : ''}</dd></div><div><dt>{t('review.lastOn')}</dt><dd>{of.lastOn}</dd></div><div><dt>{t('review.owner')}</dt><dd>{of.owner.name}</dd></div></dl>
      {of.reviews.length ? <ul className="teamwork-findings">{of.reviews.slice(0, 3).map((one) => <li key={one.id}><span className="num">{one.heldOn}</span><span>{one.findings}</span></li>)}</ul> : null}
      {of.may.length ? <footer>{of.may.includes('hold') ? <Button size="small" onClick={hold}>{t('review.hold')}</Button> : null}{of.may.includes('change') ? <Button size="small" onClick={change}>{t('review.change')}</Button> : null}</footer> : null}
    </article>
  )
}

function DayField({ value, onChange, id }: { value?: string; onChange?: (day: string | undefined) => void; id?: string }) {
  const { zone } = useSession().company
  return <DatePicker {...(id ? { id } : {})} style={{ width: '100%' }} value={value ? dayjs(value) : null} maxDate={dayjs(dayIn(zone))} onChange={(shown) => onChange?.(shown ? shown.format('YYYY-MM-DD') : undefined)} />
}
const Change = z.strictObject(ChangeCadence.shape)
function CadenceForm({ open, close, of }: { open: boolean; close: () => void; of?: Cadence }) {
  const t = useT()
  const words = (field: 'every' | 'state', values: readonly string[]) => values.map((value) => ({ value, label: t(`review.${field}.${value}`) }))
  return (
    <FormDrawer<Cadence>
      open={open} close={close} title={of ? 'review.change' : 'review.set'} body={of ? Change : SetCadence} said={of ? 'review.changed' : 'review.was-set'} {...(of ? { version: of.version } : {})} values={of ? { name: of.name, scope: of.scope, every: of.every, ownerId: of.owner.id, state: of.state } : { every: 'quarter' }}
      save={(of ? (body: never) => call(reviews.changeReview, { params: { id: of.id }, body }) : (body: never) => call(reviews.setReview, { body })) as never}
      fields={[
        { name: 'name', label: 'review.name', input: <Input maxLength={120} /> }, { name: 'scope', label: 'review.scope', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1_000} /> },
        { name: 'every', label: 'review.every', input: <Segmented options={words('every', EVERY)} />, ...(of ? { help: 'review.every-help' } : {}) }, { name: 'ownerId', label: 'review.owner', input: <StaffPicker /> },
        ...(of ? [{ name: 'state', label: 'review.state', input: <Segmented options={words('state', ['active', 'ended'])} /> }] : [{ name: 'lastOn', label: 'review.lastOn', input: <DayField />, help: 'review.last-help' }]),
      ]}
    />
  )
}

function HoldDialog({ of, close }: { of: Cadence; close: () => void }) {
  const t = useT()
  const { zone } = useSession().company
  const [heldOn, setHeldOn] = useState<string | undefined>(dayIn(zone))
  const [findings, setFindings] = useState('')
  const hold = useCall(reviews.holdReview, { said: 'review.held' })
  return (
    <Modal open width={520} title={t('review.hold')} okText={t('review.hold')} okButtonProps={{ disabled: findings.trim() === '' || !heldOn, loading: hold.busy }} onCancel={close} onOk={async () => { if (await hold.run({ params: { id: of.id }, body: { version: of.version, heldOn: heldOn ?? '', findings: findings.trim() } })) close() }}>
      <p className="teamwork-hint">{of.name}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('review.heldOn')} htmlFor="review-held"><DayField id="review-held" {...(heldOn ? { value: heldOn } : {})} onChange={setHeldOn} /></Form.Item>
        <Form.Item label={t('review.findings')} htmlFor="review-findings"><Input.TextArea id="review-findings" autoFocus value={findings} maxLength={10_000} autoSize={{ minRows: 4, maxRows: 12 }} onChange={(event) => setFindings(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
