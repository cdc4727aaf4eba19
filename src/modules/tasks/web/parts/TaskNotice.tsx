import { Link } from '@tanstack/react-router'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'
import type { TaskTitle } from '../../contract.ts'
import { titleIn } from '../../rules.ts'

/** A notification about a task: its sentence in the reader's language, which leads to the task. */
export function TaskNotice({ notification: { code, params, subjectId }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/tasks/${subjectId}` as string} onClick={close}>{t(code, { title: titleIn(params['title'] as TaskTitle, language()) })}</Link>
}
