import { ClockCircleOutlined, ExclamationCircleFilled, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import { workspace } from '../../desk/contract.ts'
import type { ScheduledReply } from '../../desk/contract.ts'
import { useKept } from './kept.ts'
import { Body } from './MessageItem.tsx'
import { WORKSPACE_READS } from './use-workspace.ts'

/** An answer that waits for its moment, or was held: when it leaves, and what can be done about it. */
export function ScheduledItem({ of, rewrite }: { of: ScheduledReply; rewrite: () => void }) {
  const t = useT()
  const { company } = useSession()
  const { drafts, sync } = useKept()
  const refresh = WORKSPACE_READS
  const cancel = useCall(workspace.cancelScheduled, { refresh })
  const send = useCall(workspace.sendScheduled, { refresh })
  const params = { id: of.caseId, itemId: of.id }
  const isHeld = of.state === 'held'
  const takeBack = async () => {
    const back = await cancel.run({ params, body: { version: of.version } })
    if (!back) return
    const draft = drafts.of(of.caseId)
    drafts.keep(of.caseId, { mode: 'reply', reply: draft.reply.trim() ? `${draft.reply.trimEnd()}\n\n${back.body}` : back.body, files: { ...draft.files, reply: [...draft.files.reply, ...back.attachments] } })
    sync.typed(of.caseId, 'reply')
    rewrite()
  }
  return (
    <article className="said" data-voice="staff" data-unsent={isHeld ? 'failed' : 'waiting'} aria-label={t('case.scheduled')}>
      <header className="said-head">
        <Face name={of.by.name} size={22} /><strong className="clip">{of.by.name}</strong>
        <span className="said-voice"><ClockCircleOutlined aria-hidden />{t('case.scheduled')}</span>
        <span className="said-when num">{t('case.scheduled-at', { at: momentText(of.sendAt, company.zone) })}</span>
      </header>
      <Body text={of.body} />
      {of.attachments.length > 0 ? <p className="said-files"><PaperClipOutlined aria-hidden /> {of.attachments.map(({ name }) => name).join(t('list.comma'))}</p> : null}
      {isHeld ? <div className="said-fault" role="status"><span><ExclamationCircleFilled aria-hidden /> {t('case.scheduled-held', { why: of.reason && hasWord(of.reason) ? t(of.reason) : of.reason ?? '' })}</span></div> : of.unlessWritten ? <p className="said-files">{t('case.scheduled-unless')}</p> : null}
      {of.may.length === 0 ? null : (
        <div className="said-undo">
          {of.may.includes('cancel') ? <Button size="small" loading={cancel.busy} onClick={() => void takeBack()}>{t('case.scheduled-rewrite')}</Button> : null}
          {of.may.includes('send') ? <Button size="small" type="text" loading={send.busy} onClick={() => void send.run({ params, body: { version: of.version } })}>{t('case.send-now')}</Button> : null}
        </div>
      )}
    </article>
  )
}
