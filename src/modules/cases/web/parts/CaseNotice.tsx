import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** A notification about a case: its sentence, which leads to the case. */
export function CaseNotice({ notification: { code, params, subjectId }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/desk/${subjectId}` as never} onClick={close}>{t(code, params)}</Link>
}
