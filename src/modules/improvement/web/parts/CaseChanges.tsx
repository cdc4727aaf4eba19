import '../changes.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { AskChange, causes } from '../../causes/contract.ts'
import type { Change } from '../../contract.ts'
import { DayField, LinkPicker } from './ChangeForm.tsx'
import { ChangeTag } from './tags.tsx'

/** Beside a complaint: the changes of processes it called for, and the way to ask for one. Nothing beside other cases that called for none. */
export function CaseChanges({ caseId }: { caseId: string }) {
  const t = useT()
  const may = useCan()('process-change.write')
  const of = useQuery(query(cases.get, { params: { id: caseId } }))
  const found = useQuery(query(causes.changesOfCase, { params: { id: caseId } }))
  const [isOpen, setIsOpen] = useState(false)
  const items = found.data?.items ?? []
  const mayAsk = may && (of.data?.kind === 'complaint' || of.data?.kind === 'grumble')
  if (!found.data || (items.length === 0 && !mayAsk)) return null
  return (
    <Block title="process-change.because">
      {items.length ? <ul className="change-of-case">{items.map((one) => <li key={one.id}><Link to={`/changes/${one.id}` as string} className="clip">{one.title}</Link><ChangeTag state={one.state} /><p className="quiet">{one.finding}</p></li>)}</ul> : null}
      {mayAsk ? <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsOpen(true)}>{t('process-change.ask')}</Button> : null}
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
