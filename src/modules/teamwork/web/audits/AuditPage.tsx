import './audits.css'
import { CheckSquareOutlined, EditOutlined, FormOutlined, SafetyOutlined, WarningOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { AuditFinding, audits } from '../../audits/contract.ts'
import type { Audit } from '../../audits/contract.ts'
import { INSPECTION_GRADES } from '../../inspections/contract.ts'
import type { Inspection } from '../../inspections/contract.ts'
import { StateTag } from '../parts/tags.tsx'
import { AuditForm } from './AuditForm.tsx'
import { HoldDialog } from './HoldDialog.tsx'
import { AuditTag } from './tags.tsx'

type Shown = Audit & { items: Inspection[] }

/** One audit: what it looks at, its checklist, what does not conform, and whether that was put right and verified. */
export function AuditPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [open, setOpen] = useState<{ deed: Audit['may'][number]; of: Shown } | null>(null)
  const close = () => setOpen(null)
  const end = useCall(audits.closeAudit, { said: 'process-audit.was-closed' })
  return (
    <>
      <RecordPage
        endpoint={audits.audit} params={{ id }} entity="process-audit" back={{ to: '/process-audits', label: 'process-audit.plural' }} title={(of) => of.title} tags={(of) => <AuditTag of={of} />}
        facts={(of) => <><span className="num">{of.dueOn}</span><span>{of.auditor.name}</span>{of.findings ? <span className="num">{t('process-audit.settled-of', { n: of.settled, of: of.findings })}</span> : null}</>}
        actions={(of) => [
          { key: 'hold', label: 'process-audit.hold', may: 'hold', primary: true, icon: <FormOutlined aria-hidden />, run: () => setOpen({ deed: 'hold', of }) },
          { key: 'find', label: 'process-audit.find', may: 'find', icon: <WarningOutlined aria-hidden />, run: () => setOpen({ deed: 'find', of }) },
          { key: 'close', label: 'process-audit.close', may: 'close', icon: <CheckSquareOutlined aria-hidden />, busy: end.busy, run: () => void end.run({ params: { id }, body: { version: of.version } }) },
          { key: 'change', label: 'process-audit.change', may: 'change', icon: <EditOutlined aria-hidden />, run: () => setOpen({ deed: 'change', of }) },
          { key: 'cancel', label: 'process-audit.cancel', may: 'cancel', danger: true, run: () => setOpen({ deed: 'cancel', of }) },
        ]}
        tabs={(of) => [
          { key: 'overview', label: 'process-audit.overview', content: <div className="audit-overview"><section><h2>{t('process-audit.scope')}</h2><p>{of.scope}</p></section>{of.conclusion ? <section><h2>{t('process-audit.conclusion')}</h2><p>{of.conclusion}</p></section> : null}<section><h2>{t('process-audit.findings')}</h2><Found of={of} /></section></div> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={audits.auditEvents} params={{ id }} /> },
        ]}
        side={(of) => <Block title="process-audit.one"><Facts items={[
          { label: 'process-audit.auditorId', value: of.auditor.name }, { label: 'process-audit.ownerId', value: of.owner.name }, { label: 'process-audit.dueOn', value: <span className={of.overdue ? 'audit-late' : undefined}>{of.dueOn}</span> }, { label: 'process-audit.every', value: t(`process-audit.every.${of.every ?? 'none'}`) },
          { label: 'process-audit.heldOn', value: of.heldOn }, { label: 'process-audit.score', value: of.score === null ? null : <Link to={`/submissions/${of.submissionId}` as string}>{Math.round(of.score)}</Link> },
          { label: 'process-audit.next', value: of.nextId ? <Link to={`/process-audits/${of.nextId}` as string}>{t('process-audit.next')}</Link> : null }, { label: 'process-audit.closedBy', value: of.closedBy ? <>{of.closedBy.name} · <Moment at={of.closedAt} form="short" /></> : null },
        ]} /></Block>}
      />
      {open?.deed === 'hold' ? <HoldDialog of={open.of} close={close} /> : null}
      {open?.deed === 'change' ? <AuditForm open of={open.of} close={close} /> : null}
      {open?.deed === 'cancel' ? <CancelDialog of={open.of} close={close} /> : null}
      {open?.deed === 'find' ? (
        <FormDrawer
          open close={close} width={560} title="process-audit.find" body={AuditFinding} said="process-audit.was-found" values={{ grade: 'minor', staffId: open.of.owner.id } as never} save={(body) => call(audits.findInAudit, { params: { id }, body })}
          fields={[
            { name: 'area', label: 'inspection.area', input: <Input maxLength={120} /> }, { name: 'finding', label: 'inspection.finding', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4_000} /> },
            { name: 'expected', label: 'inspection.expected', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4_000} /> }, { name: 'staffId', label: 'inspection.staff', input: <StaffPicker /> },
            { name: 'grade', label: 'inspection.grade', half: true, input: <Segmented options={INSPECTION_GRADES.map((value) => ({ value, label: t(`inspection.grade.${value}`) }))} /> }, { name: 'dueAt', label: 'inspection.dueAt', half: true, input: <MomentInput ahead /> },
          ]}
        />
      ) : null}
    </>
  )
}

function Found({ of }: { of: Shown }) {
  const t = useT()
  if (!of.items.length) return <Blank mark={<SafetyOutlined />} title={t('process-audit.no-findings')} text={t('process-audit.no-findings-text')} />
  return (
    <ul className="audit-found">{of.items.map((one) => (
      <li key={one.id}><Link to={`/inspections/${one.id}` as string}><strong>{one.area}</strong><StateTag noun="inspection" state={one.state} late={one.overdue} /><p>{one.finding}</p><small className="quiet">{one.staff.name} · <Moment at={one.dueAt} form="short" />{one.verifiedBy ? ` · ${t('inspection.verifiedBy')} ${one.verifiedBy.name}` : ''}</small></Link></li>
    ))}</ul>
  )
}

function CancelDialog({ of, close }: { of: Audit; close: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const cancel = useCall(audits.cancelAudit, { said: 'process-audit.was-cancelled', done: close })
  return (
    <Modal open width={440} title={t('process-audit.cancel')} okText={t('process-audit.cancel')} okButtonProps={{ danger: true, loading: cancel.busy, disabled: !reason.trim() }} onCancel={close} onOk={() => void cancel.run({ params: { id: of.id }, body: { version: of.version, reason: reason.trim() } })}>
      <Input.TextArea aria-label={t('process-audit.reason')} placeholder={t('process-audit.reason')} value={reason} maxLength={1_000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  )
}
