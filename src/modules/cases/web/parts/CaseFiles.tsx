import { PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Attachments } from '../../../files/web/index.ts'
import { useThread } from './use-thread.ts'

/** Every file that came or went with a case, under the message it hangs on, newest first. */
export function CaseFiles({ caseId }: { caseId: string }) {
  const t = useT()
  const thread = useThread(caseId)
  if (thread.error) return <Fault error={thread.error} again={thread.again} />
  if (thread.isPending) return <div className="case-files" aria-busy>{[0, 1, 2].map((n) => <span key={n} className="grey" style={{ width: 260, height: 30, margin: '12px 0' }} />)}</div>
  const withFiles = thread.messages.filter(({ attachments }) => attachments.length > 0).toReversed()
  return (
    <div className="case-files">
      {withFiles.map((message) => (
        <section key={message.id}>
          <h3><span>{message.author.name || t(`case.author.${message.author.kind}`)}</span> <Moment at={message.at} /></h3>
          <Attachments files={message.attachments} />
        </section>
      ))}
      {withFiles.length === 0 && thread.whole ? <Blank mark={<PaperClipOutlined />} title={t('case.no-files')} text={t('case.no-files-text')} /> : null}
      {thread.whole ? null : <Button loading={thread.isReadingOlder} onClick={() => void thread.older()}>{t('case.show-older')}</Button>}
    </div>
  )
}
