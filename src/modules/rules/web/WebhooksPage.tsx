import '../../../kernel/web/list/list.css'
import './rules.css'
import { ApiOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { webhooks } from '../webhooks/contract.ts'
import { SecretOnce } from './parts/SecretOnce.tsx'
import { WebhookForm } from './parts/WebhookForm.tsx'
import { WebhookState } from './parts/WebhookState.tsx'

/** What other systems are told: where it goes and how it fares. */
export function WebhooksPage() {
  const t = useT()
  const navigate = useNavigate()
  const { new: adding } = useSearch({ strict: false }) as Record<string, string | undefined>
  const [secret, setSecret] = useState<{ text: string; id: string } | null>(null)
  const found = useQuery(query(webhooks.webhooks, {}))
  usePageTitle(t('webhook.plural'))
  const show = (search: Record<string, string>) => void navigate({ to: '.', replace: true, search: search as never })
  const add = <Can permission="webhook.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => show({ new: '1' })}>{t('webhook.add')}</Button></Can>
  return (
    <div className="list">
      <header className="list-head"><h1>{t('webhook.plural')}</h1><div className="list-acts"><Link to={'/rules' as string}><Button>{t('rule.plural')}</Button></Link>{add}</div></header>
      <div className="list-body rule-body">
        {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <RowsSkeleton columns={4} />
          : found.data.items.length ? <ul className="webhooks">{found.data.items.map((one) => (
            <li key={one.id}>
              <Link to={`/webhooks/${one.id}` as string}><strong>{one.name}</strong><small className="clip quiet">{one.url}</small></Link>
              <WebhookState of={one} />
              <span className="quiet num">{one.waiting ? t('webhook.waiting-count', { n: one.waiting }) : one.lastDeliveredAt ? <>{t('webhook.last')} <RelativeTime at={one.lastDeliveredAt} /></> : t('webhook.never-sent')}</span>
              <span className="quiet">{t('webhook.used-by', { n: one.usedBy.length })}</span>
            </li>
          ))}</ul> : <Blank mark={<ApiOutlined />} title={t('webhook.none')} text={t('webhook.none-text')} act={add} />}
      </div>
      <WebhookForm open={adding === '1'} close={() => show({})} made={(text, id) => { show({}); setSecret({ text, id }) }} />
      <SecretOnce secret={secret?.text ?? null} close={() => { const to = secret?.id; setSecret(null); if (to) void navigate({ to: `/webhooks/${to}` as string }) }} />
    </div>
  )
}
