import { Link } from '@tanstack/react-router'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** A notification about a report that was sent to one: its sentence, which leads to the report. */
export function ReportNotice({ notification: { code, params, subjectId }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/reports/${subjectId}` as never} onClick={close}>{t(code, { ...params, ...(language() === 'en' ? { title: params['titleEn'] } : {}) })}</Link>
}
