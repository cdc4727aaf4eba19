import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** What was decided about a solution: its sentence, which leads there. */
export function RemedyNotice({ notification: { code, params, subjectId }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/remedies/${subjectId}` as string} onClick={close}>{t(code, params)}</Link>
}
