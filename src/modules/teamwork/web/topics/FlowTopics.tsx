import './topics.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { topics } from '../../topics/contract.ts'
import { TopicLines } from './TopicLines.tsx'

/** Under the versions of a flow: what is talked over about it. */
export function FlowTopics({ flowKey }: { flowKey: string }) {
  const t = useT()
  const found = useQuery(query(topics.topics, { query: { flow: flowKey, limit: 20 } }))
  useLive('topic', () => void found.refetch())
  if (!found.data) return null
  return (
    <section className="topic-flow" aria-label={t('topic.of-flow')}>
      <header><h2>{t('topic.of-flow')}</h2><Can permission="topic.discuss"><Link to="/topics" search={{ new: 'discussion', about: flowKey } as never}><Button size="small" tabIndex={-1}>{t('topic.discuss')}</Button></Link></Can></header>
      {found.data.items.length ? <TopicLines items={found.data.items} /> : <p className="quiet">{t('topic.of-flow-none')}</p>}
    </section>
  )
}
