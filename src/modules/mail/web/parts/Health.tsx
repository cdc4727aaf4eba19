import { CheckCircleOutlined, RetweetOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment, RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { mailboxes } from '../../contract.ts'
import type { Incident, MailboxHealth } from '../../contract.ts'
import { CloseIncident } from './CloseIncident.tsx'

/** How a mailbox fares, asked again every five seconds while somebody looks. */
export function Health({ id }: { id: string }) {
  const t = useT()
  const cache = useQueryClient()
  const found = useQuery({ ...query(mailboxes.health, { params: { id } }), refetchInterval: 5_000 })
  useLive('mail-incident', () => void cache.invalidateQueries({ queryKey: [mailboxes.health.path] }))
  const [closing, setClosing] = useState<Incident | null>(null)
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <div className="mail-health"><span className="grey" style={{ height: 78 }} /><span className="grey" style={{ height: 160 }} /></div>
  const { mailbox: { fetching }, incidents, folders } = found.data
  return (
    <div className="mail-health">
      {fetching?.error ? <Alert type="error" showIcon title={t(fetching.error)} description={<>{t('mailbox.failed-times', { n: fetching.failures })} · <Moment at={fetching.failedAt} />{fetching.retryAt ? <> · {t('mailbox.next-try')} <Moment at={fetching.retryAt} /></> : null}</>} /> : null}
      <Figures of={found.data} />
      <section>
        <h2>{t('mail-incident.plural')}</h2>
        {incidents.length ? <ul className="mail-rows">{incidents.map((one) => (
          <li key={one.id}>
            <RetweetOutlined aria-hidden className="mail-alarm" />
            <div><strong>{t(`mail-incident.kind.${one.kind}`)}</strong><span className="quiet num">{[one.sender, t('mail-incident.counted', { n: one.mails })].filter(Boolean).join(' · ')} · <RelativeTime at={one.lastAt} /></span></div>
            <Can permission="inbound-mail.write"><Button size="small" onClick={() => setClosing(one)}>{t('mail-incident.close')}</Button></Can>
          </li>
        ))}</ul> : <Blank mark={<CheckCircleOutlined />} title={t('mail-incident.none')} />}
      </section>
      <Today of={found.data} />
      {folders.length ? <section><h2>{t('mailbox.folders')}</h2><ul className="mail-rows">{folders.map((one) => <li key={one.folder}><span className="clip">{one.folder}</span><span className="quiet num">{t('mailbox.read-up-to', { uid: one.lastUid })}</span></li>)}</ul></section> : null}
      {closing ? <CloseIncident incident={closing} close={() => setClosing(null)} /> : null}
    </div>
  )
}

function Figures({ of: { mailbox, lag, oldestWaitingAt } }: { of: MailboxHealth }) {
  const t = useT()
  const seconds = (n: number) => t('mailbox.seconds', { n: n < 10 ? Math.round(n * 10) / 10 : Math.round(n) })
  return (
    <dl className="mail-figures num">
      <div><dt>{t('mailbox.fetched-at')}</dt><dd>{mailbox.fetching?.fetchedAt ? <RelativeTime at={mailbox.fetching.fetchedAt} /> : '–'}</dd></div>
      <div><dt>{t('mailbox.lag')}</dt><dd>{lag ? seconds(lag.median) : '–'}</dd><dd className="quiet">{lag ? t('mailbox.lag-p95', { time: seconds(lag.p95) }) : null}</dd></div>
      <div><dt>{t('inbound-mail.state.waiting')}</dt><dd>{mailbox.waiting}</dd><dd className="quiet">{oldestWaitingAt ? <RelativeTime at={oldestWaitingAt} /> : null}</dd></div>
      <div data-alarm={mailbox.quarantined > 0 || undefined}><dt>{t('inbound-mail.state.quarantined')}</dt><dd>{mailbox.quarantined}</dd></div>
    </dl>
  )
}

/** What became of the mails of the last 24 hours. */
function Today({ of: { today } }: { of: MailboxHealth }) {
  const t = useT()
  const most = Math.max(...today.map((one) => one.mails), 1)
  return (
    <section>
      <h2>{t('mailbox.today')}</h2>
      {today.length ? <ul className="mail-bars">{today.map((one) => (
        <li key={one.outcome}><span>{t(`inbound-mail.outcome.${one.outcome}`)}</span><span className="mail-bar" aria-hidden><span style={{ width: `${one.mails / most * 100}%` }} /></span><span className="num">{one.mails}</span></li>
      ))}</ul> : <p className="quiet">{t('mailbox.none-today')}</p>}
    </section>
  )
}
