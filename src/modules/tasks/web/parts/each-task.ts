import { toast } from '../../../../kernel/web/toast.tsx'
import { t } from '../../../../kernel/web/words.ts'
import type { Task } from '../../contract.ts'

/** Does one thing to every chosen task, one after the other; says how many went through, and why the first that did not. */
export async function eachTask(rows: readonly Task[], deed: (row: Task) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = []
  for (const row of rows) {
    try { await deed(row) } catch (error) { faults.push(error) }
  }
  const done = rows.length - faults.length
  if (done) toast.done(t('task.bulk-done', { n: done }))
  if (faults.length) { toast.warn(t('task.bulk-failed', { n: faults.length })); toast.fault(faults[0]) }
}
