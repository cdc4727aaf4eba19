import './redress.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block, Facts, RecordPage } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { CouponTag, codeInGroups, yuanText } from '../../../ledger/web/index.ts'
import { remedies } from '../../redress/contract.ts'
import type { Remedy, RemedyBackground } from '../../redress/contract.ts'
import { RemedyDialog } from './RemedyDialog.tsx'
import type { Asking } from './RemedyDialog.tsx'
import { RemedyTag, costText, named } from './tags.tsx'

/** One solution with what whoever decides should have read. */
export function RemedyPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [asking, setAsking] = useState<Asking | null>(null)
  const offer = useCall(remedies.offerRemedy, { said: 'remedy.was-offered' })
  return (
    <>
      <RecordPage
        endpoint={remedies.getRemedy} params={{ id }} entity="remedy" back={{ to: '/remedies', label: 'remedy.plural' }} number={(it) => it.case.number}
        title={(it) => [named(it.option.name), costText(t, it)].filter(Boolean).join(' · ')} tags={(it) => <RemedyTag state={it.state} />} facts={(it) => <><Link to={`/cases/${it.case.id}` as string}>{it.case.subject}</Link>{it.customer ? <span>{it.customer.name}</span> : null}</>}
        actions={(it) => [
          { key: 'approve', label: 'remedy.approve', may: 'decide', primary: true, run: () => setAsking({ of: it, deed: 'decide', approve: true }) }, { key: 'refuse', label: 'remedy.refuse', may: 'decide', run: () => setAsking({ of: it, deed: 'decide', approve: false }) },
          { key: 'carry-out', label: 'remedy.deed.carry-out', may: 'carry-out', primary: true, run: () => setAsking({ of: it, deed: 'carry-out' }) }, { key: 'answer', label: 'remedy.deed.answer', may: 'answer', primary: true, run: () => setAsking({ of: it, deed: 'answer' }) },
          { key: 'offer', label: 'remedy.deed.offer', may: 'offer', busy: offer.busy, run: () => offer.run({ params: { id }, body: { version: it.version } }) }, { key: 'withdraw', label: 'remedy.deed.withdraw', may: 'withdraw', run: () => setAsking({ of: it, deed: 'withdraw' }) },
        ]}
        tabs={(it) => [{ key: 'all', label: 'remedy.title', content: <Whole of={it} /> }]}
        side={(it) => <Side of={it} />}
      />
      <RemedyDialog asking={asking} close={() => setAsking(null)} />
    </>
  )
}

/** What happened to it, each with its moment. */
function stepsOf(t: ReturnType<typeof useT>, it: Remedy) {
  const step = (key: string, at: Date | null, name: string | undefined, words?: string | null) => ({ key, at, text: t(`remedy.step.${key}`, { name }), words })
  return [
    step('proposed', it.proposedAt, it.proposer.name, it.support),
    ...(it.state === 'asked' ? [it.approver ? step('waiting', null, it.approver.name) : step('waiting-role', null, '')] : []),
    ...(it.decidedAt ? [step(it.state === 'refused' ? 'refused' : 'approved', it.decidedAt, it.decidedBy?.name, it.decisionNote)] : []),
    ...(it.offeredAt ? [step('offered', it.offeredAt, '')] : []), ...(it.answer ? [step(it.answer, it.answeredAt, '', it.answerWords && `“${it.answerWords}”`)] : []),
    ...(it.doneAt ? [step('done', it.doneAt, it.doneBy?.name, it.doneNote)] : []), ...(it.withdrawnAt ? [step('withdrawn', it.withdrawnAt, it.withdrawnBy?.name, it.withdrawnWhy)] : []),
  ]
}
function Whole({ of }: { of: Remedy }) {
  const t = useT()
  const background = useQuery(query(remedies.remedyBackground, { params: { id: of.id } })).data
  return (
    <div className="remedy-whole">
      <section><h2>{t('remedy.plan')}</h2><p className="remedy-text">{of.plan}</p></section>
      {of.way ? (
        <dl className="remedy-money">
          <div><dt>{t('remedy.asked')}</dt><dd className="num">{of.asked === null ? '–' : yuanText(of.asked)}</dd></div>
          <div><dt>{t('remedy.amount')}</dt><dd className="num">{of.amount === null ? '–' : yuanText(of.amount)}{of.points ? <small className="quiet">{t('remedy.points', { n: of.points })}</small> : null}</dd></div>
          <div><dt>{t('remedy.accepted')}</dt><dd className="num">{of.accepted === null ? '–' : yuanText(of.accepted)}</dd></div>
        </dl>
      ) : null}
      {background ? <Background it={background} isOpen={of.state === 'asked'} /> : null}
      <section><h2>{t('remedy.course')}</h2><ol className="remedy-course">{stepsOf(t, of).map((one) => <li key={one.key} data-open={one.at ? undefined : true}><span>{one.text}</span>{one.at ? <span className="quiet"><Moment at={one.at} /></span> : null}{one.words ? <p>{one.words}</p> : null}</li>)}</ol></section>
    </div>
  )
}
function Background({ it, isOpen }: { it: RemedyBackground; isOpen: boolean }) {
  const t = useT()
  return (
    <section className="remedy-background" data-open={isOpen || undefined}>
      <h2>{t('remedy.background')}</h2>
      <dl className="remedy-facts">
        <div><dt>{t('remedy.demand')}</dt><dd>{it.demand ?? '–'}</dd></div><div><dt>{t('remedy.interest')}</dt><dd>{it.interest ?? '–'}</dd></div>
        <div><dt>{t('remedy.liability')}</dt><dd>{t(`complaint.liability.${it.liability}`)}</dd></div><div><dt>{t('remedy.severity')}</dt><dd>{it.severity ? t(`complaint.severity.${it.severity}`) : '–'}</dd></div>
        <div><dt>{t('remedy.complaints')}</dt><dd className="num">{t('remedy.n-complaints', { n: it.complaints })}</dd></div>
        {it.allowance ? <div><dt>{t('remedy.allowance', { year: it.allowance.year })}</dt><dd className="num">{it.allowance.cap === null ? yuanText(it.allowance.taken) : t('remedy.allowance-of', { taken: yuanText(it.allowance.taken), cap: yuanText(it.allowance.cap) })}</dd></div> : null}
        {it.budget ? <div><dt>{t('remedy.budgetId')}</dt><dd className="num">{t('remedy.budget-left', { name: it.budget.name, left: yuanText(it.budget.left) })}</dd></div> : null}
      </dl>
      {it.ofCase.length ? <Earlier title="remedy.of-case" items={it.ofCase} /> : null}
      <Earlier title="remedy.of-customer" items={it.ofCustomer} />
    </section>
  )
}
function Earlier({ title, items }: { title: string; items: readonly Remedy[] }) {
  const t = useT()
  return <><h3>{t(title)}</h3>{items.length ? <ul className="remedy-earlier">{items.map((one) => <li key={one.id}><Link to={`/remedies/${one.id}` as string}>{named(one.option.name)}</Link><span className="num">{costText(t, one)}</span><span className="quiet"><Moment at={one.proposedAt} form="day" /></span><RemedyTag state={one.state} /></li>)}</ul> : <p className="quiet">{t('remedy.no-earlier')}</p>}</>
}
function Side({ of }: { of: Remedy }) {
  const t = useT()
  return (
    <>
      <Block title="remedy.proposer">
        <Facts items={[
          { label: 'remedy.proposer', value: of.proposer.name }, { label: 'remedy.proposedAt', value: <Moment at={of.proposedAt} /> }, { label: 'remedy.limit', value: yuanText(of.limit) },
          ...(of.approver ? [{ label: 'remedy.approver', value: of.approver.name }] : []), ...(of.decidedBy ? [{ label: 'remedy.decidedBy', value: of.decidedBy.name }] : []), ...(of.budget ? [{ label: 'remedy.budgetId', value: of.budget.name }] : []),
          ...(of.gift ? [{ label: 'remedy.gift', value: of.gift }] : []), ...(of.condition ? [{ label: 'remedy.condition', value: of.condition }] : []),
        ]} />
      </Block>
      {of.coupon ? <Block title="coupon.plural"><p className="num remedy-code">{codeInGroups(of.coupon.code)}</p><p><CouponTag state={of.coupon.state} /> <span className="quiet">{t('remedy.good-until')} <Moment at={of.coupon.expiresAt} form="day" /></span></p></Block> : null}
    </>
  )
}
