import './teamwork.css'
import { CheckOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { useFills } from '../../../kernel/web/slot.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { CaseLink, KindTag, PriorityMark } from '../../cases/web/index.ts'
import type { Case } from '../../cases/contract.ts'
import { Attachments } from '../../files/web/index.ts'
import { agreements } from '../contract.ts'
import type { Request } from '../contract.ts'
import { RequestAnswer } from './parts/RequestAnswer.tsx'
import { RequestState } from './parts/tags.tsx'
import { requestAbout } from './places.ts'

/** One request between departments: what is asked, by when, what was asked back, and the answer. A liaison needs no other page, and sees of a case nothing but this. */
export function RequestPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: of } = useQuery(query(agreements.request, { params: { id } }))
  const [writing, setWriting] = useState<'answer' | 'ask-back' | 'add' | null>(null)
  const withdraw = useCall(agreements.withdrawRequest, { said: 'department-request.was-withdrawn' })
  return (
    <>
      <RecordPage
        endpoint={agreements.request} params={{ id }} entity="department-request" back={{ to: '/department-requests', label: 'department-request.plural' }} title={(it) => it.subject} tags={(it) => <RequestState of={it} />}
        facts={(it) => <><span>{it.asking ? t('agreement.from-to', { asking: it.asking.name, answering: it.answering.name }) : it.answering.name}</span>{it.askedBackAt ? null : <span className={it.overdue ? 'teamwork-late' : undefined}>{t('department-request.dueAt')} <Moment at={it.dueAt} /></span>}</>}
        actions={() => [
          { key: 'answer', label: 'department-request.answer', may: 'answer', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setWriting('answer') },
          { key: 'ask-back', label: 'department-request.ask-back', may: 'ask-back', run: () => setWriting('ask-back') },
          { key: 'add', label: 'department-request.add', may: 'add', primary: true, run: () => setWriting('add') },
          { key: 'withdraw', label: 'department-request.withdraw', may: 'withdraw', danger: true, busy: withdraw.busy, run: () => of && withdraw.run({ params: { id }, body: { version: of.version } }) },
        ]}
        tabs={(it) => [
          { key: 'request', label: 'department-request.one', content: <Course of={it} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={agreements.requestEvents} params={{ id }} /> },
        ]}
        side={(it) => <>
          {it.about ? <Block title="department-request.about"><Facts items={[{ label: 'case.number', value: it.about.seen ? <CaseLink of={it.about} /> : <span className="num">{it.about.number}</span> }, { label: 'case.kind', value: <KindTag kind={it.about.caseKind as Case['kind']} /> }, { label: 'case.priority', value: <PriorityMark priority={it.about.priority as Case['priority']} named /> }, { label: 'department-request.keeper', value: it.keeper?.name ?? null }]} />{it.keeper && it.may.includes('answer') ? <p className="teamwork-hint">{t('department-request.keeper-note', { name: it.keeper.name })}</p> : null}</Block> : null}
          {it.record ? <RecordAbout of={it.record} /> : null}
          <Block title="department-request.course"><Facts items={[{ label: 'department-request.type', value: language() === 'en' ? it.request.name.en : it.request.name.zh }, { label: 'agreement.within', value: t(`agreement.within.${it.within}`) }, { label: 'department-request.askedBy', value: it.askedBy.name }, { label: 'department-request.contact', value: it.contact.name }, { label: 'department-request.createdAt', value: <Moment at={it.createdAt} /> }, ...(it.inTime === null ? [] : [{ label: 'department-request.inTime', value: t(it.inTime ? 'department-request.in-time' : 'department-request.late') }]), ...(it.escalatedTo ? [{ label: 'department-request.escalatedTo', value: it.escalatedTo.name }] : [])]} /></Block>
        </>}
      />
      {of && writing ? <RequestAnswer of={of} as={writing} close={() => setWriting(null)} /> : null}
    </>
  )
}

/** Another record that it is about, as its module shows it. */
function RecordAbout({ of: { kind, id } }: { of: { kind: string; id: string } }) {
  const Known = useFills(requestAbout).find(({ key }) => key === kind)?.component
  return Known ? <Block title="department-request.about"><Known id={id} /></Block> : null
}

/** What was asked, said back and forth, and answered. Files of the answer stand with those of the question: they hang on the same request. */
function Course({ of }: { of: Request }) {
  const t = useT()
  return (
    <div className="teamwork-text">
      {of.details ? <p>{of.details}</p> : <p className="quiet">{t('department-request.no-details')}</p>}
      <Attachments files={of.attachments} />
      {of.words.map((word) => <section key={word.id} className="teamwork-word" data-kind={word.kind}><h2>{t(`department-request.word.${word.kind}`)}</h2><p>{word.text}</p><p className="quiet">{word.by.name} · <Moment at={word.at} /></p></section>)}
      {of.answer ? <section className="teamwork-outcome"><h2>{t('department-request.the-answer')}</h2><p>{of.answer}</p><p className="quiet">{of.answeredBy?.name} · <Moment at={of.answeredAt} /></p></section> : null}
    </div>
  )
}
