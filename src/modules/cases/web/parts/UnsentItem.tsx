import { ExclamationCircleFilled, LockOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useSyncExternalStore } from 'react'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import type { Unsent } from './drafts.ts'
import { useKept } from './kept.ts'
import { Body } from './MessageItem.tsx'

/** A message that the server has not acknowledged: on its way, or why it did not arrive and what to do. */
export function UnsentItem({ caseId, unsent }: { caseId: string; unsent: Unsent }) {
  const t = useT()
  const { outbox } = useKept()
  const { staff } = useSession()
  const fate = useSyncExternalStore(outbox.hear, () => outbox.fateOf(unsent.key))
  const isUnderWay = fate === 'sending'
  return (
    <article className="said" data-voice={unsent.mode === 'note' ? 'note' : 'staff'} data-unsent={isUnderWay ? 'sending' : 'failed'} aria-busy={isUnderWay}>
      <header className="said-head">
        <Face name={staff?.name ?? ''} size={22} />
        <strong className="clip">{staff?.name}</strong>
        <span className="said-voice">{unsent.mode === 'note' ? <><LockOutlined aria-hidden />{t('case.voice.note')}</> : t('case.voice.me')}</span>
        <span className="said-when">{t(isUnderWay ? 'case.sending' : 'case.not-sent')}</span>
      </header>
      <Body text={unsent.body} />
      {unsent.files.length > 0 ? <p className="said-files"><PaperClipOutlined aria-hidden /> {unsent.files.map(({ name }) => name).join(t('list.comma'))}</p> : null}
      {isUnderWay ? null : (
        <div className="said-fault" role="alert">
          <span><ExclamationCircleFilled aria-hidden /> {fate ? faultText(fate.fault) : t('case.not-sent-before')}</span>
          <Button size="small" type="primary" onClick={() => void outbox.again(caseId, unsent)}>{t('case.send-again')}</Button>
          <Button size="small" onClick={() => outbox.takeBack(caseId, unsent)}>{t('case.rewrite')}</Button>
          <Button size="small" type="text" onClick={() => outbox.discard(caseId, unsent.key)}>{t('case.discard')}</Button>
        </div>
      )}
    </article>
  )
}
