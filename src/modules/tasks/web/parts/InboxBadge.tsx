import { CheckSquareOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Badge, Button } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { tasks } from '../../contract.ts'

/** How many tasks are the reader's, in the top bar; red while one is overdue. Leads to the inbox. */
export function InboxBadge() {
  const t = useT()
  const navigate = useNavigate()
  const found = useQuery(query(tasks.counts, {}))
  useLive('task', () => void found.refetch())
  const { mine = 0, standingIn = 0, overdue = 0 } = found.data ?? {}
  const n = mine + standingIn
  return (
    <Button type="text" aria-label={n ? t('task.badge', { n, overdue }) : t('task.plural')} onClick={() => void navigate({ to: '/tasks', search: { whose: 'mine', snoozed: 'false' } as never })}
      icon={<Badge count={n} size="small" overflowCount={99} {...(overdue ? {} : { color: 'var(--ant-color-primary)' })}><CheckSquareOutlined aria-hidden style={{ fontSize: 16 }} /></Badge>} />
  )
}
