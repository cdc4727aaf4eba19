import '../changes.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { DayField } from '../../../../kernel/web/form/DayField.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { AskChange, causes } from '../../causes/contract.ts'
import { documentCauses } from '../../document-causes/contract.ts'
import type { Change } from '../../contract.ts'
import { AskRevisionForm } from './AskRevisionForm.tsx'
import { LinkPicker } from './ChangeForm.tsx'
import { ChangeTag } from './tags.tsx'

const inMine = (of: { zh: string | null; en: string | null }) => (language() === 'en' ? of.en ?? of.zh : of.zh ?? of.en) ?? ''

/** Beside a complaint: the changes of processes and revisions of documents it called for, and the way to ask for one. Nothing beside other cases that called for none. */
export function CaseChanges({ caseId }: { caseId: string }) {
  const t = useT()
  const may = useCan()('process-change.write')
  const of = useQuery(query(cases.get, { params: { id: caseId } }))
  const found = useQuery(query(causes.changesOfCase, { params: { id: caseId } }))
  const revisions = useQuery(query(documentCauses.revisionsOfCase, { params: { id: caseId } })).data?.items ?? []
  const [isOpen, setIsOpen] = useState(false)
  const [isRevising, setRevising] = useState(false)
  const items = found.data?.items ?? []
  const mayAsk = may && (of.data?.kind === 'complaint' || of.data?.kind === 'grumble')
  if (!found.data || (items.length === 0 && revisions.length === 0 && !mayAsk)) return null
  return (
    <Block title="process-change.because">
      {items.length ? <ul className="change-of-case">{items.map((one) => <li key={one.id}><Link to={`/changes/${one.id}` as string} className="clip">{one.title}</Link><ChangeTag state={one.state} /><p className="quiet">{one.finding}</p></li>)}</ul> : null}
      {revisions.length ? <ul className="change-of-case">{revisions.map((one) => <li key={one.id}><Link to={`/library/${one.document.id}` as string} className="clip">{inMine(one.document.title)}</Link><span className="quiet">{one.version ? t('document-cause.version', { n: one.version.number }) : t('document-cause.to-come')}</span><p className="quiet">{one.finding}</p></li>)}</ul> : null}
      {mayAsk ? <div className="change-asks"><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsOpen(true)}>{t('process-change.ask')}</Button><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setRevising(true)}>{t('document-cause.ask')}</Button></div> : null}
      <AskRevisionForm caseId={caseId} open={isRevising} close={() => setRevising(false)} />
      <FormDrawer<Change>
        open={isOpen} close={() => setIsOpen(false)} title="process-change.ask" body={AskChange} width={560} said="process-change.was-asked" saveLabel="process-change.ask" values={of.data ? { reason: of.data.subject } : {}}
        above={() => <p className="change-said">{t('process-change.ask-text')}</p>} save={(body) => call(causes.askChange, { params: { id: caseId }, body })}
        fields={[
          { name: 'finding', label: 'process-change.finding', help: 'process-change.finding-help', input: <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2_000} /> },
          { name: 'flowKey', label: 'process-change.flowKey', input: <LinkPicker kind="flow" /> }, { name: 'title', label: 'process-change.title', input: <Input maxLength={200} autoComplete="off" /> },
          { name: 'reason', label: 'process-change.reason', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={5_000} /> }, { name: 'description', label: 'process-change.description', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={20_000} /> },
          { name: 'plannedOn', label: 'process-change.plannedOn', half: true, input: <DayField /> },
        ]}
      />
    </Block>
  )
}
