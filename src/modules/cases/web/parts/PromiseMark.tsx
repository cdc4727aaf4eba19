import { HistoryOutlined } from '@ant-design/icons'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'

/** That something is promised on a case, and by when. */
export function PromiseMark({ at }: { at: Date }) {
  const t = useT()
  const { zone } = useSession().company
  const text = t('case.promise-due-at', { at: momentText(at, zone, 'short') })
  return <HistoryOutlined className="promise-mark" aria-label={text} title={text} />
}
