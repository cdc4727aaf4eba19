import '../tasks.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { tasks } from '../../contract.ts'

/** What waits for the reader, as a tile of a home page. */
export function TaskTile() {
  const t = useT()
  const found = useQuery(query(tasks.counts, {}))
  useLive('task', () => void found.refetch())
  const { mine, claimable, standingIn, overdue } = found.data ?? { mine: null, claimable: null, standingIn: null, overdue: null }
  return (
    <section className="task-tile">
      <h3><Link to="/tasks">{t('task.plural')}</Link></h3>
      <dl className="num">{([['mine', mine], ['overdue', overdue], ['claimable', claimable], ['standing-in', standingIn]] as const).map(([key, n]) => <div key={key}><dt>{t(`task.view.${key}`)}</dt><dd data-late={key === 'overdue' && !!n}>{n ?? '–'}</dd></div>)}</dl>
    </section>
  )
}
