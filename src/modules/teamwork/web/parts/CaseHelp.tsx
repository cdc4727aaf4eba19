import '../teamwork.css'
import { CopyOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment, RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Attachments } from '../../../files/web/index.ts'
import { agreements } from '../../contract.ts'
import type { Request } from '../../contract.ts'
import { AskHelpForm } from './AskHelpForm.tsx'
import { RequestState } from './tags.tsx'

/** Beside a case: which departments help with it, what they answered, and the way to ask one. Nothing where nothing was asked and nothing can be. */
export function CaseHelp({ caseId }: { caseId: string }) {
  const t = useT()
  const found = useQuery(query(agreements.aboutCase, { params: { id: caseId } }))
  useLive('department-request', () => void found.refetch())
  useLive('case', () => void found.refetch(), caseId)
  const [asking, setAsking] = useState(false)
  if (!found.data || (found.data.items.length === 0 && !found.data.mayAsk)) return null
  const { items, mayAsk } = found.data
  return (
    <Block title="department-request.collaborations">
      {items.length ? <ul className="teamwork-help">{items.map((one) => <Help key={one.id} of={one} />)}</ul> : <p className="quiet">{t('department-request.help-none')}</p>}
      {mayAsk ? <div className="teamwork-help-foot"><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setAsking(true)}>{t('department-request.ask-help')}</Button></div> : null}
      {mayAsk ? <AskHelpForm open={asking} caseId={caseId} of={found.data} close={() => setAsking(false)} /> : null}
    </Block>
  )
}

function Help({ of }: { of: Request }) {
  const t = useT()
  const last = of.words.at(-1)
  const copy = async () => { await navigator.clipboard.writeText(of.answer ?? ''); toast.done(t('department-request.copied')) }
  return (
    <li data-state={of.overdue ? 'late' : of.state}>
      <div className="teamwork-help-head"><Link to={`/department-requests/${of.id}` as string} className="clip">{of.subject}</Link><RequestState of={of} /></div>
      <div className="teamwork-help-facts quiet"><span>{of.answering.name} · {of.contact.name}</span>{of.state === 'open' && !of.askedBackAt ? <span className={of.overdue ? 'teamwork-late' : undefined}><RelativeTime at={of.dueAt} /></span> : of.answeredAt ? <span><Moment at={of.answeredAt} /></span> : null}{of.toldCustomer ? <span>{t('department-request.told-customer')}</span> : null}</div>
      {of.askedBackAt && last ? <p className="teamwork-help-said">{last.text}</p> : null}
      {of.answer ? <div className="teamwork-help-answer"><p>{of.answer}</p><Tooltip title={t('department-request.copy-answer')}><Button size="small" type="text" icon={<CopyOutlined />} aria-label={t('department-request.copy-answer')} onClick={() => void copy()} /></Tooltip></div> : null}
      {of.state === 'answered' ? <Attachments files={of.attachments} /> : null}
    </li>
  )
}
