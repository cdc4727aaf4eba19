import './messages.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { query } from '../../../kernel/client.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { unsubscribing } from '../contract.ts'

/** Where the link of a mail leads: one says no to mails of its kind, with one press. */
export function Unsubscribe() {
  const t = useT()
  const { token } = useParams({ strict: false }) as { token: string }
  const found = useQuery({ ...query(unsubscribing.lookAtUnsubscribing, { params: { token } }), retry: false })
  const confirm = useCall(unsubscribing.unsubscribe, { refresh: [unsubscribing.lookAtUnsubscribing] })
  usePageTitle(t('unsubscribe.title'))
  const of = found.data
  return (
    <div className="message-unsubscribe">
      <main>
        {found.isError ? <Fault error={found.error} /> : of ? (
          <>
            <h1>{of.company}</h1>
            <p role="status">{t(of.withdrawn ? 'unsubscribe.done' : 'unsubscribe.ask', { purpose: t(`message.purpose.${of.purpose}`) })}</p>
            {of.withdrawn ? null : <Button type="primary" size="large" loading={confirm.busy} onClick={() => void confirm.run({ params: { token }, body: {} })}>{t('unsubscribe.yes')}</Button>}
            <small className="quiet">{t('unsubscribe.answers')}</small>
          </>
        ) : null}
      </main>
    </div>
  )
}
