import { Button, Form, Input, Modal, Segmented, Tag } from 'antd'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choice, type Column } from '../../../../kernel/web/list/list-types.ts'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { VERDICTS, accessAlerts, type AccessAlert } from '../../looks/contract.ts'

const TONE = { fine: 'success', misuse: 'error' } as const

/** Who looked at unusually many customers, and what was found out about it. */
export function AccessAlerts() {
  const t = useT()
  const { company } = useSession()
  const phone = usePhone()
  const [settling, setSettling] = useState<AccessAlert | null>(null)
  const columns = useMemo((): readonly Column<AccessAlert>[] => [
    { key: 'at', title: 'access-alert.at', width: 172, text: (row) => momentText(row.at, company.zone), card: 'corner' },
    { key: 'staff', title: 'access-alert.staff', width: 120, text: (row) => row.staff.name, card: 'title' },
    { key: 'opened', title: 'access-alert.opened', width: 92, figures: true, text: (row) => row.opened, cell: (row) => phone ? `${t('access-alert.opened')} ${row.opened}` : <strong className="num">{row.opened}</strong>, card: 'foot' },
    { key: 'revealed', title: 'access-alert.revealed', width: 116, figures: true, text: (row) => row.revealed, cell: (row) => phone ? `${t('access-alert.revealed')} ${row.revealed}` : row.revealed, card: 'foot' },
    { key: 'customers', title: 'access-alert.customers', width: 260, grow: true, text: (row) => row.customers.map(({ name }) => name).join(t('list.comma')), cell: (row) => <span className="clip">{row.customers.map(({ id, name }, at) => <span key={id}>{at ? t('list.comma') : ''}<Link to={`/customers/${id}` as string}>{name}</Link></span>)}</span> },
    { key: 'review', title: 'access-alert.review', width: 220, text: (row) => row.review ? `${t(`access-alert.verdict.${row.review.verdict}`)} ${row.review.note}` : t('access-alert.review-open'), cell: (row) => row.review ? <span className="clip" title={`${row.review.by.name} · ${row.review.note}`}><Tag color={TONE[row.review.verdict]}>{t(`access-alert.verdict.${row.review.verdict}`)}</Tag>{row.review.note}</span>
      : row.may.includes('review') ? <Button size="small" onClick={() => setSettling(row)}>{t('access-alert.settle')}</Button> : <span className="quiet">{t('access-alert.review-open')}</span>, card: 'foot' },
  ], [t, company.zone, phone])
  const filters = useMemo(() => [choice('open', 'access-alert.review', [{ value: 'true', label: t('access-alert.review-open') }, { value: 'false', label: t('access-alert.said') }])], [t])
  return (
    <>
      <ListPage<AccessAlert> list="access-alerts" endpoint={accessAlerts.alerts} entity="access-alert" title="access-alert.plural" columns={columns} filters={filters} search={false} empty={{ title: 'access-alert.none', text: 'access-alert.none-text' }} />
      {settling ? <Settle of={settling} close={() => setSettling(null)} /> : null}
    </>
  )
}

function Settle({ of, close }: { of: AccessAlert; close: () => void }) {
  const t = useT()
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number]>('fine')
  const [note, setNote] = useState('')
  const { run, busy } = useCall(accessAlerts.review, { said: 'access-alert.said', done: close })
  const done = () => { if (note.trim() && !busy) void run({ params: { id: of.id }, body: { verdict, note: note.trim(), version: of.version } }) }
  return (
    <Modal open onCancel={close} width={440} title={`${of.staff.name} · ${t('access-alert.settle')}`} okText={t('form.save')} onOk={done} okButtonProps={{ loading: busy, disabled: !note.trim() }}>
      <p className="quiet">{t('access-alert.settle-text')}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('access-alert.review')}><Segmented<(typeof VERDICTS)[number]> value={verdict} onChange={setVerdict} options={VERDICTS.map((value) => ({ value, label: t(`access-alert.verdict.${value}`) }))} /></Form.Item>
        <Form.Item label={t('access-alert.note')} required htmlFor="access-note"><Input.TextArea id="access-note" autoFocus value={note} maxLength={1_000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={({ target }) => setNote(target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
