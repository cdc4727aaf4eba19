import { Link } from '@tanstack/react-router'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Notification } from '../../../people/contract.ts'

/** What became of a proposal: leads to the article. */
export function ArticleNotice({ notification: { code, params, subjectId }, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  return <Link to={`/knowledge/${subjectId}` as string} onClick={close}>{t(code, { ...params, title: String(params[language() === 'en' ? 'en' : 'zh'] ?? '') })}</Link>
}
