import './rules.css'
import { EditOutlined, KeyOutlined, PoweroffOutlined, SendOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { ask, toast } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { hasWord, useT } from '../../../kernel/web/words.ts'
import { testing, webhooks } from '../webhooks/contract.ts'
import type { Webhook } from '../webhooks/contract.ts'
import { DeliveryList } from './parts/DeliveryList.tsx'
import { SecretOnce } from './parts/SecretOnce.tsx'
import { WebhookForm } from './parts/WebhookForm.tsx'
import { WebhookState } from './parts/WebhookState.tsx'

/** One webhook: what was sent and what came back, its secret, its switch. */
export function WebhookPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [changing, setChanging] = useState<Webhook | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const test = useCall(testing.testWebhook)
  const change = useCall(webhooks.changeWebhook)
  const rotate = useCall(webhooks.rotateSecret)
  const tryIt = async () => {
    const answer = await test.run({ params: { id }, body: {} })
    const last = answer?.tries.at(-1)
    if (!last) return
    if (answer?.state === 'delivered') toast.done(t('webhook.test-done', { status: last.status ?? '', ms: last.tookMs }))
    else toast.warn(t('webhook.test-failed', { why: last.error ? t(last.error) : t('webhook.status', { status: last.status ?? '–' }) }))
  }
  const renew = async (it: Webhook) => {
    if (!await ask({ title: t('webhook.rotate-ask'), text: t('webhook.rotate-text'), yes: t('webhook.rotate') })) return
    const answer = await rotate.run({ params: { id }, body: { version: it.version, keepHours: 24 } })
    if (answer) setSecret(answer.secret)
  }
  return (
    <>
      <RecordPage endpoint={webhooks.webhook} params={{ id }} back={{ to: '/webhooks', label: 'webhook.plural' }} title={(it) => it.name} tags={(it) => <WebhookState of={it} />} facts={(it) => <span className="webhook-url">{it.url}</span>}
        actions={(it) => [
          { key: 'test', label: 'webhook.test', permission: 'webhook.write', primary: true, icon: <SendOutlined aria-hidden />, busy: test.busy, run: tryIt },
          { key: 'change', label: 'webhook.change', permission: 'webhook.write', icon: <EditOutlined aria-hidden />, run: () => setChanging(it) },
          { key: 'rotate', label: 'webhook.rotate', permission: 'webhook.write', icon: <KeyOutlined aria-hidden />, busy: rotate.busy, run: () => renew(it) },
          { key: 'switch', label: it.isOn ? 'webhook.switch-off' : 'webhook.switch-on', permission: 'webhook.write', icon: <PoweroffOutlined aria-hidden />, busy: change.busy, run: () => change.run({ params: { id }, body: { isOn: !it.isOn, version: it.version } }) },
        ]}
        tabs={() => [
          { key: 'deliveries', label: 'webhook.deliveries', content: <DeliveryList webhookId={id} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={webhooks.webhookEvents} params={{ id }} /> },
        ]}
        side={(it) => (
          <Block title="webhook.facts">
            <Facts items={[
              { label: 'webhook.signature', value: 'Standard Webhooks · HMAC-SHA256' },
              { label: 'webhook.old-secret', value: it.oldSecretUntil ? <Moment at={it.oldSecretUntil} form="full" /> : null },
              { label: 'webhook.failing-since', value: it.failingSince ? <Moment at={it.failingSince} form="full" /> : null },
              { label: 'webhook.rules', value: it.usedBy.length ? <>{it.usedBy.map((key) => <Link key={key} to={`/rules/${key}` as string}>{key} </Link>)}</> : t('webhook.no-rules') },
              { label: 'webhook.grants', value: it.grants.length ? it.grants.map((one) => hasWord(one) ? t(one) : one).join(', ') : t('webhook.open-only') },
              { label: 'webhook.made', value: <Moment at={it.madeAt} form="full" /> },
            ]} />
          </Block>
        )} />
      <WebhookForm open={changing !== null} {...(changing ? { of: changing } : {})} close={() => setChanging(null)} />
      <SecretOnce secret={secret} close={() => setSecret(null)} />
    </>
  )
}
