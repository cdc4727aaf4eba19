import './routing.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { Agents } from './parts/Agents.tsx'
import { Fairness } from './parts/Fairness.tsx'
import { WaitingCases } from './parts/WaitingCases.tsx'

const TABS = ['agents', 'waiting', 'fairness'] as const

/** Assignment at a glance: who takes work, what waits for somebody, and whether it is spread evenly. */
export function RoutingPage() {
  const t = useT()
  const navigate = useNavigate()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  usePageTitle(t('routing.menu'))
  return (
    <div className="routing-page">
      <header><h1>{t('routing.menu')}</h1><Can permission="definition.read"><Button onClick={() => void navigate({ to: '/routing/rules' })}>{t('routing.edit-rules')}</Button></Can></header>
      <Tabs activeKey={TABS.find((one) => one === tab) ?? 'agents'} destroyOnHidden onChange={(key) => void navigate({ to: '.', replace: true, search: (key === 'agents' ? {} : { tab: key }) as never })}
        items={[{ key: 'agents', label: t('routing.agents'), children: <Agents /> }, { key: 'waiting', label: t('routing.waiting'), children: <WaitingCases /> }, { key: 'fairness', label: t('routing.fairness'), children: <Fairness /> }]} />
    </div>
  )
}
