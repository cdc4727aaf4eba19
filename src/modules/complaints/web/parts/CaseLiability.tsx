import '../complaints.css'
import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { textGuard } from '../../../messages/contract.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { complaints } from '../../contract.ts'
import type { Complaint } from '../../contract.ts'
import { COMPLAINT_KINDS } from '../../rules.ts'
import { ApologyForm } from './ApologyForm.tsx'
import { JudgeForm } from './JudgeForm.tsx'

/** Beside a complaint: who is liable and why, what that means for an apology, and whom it is about. Nothing beside other cases. */
export function CaseLiability({ caseId }: { caseId: string }) {
  const of = useQuery(query(cases.get, { params: { id: caseId } }))
  return of.data && COMPLAINT_KINDS.includes(of.data.kind) ? <Liability caseId={caseId} /> : null
}

function Liability({ caseId }: { caseId: string }) {
  const t = useT()
  const found = useQuery(query(complaints.get, { params: { id: caseId } }))
  useLive('case', () => void found.refetch(), caseId)
  const [asking, setAsking] = useState<'judge' | 'apology' | 'accused' | null>(null)
  const refresh = [complaints.get, cases.get, cases.events, textGuard.apologyRule]
  const approve = useCall(complaints.approveApology, { said: 'complaint.apology-approved', refresh })
  const accuse = useCall(complaints.nameAccused, { refresh })
  const it = found.data
  if (!it) return null
  const rule = it.liability === 'shared' && it.approval ? 'shared-approved' : it.liability
  const name = (staffIds: string[]) => void accuse.run({ params: { id: caseId }, body: { staffIds } }).then(() => setAsking(null))
  return (
    <Block title="complaint.title">
      <div className="liability">
        <p className="liability-now" data-liability={it.liability}><i aria-hidden /><strong>{t(`complaint.liability.${it.liability}`)}</strong>{it.judge && it.judgedAt ? <span className="quiet">{t('complaint.judged-by', { name: it.judge.name })} <Moment at={it.judgedAt} /></span> : null}</p>
        {it.basis ? <p className="liability-basis">{it.basis}</p> : null}
        <p className="quiet">{t(`complaint.rule.${rule}`)}{it.approval ? <> {t('complaint.apology-approved-by', { name: it.approval.by.name })}</> : null}</p>
        {it.liability === 'ours' && it.apologies.length === 0 ? <p className="liability-missing">{t('complaint.apology-missing')}</p> : null}
        {it.apologies.length ? <ul className="liability-apologies">{it.apologies.map((one) => <li key={`${one.how}${one.at.toISOString()}`}><span>{t(`complaint.apology.${one.how}`)}</span><span className="quiet">{one.by.name} <Moment at={one.at} /></span></li>)}</ul> : null}
        <div className="liability-deeds">
          {it.may.includes('judge') ? <Button size="small" type={it.liability === 'undetermined' ? 'primary' : 'default'} onClick={() => setAsking('judge')}>{t(it.judge ? 'complaint.judge-again' : 'complaint.judge')}</Button> : null}
          {it.may.includes('approve-apology') ? <Button size="small" type="primary" loading={approve.busy} onClick={() => void approve.run({ params: { id: caseId }, body: {} })}>{t('complaint.approve-apology')}</Button> : null}
          {it.may.includes('note-apology') && it.liability !== 'not-ours' ? <Button size="small" onClick={() => setAsking('apology')}>{t('complaint.note-apology')}</Button> : null}
        </div>
        <Accused it={it} isAdding={asking === 'accused'} begin={() => setAsking('accused')} name={name} />
        {it.judgements.length > 1 ? <details><summary className="quiet">{t('complaint.judgements', { n: it.judgements.length - 1 })}</summary><ul className="liability-past">{it.judgements.slice(1).map((one) => <li key={one.id}><strong>{t(`complaint.liability.${one.liability}`)}</strong> <span className="quiet">{one.judge.name} <Moment at={one.at} /></span><p>{one.basis}</p></li>)}</ul></details> : null}
      </div>
      <JudgeForm open={asking === 'judge'} of={it} refresh={refresh} close={() => setAsking(null)} />
      <ApologyForm open={asking === 'apology'} caseId={caseId} refresh={refresh} close={() => setAsking(null)} />
    </Block>
  )
}

function Accused({ it, isAdding, begin, name }: { it: Complaint; isAdding: boolean; begin: () => void; name: (staffIds: string[]) => void }) {
  const t = useT()
  const may = it.may.includes('name-accused')
  const ids = it.accused.map(({ id }) => id)
  if (!it.accused.length && !may) return null
  return (
    <div className="liability-accused">
      {it.accused.length ? <p><span className="quiet">{t('complaint.accused')}</span> {it.accused.map((one) => <span key={one.id} className="liability-person">{one.name}{may ? <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('complaint.drop-accused', { name: one.name })} onClick={() => name(ids.filter((id) => id !== one.id))} /> : null}</span>)}</p> : null}
      {!may ? null : isAdding ? <StaffPicker value={null} placeholder={t('complaint.name-accused')} onChange={(staffId) => { if (staffId) name([...new Set([...ids, staffId])]) }} /> : <Button size="small" type="link" title={t('complaint.accused-help')} onClick={begin}>{t('complaint.name-accused')}</Button>}
    </div>
  )
}
