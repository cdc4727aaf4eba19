import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** What was announced to staff: its sentence, which leads to the change. */
export function ChangeNotice({ notification: { code, params, subjectId }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/changes/${subjectId}` as string} onClick={close}>{t(code, params)}</Link>
}
