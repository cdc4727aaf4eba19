import '../needs.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { CaseFeedback } from '../../../teamwork/web/index.ts'
import { voices } from '../../contract.ts'
import { CaptureForm } from './CaptureForm.tsx'
import { KindTag } from './tags.tsx'

/** Beside a case: what the customer needs and what they said of us, each written down in a moment. */
export function CaseVoices({ caseId }: { caseId: string }) {
  const t = useT()
  const found = useQuery(query(voices.voices, { query: { caseId, limit: 20 } }))
  const of = useQuery(query(cases.get, { params: { id: caseId } }))
  useLive('voice', () => void found.refetch())
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Block title="need.desk">
      {found.data?.items.length ? <ul className="need-heard">{found.data.items.map((one) => <li key={one.id}><KindTag kind={one.kind} /><p>{one.words}</p>{one.need ? <Link to={`/needs/${one.need.id}` as string} className="clip">{one.need.title}</Link> : <span className="quiet">{t('voice.joined.false')}</span>}</li>)}</ul> : null}
      <CaseFeedback caseId={caseId} begin={<Can permission="voice.capture"><Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsOpen(true)}>{t('voice.capture')}</Button></Can>} />
      <CaptureForm open={isOpen} close={() => setIsOpen(false)} heard={{ cases: [caseId] }} {...(of.data ? { said: of.data.subject } : {})} />
    </Block>
  )
}
