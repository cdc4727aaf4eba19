import { Link } from '@tanstack/react-router'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** A notification about a document or the register: its sentence with the title in the reader's language, which leads there. */
export function RegisterNotice({ notification: { code, params, subjectId, subjectKind }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  const title = String(params[language() === 'en' ? 'en' : 'zh'] ?? '')
  const to = subjectKind === 'document' ? `/library/${subjectId}` : '/register'
  return <Link to={to as string} onClick={close} {...(subjectKind === 'register' ? { search: { standing: 'overdue' } as never } : {})}>{t(code, { ...params, title })}</Link>
}
