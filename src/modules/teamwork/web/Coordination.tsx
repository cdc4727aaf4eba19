import './teamwork.css'
import { PlusOutlined, ShareAltOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { dayIn } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { figureText } from '../../metrics/web/index.ts'
import { agreements } from '../contract.ts'
import type { Agreement, Scorecard } from '../contract.ts'
import { AgreementForm } from './parts/AgreementForm.tsx'
import { AskForm } from './parts/AskForm.tsx'
import { StateTag } from './parts/tags.tsx'

/** How departments work together: the month's scorecard, and what they have agreed. */
export function Coordination() {
  const t = useT()
  const navigate = useNavigate()
  const { zone } = useSession().company
  const search = useSearch({ strict: false }) as Record<string, string>
  const thisMonth = dayIn(zone).slice(0, 7)
  const month = /^\d{4}-\d{2}$/.test(search['month'] ?? '') ? search['month'] as string : thisMonth
  const card = useQuery(query(agreements.scorecard, { query: { month } }))
  const list = useQuery(query(agreements.agreements, {}))
  const [editing, setEditing] = useState<Agreement | 'new' | null>(null)
  const [asking, setAsking] = useState<Agreement | null>(null)
  usePageTitle(t('agreement.menu'))
  const make = <Can permission="agreement.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>{t('agreement.make')}</Button></Can>
  return (
    <div className="teamwork-page">
      <header className="teamwork-page-head"><h1>{t('agreement.menu')}</h1><div><Link to="/department-requests"><Button>{t('department-request.plural')}</Button></Link>{make}</div></header>
      <section>
        <header className="teamwork-part-head"><h2>{t('agreement.scorecard')}</h2><DatePicker picker="month" allowClear={false} size="small" value={dayjs(`${month}-01`)} maxDate={dayjs(`${thisMonth}-01`)} onChange={(shown) => void navigate({ to: '.', search: (shown ? { month: shown.format('YYYY-MM') } : {}) as never })} /></header>
        {card.isError && !card.data ? <Fault error={card.error} again={() => void card.refetch()} /> : card.data?.items.length ? <Card rows={card.data.items} /> : <p className="quiet">{card.data ? t('agreement.scorecard-none') : '…'}</p>}
      </section>
      {card.isPending ? null : <section>
        <header className="teamwork-part-head"><h2>{t('agreement.plural')}</h2></header>
        {list.data?.items.length ? <div className="teamwork-cards">{list.data.items.map((one) => <One key={one.id} of={one} change={() => setEditing(one)} ask={() => setAsking(one)} />)}</div>
          : list.data ? <Blank mark={<ShareAltOutlined />} title={t('agreement.none')} text={t('agreement.none-text')} act={make} /> : null}
      </section>}
      <AgreementForm open={editing !== null} close={() => setEditing(null)} {...(editing && editing !== 'new' ? { of: editing } : {})} />
      {asking ? <AskForm open of={asking} close={() => setAsking(null)} done={(it) => void navigate({ to: `/department-requests/${it.id}` as string })} /> : null}
    </div>
  )
}

const percent = (value: number | null) => value === null ? '–' : `${Math.round(value * 10) / 10}%`
function Card({ rows }: { rows: readonly Scorecard[] }) {
  const t = useT()
  return (
    <div className="teamwork-table"><table>
      <thead><tr>{(['department', 'share', 'asked', 'due', 'onTime', 'medianSeconds', 'overdueNow', 'escalated'] as const).map((key) => <th key={key} scope="col" className={key === 'department' ? undefined : 'num'}>{t(`agreement.card.${key}`)}</th>)}</tr></thead>
      <tbody>{rows.map((row) => (
        <tr key={row.department.id}>
          <th scope="row">{row.department.name}</th>
          <td className="num" title={row.low === null ? undefined : t('agreement.interval', { low: percent(row.low), high: percent(row.high) })}><strong data-low={row.share !== null && row.share < 80 || undefined}>{percent(row.share)}</strong>{row.low === null ? null : <span className="quiet"> {percent(row.low)}–{percent(row.high)}</span>}</td>
          <td className="num">{row.asked}</td><td className="num">{row.due}</td><td className="num">{row.onTime}</td>
          <td className="num">{row.medianSeconds === null ? '–' : figureText(language(), 'seconds', row.medianSeconds)}</td><td className="num">{row.overdueNow ? <span className="teamwork-late">{row.overdueNow}</span> : 0}</td><td className="num">{row.escalated}</td>
        </tr>
      ))}</tbody>
    </table></div>
  )
}

function One({ of, change, ask: askIt }: { of: Agreement; change: () => void; ask: () => void }) {
  const t = useT()
  const end = useCall(agreements.endAgreement, { said: 'agreement.was-ended' })
  const endIt = async () => { if (await ask({ title: t('agreement.end-ask', { name: of.name }), text: t('agreement.end-text'), yes: t('agreement.end'), danger: true })) await end.run({ params: { id: of.id }, body: { version: of.version } }) }
  return (
    <article className="teamwork-card">
      <header><h3>{of.name}</h3>{of.state === 'ended' ? <StateTag noun="agreement" state="ended" /> : null}</header>
      <p className="quiet">{t('agreement.from-to', { asking: of.asking.name, answering: of.answering.name })} · {of.contact ? t('agreement.contact', { name: of.contact.name }) : t('agreement.no-contact')}</p>
      <ul>{of.requests.map((one) => <li key={one.key}><span className="clip" title={one.guide}>{language() === 'en' ? one.name.en : one.name.zh}</span><span className="num quiet">{t(`agreement.within.${one.within}`)}</span></li>)}</ul>
      {of.may.length ? <footer>{of.may.includes('ask') ? <Button size="small" onClick={askIt}>{t('department-request.ask')}</Button> : null}{of.may.includes('change') ? <Button size="small" onClick={change}>{t('agreement.change')}</Button> : null}{of.may.includes('end') ? <Button size="small" type="text" danger loading={end.busy} onClick={() => void endIt()}>{t('agreement.end')}</Button> : null}</footer> : null}
    </article>
  )
}
