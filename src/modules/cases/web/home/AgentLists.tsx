import './home.css'
import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { Slot } from '../../../../kernel/web/slot.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { tasks } from '../../../tasks/contract.ts'
import { taskTitle } from '../../../tasks/web/index.ts'
import { cases } from '../../contract.ts'
import { agentLists } from '../places.ts'
import { HomeList } from './HomeList.tsx'

/** The four lists of an agent's day (ORG-04): contacts, complaints with their solutions, what to follow up, needs. Whoever leads has the supervision board instead. */
export function AgentLists() {
  const can = useCan()
  return can('case.assign') ? null : <div className="home-lists"><Contacts /><FollowUps /><Slot of={agentLists} props={{}} fallback={<section className="home-list" />} /></div>
}

/** Who waits for the reader, the most pressing first. */
function Contacts() {
  const t = useT()
  const found = useQuery(query(cases.list, { query: { handler: 'me', statusClass: 'open', sort: 'rank', limit: 20 } }))
  useLive('case', () => void found.refetch())
  return <HomeList title="home.contacts" empty="home.contacts-none" all="/desk" items={found.data?.items.map((one) => ({ key: one.id, to: `/desk/${one.id}`, title: one.subject, hint: [t(`case.channel.${one.channel}`), one.customer?.name].filter(Boolean).join(' · '), when: <RelativeTime at={one.changedAt} /> }))} />
}

/** What is to be done by when: call-backs, follow-ups, promises given as tasks. */
function FollowUps() {
  const found = useQuery(query(tasks.list, { query: { whose: 'mine', limit: 20 } }))
  useLive('task', () => void found.refetch())
  return <HomeList title="home.follow-ups" empty="home.follow-ups-none" all="/tasks" items={found.data?.items.map((one) => ({ key: one.id, to: one.path ?? `/tasks/${one.id}`, title: taskTitle(one.title, language()), when: one.dueAt ? <RelativeTime at={one.dueAt} /> : undefined }))} />
}
