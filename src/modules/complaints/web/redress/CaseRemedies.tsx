import './redress.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { codeInGroups, yuanText } from '../../../ledger/web/index.ts'
import { remedies } from '../../redress/contract.ts'
import type { Remedy } from '../../redress/contract.ts'
import { COMPLAINT_KINDS } from '../../rules.ts'
import { ProposeForm } from './ProposeForm.tsx'
import { RemedyDialog } from './RemedyDialog.tsx'
import type { Asking } from './RemedyDialog.tsx'
import { RemedyTag, costText, named } from './tags.tsx'

/** Beside a complaint: what is offered to put it right and how far that has come. Nothing beside other cases. */
export function CaseRemedies({ caseId }: { caseId: string }) {
  const of = useQuery(query(cases.get, { params: { id: caseId } }))
  return of.data && COMPLAINT_KINDS.includes(of.data.kind) ? <Solutions caseId={caseId} /> : null
}

const isOver = ({ state }: Remedy) => state === 'refused' || state === 'declined' || state === 'withdrawn'
function Solutions({ caseId }: { caseId: string }) {
  const t = useT()
  const found = useQuery(query(remedies.remediesOfCase, { params: { id: caseId } }))
  useLive('case', () => void found.refetch(), caseId)
  useLive('remedy', () => void found.refetch())
  const [isProposing, setIsProposing] = useState(false)
  const [asking, setAsking] = useState<Asking | null>(null)
  const it = found.data
  if (!it) return null
  const [live, past] = [it.items.filter((one) => !isOver(one)), it.items.filter(isOver)]
  return (
    <Block title="remedy.title">
      <div className="remedies">
        {it.items.length ? null : <p className="quiet">{t('remedy.none-yet')}</p>}
        {live.map((one) => <Solution key={one.id} of={one} ask={setAsking} />)}
        {it.may.includes('propose') && it.listening ? <p className="quiet">{t('remedy.still-listening')}</p>
          : it.may.includes('propose') && it.missing.length ? <p className="quiet">{t('remedy.needs-record-first', { what: it.missing.map((field) => t(`remedy.missing.${field}`)).join(' · ') })}</p>
            : it.may.includes('propose') ? <div><Button size="small" type={live.length ? 'default' : 'primary'} onClick={() => setIsProposing(true)}>{t('remedy.propose')}</Button></div> : null}
        {past.length ? <details><summary className="quiet">{t('remedy.earlier', { n: past.length })}</summary>{past.map((one) => <Solution key={one.id} of={one} ask={setAsking} />)}</details> : null}
      </div>
      {isProposing ? <ProposeForm caseId={caseId} of={it} close={() => setIsProposing(false)} /> : null}
      <RemedyDialog asking={asking} close={() => setAsking(null)} />
    </Block>
  )
}

function Solution({ of, ask }: { of: Remedy; ask: (asking: Asking) => void }) {
  const t = useT()
  const offer = useCall(remedies.offerRemedy, { said: 'remedy.was-offered', refresh: [remedies.remediesOfCase, cases.events] })
  const has = (deed: Asking['deed']) => of.may.includes(deed)
  const cost = costText(t, of)
  return (
    <article className="remedy" data-state={of.state}>
      <header><Link to={`/remedies/${of.id}` as string}>{named(of.option.name)}</Link>{cost ? <span className="num">{cost}</span> : null}<RemedyTag state={of.state} /></header>
      <p className="remedy-plan">{of.plan}</p>
      <p className="quiet">{of.proposer.name} · <RelativeTime at={of.doneAt ?? of.answeredAt ?? of.decidedAt ?? of.proposedAt} />{of.asked !== null ? <> · {t('remedy.asked')} <span className="num">{yuanText(of.asked)}</span></> : null}</p>
      {of.state === 'asked' ? <p className="quiet">{of.approver ? t('remedy.step.waiting', { name: of.approver.name }) : t('remedy.step.waiting-role')}</p> : null}
      {of.decisionNote ? <p className="quiet">{of.decidedBy?.name}：{of.decisionNote}</p> : null}
      {of.answerWords ? <p className="quiet">“{of.answerWords}”</p> : null}
      {of.coupon ? <p className="num remedy-code">{codeInGroups(of.coupon.code)} <span className="quiet">{t(`coupon.state.${of.coupon.state}`)}</span></p> : null}
      {of.may.length ? (
        <div className="remedy-deeds">
          {has('decide') ? <Button size="small" type="primary" onClick={() => ask({ of, deed: 'decide', approve: true })}>{t('remedy.approve')}</Button> : null}
          {has('decide') ? <Button size="small" onClick={() => ask({ of, deed: 'decide', approve: false })}>{t('remedy.refuse')}</Button> : null}
          {has('carry-out') ? <Button size="small" type="primary" onClick={() => ask({ of, deed: 'carry-out' })}>{t('remedy.deed.carry-out')}</Button> : null}
          {has('answer') ? <Button size="small" type={of.state === 'offered' ? 'primary' : 'default'} onClick={() => ask({ of, deed: 'answer' })}>{t('remedy.deed.answer')}</Button> : null}
          {has('offer') ? <Button size="small" loading={offer.busy} onClick={() => void offer.run({ params: { id: of.id }, body: { version: of.version } })}>{t('remedy.deed.offer')}</Button> : null}
          {has('withdraw') ? <Button size="small" type="text" onClick={() => ask({ of, deed: 'withdraw' })}>{t('remedy.deed.withdraw')}</Button> : null}
        </div>
      ) : null}
    </article>
  )
}
