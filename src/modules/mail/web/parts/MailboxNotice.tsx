import { Link } from '@tanstack/react-router'
import { useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** A notification about a mailbox: its sentence, which leads to how the mailbox fares. */
export function MailboxNotice({ notification: { code, params, subjectId }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/mailboxes/${subjectId}` as never} onClick={close}>{t(code, params)}</Link>
}
