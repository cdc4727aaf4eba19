import './teamwork.css'
import { CheckOutlined, EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../kernel/client.ts'
import { FormDrawer } from '../../../kernel/web/form/FormDrawer.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import type { HandIn as Words } from '../summaries/contract.ts'
import { HandIn, summaries } from '../summaries/contract.ts'
import { StateTag } from './parts/tags.tsx'

const Written = HandIn.omit({ version: true })
const area = (rows: number) => <Input.TextArea autoSize={{ minRows: rows, maxRows: 16 }} maxLength={10_000} />

/** One work summary: written by whoever owes it, read by whoever leads them. */
export function SummaryPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(query(summaries.summary, { params: { id } }))
  const of = found.data
  const [open, setOpen] = useState<'hand-in' | 'read' | 'waive' | null>(null)
  return (
    <>
      <RecordPage
        endpoint={summaries.summary} params={{ id }} entity="work-summary" back={{ to: '/work-summaries', label: 'work-summary.plural' }} title={(it) => t('work-summary.of', { name: it.staff.name })} tags={(it) => <StateTag noun="work-summary" state={it.state} late={it.overdue} />}
        facts={(it) => <><span className="num">{it.fromOn} – {it.untilOn}</span><span className={it.overdue ? 'teamwork-late' : undefined}>{t('work-summary.dueAt')} <Moment at={it.dueAt} /></span></>}
        actions={() => [
          { key: 'hand-in', label: 'work-summary.hand-in', may: 'hand-in', primary: true, icon: <EditOutlined aria-hidden />, run: () => setOpen('hand-in') },
          { key: 'read', label: 'work-summary.mark-read', may: 'read', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setOpen('read') },
          { key: 'waive', label: 'work-summary.waive', may: 'waive', run: () => setOpen('waive') },
        ]}
        tabs={(it) => [{ key: 'summary', label: 'work-summary.one', content: (
          <div className="teamwork-text">
            {it.done ? (['done', 'problems', 'plans'] as const).map((field) => it[field] ? <div key={field}><h2>{t(`work-summary.${field}`)}</h2><p>{it[field]}</p></div> : null) : <p className="quiet">{t(it.may.includes('hand-in') ? 'work-summary.write-text' : 'work-summary.not-yet')}</p>}
            {it.remark ? <><h2>{t('work-summary.remark')}</h2><p>{it.remark}</p></> : null}
          </div>
        ) }]}
        side={(it) => <Block title="work-summary.one"><Facts items={[
          { label: 'work-summary.staff', value: <Link to={`/staff/${it.staff.id}` as string}>{it.staff.name}</Link> }, { label: 'work-summary.handedInAt', value: it.handedInAt ? <><Moment at={it.handedInAt} />{it.late ? <span className="teamwork-late"> {t('work-summary.late')}</span> : null}</> : null },
          { label: 'work-summary.readBy', value: it.readBy?.name }, { label: 'work-summary.readAt', value: it.readAt ? <Moment at={it.readAt} /> : null },
        ]} /></Block>}
      />
      {of ? <FormDrawer open={open === 'hand-in'} close={() => setOpen(null)} width={600} title="work-summary.hand-in" body={Written} said="work-summary.was-handed-in" saveLabel="work-summary.hand-in" save={(body) => call(summaries.handIn, { params: { id }, body: { ...body as Omit<Words, 'version'>, version: of.version } })}
        fields={[{ name: 'done', label: 'work-summary.done', input: area(5) }, { name: 'problems', label: 'work-summary.problems', input: area(3) }, { name: 'plans', label: 'work-summary.plans', input: area(3) }]} /> : null}
      {of && (open === 'read' || open === 'waive') ? <Remark id={id} version={of.version} deed={open} close={() => setOpen(null)} /> : null}
    </>
  )
}

function Remark({ id, version, deed, close }: { id: string; version: number; deed: 'read' | 'waive'; close: () => void }) {
  const t = useT()
  const [remark, setRemark] = useState('')
  const { run, busy } = useCall(deed === 'read' ? summaries.read : summaries.waive, { said: `work-summary.was-${deed}` })
  const label = t(deed === 'read' ? 'work-summary.mark-read' : 'work-summary.waive')
  return (
    <Modal open width={520} title={label} okText={label} okButtonProps={{ loading: busy }} onCancel={close} onOk={async () => { if (await run({ params: { id }, body: { version, ...(remark.trim() ? { remark: remark.trim() } : {}) } })) close() }}>
      <Form layout="vertical" component="div" requiredMark={false}><Form.Item label={t('work-summary.remark')} htmlFor="summary-remark"><Input.TextArea id="summary-remark" autoFocus value={remark} maxLength={2_000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setRemark(event.target.value)} /></Form.Item></Form>
    </Modal>
  )
}
