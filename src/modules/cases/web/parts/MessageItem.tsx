import { CustomerServiceOutlined, LockOutlined, RobotOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { memo, useState } from 'react'
import type { ReactNode } from 'react'
import { Slot } from '../../../../kernel/web/slot.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Attachments } from '../../../files/web/index.ts'
import { Face } from '../../../people/web/index.ts'
import type { Message } from '../../contract.ts'
import { caseMessage } from '../places.ts'
import { DeliveryMark } from './DeliveryMark.tsx'
import { withLinks } from './fold-thread.ts'

/** What a message is to the eye: the customer's word, ours to them, or a word among ourselves. */
export const voiceOf = ({ visibility, author }: Pick<Message, 'visibility' | 'author'>) => visibility === 'internal' ? 'note' : author.kind

/** One message of a conversation. */
export const MessageItem = memo(function MessageItem({ message, mine, from }: { message: Message; mine: boolean; /** The number of the merged case it was said in. */ from?: string | undefined }) {
  const t = useT()
  const { zone } = useSession().company
  const { author, body, attachments, at } = message
  const name = author.name || t(`case.author.${author.kind}`)
  return (
    <article className="said" data-voice={voiceOf(message)} aria-label={t(message.visibility === 'internal' ? 'case.note-by' : 'case.message-by', { name })}>
      <header className="said-head">
        {author.kind === 'system' ? <span className="said-face" aria-hidden><RobotOutlined /></span> : <Face name={name} size={22} />}
        <strong className="clip">{name}</strong>
        {author.name || message.visibility === 'internal' ? <Voice voice={voiceOf(message)} mine={mine} /> : null}
        {message.channel ? <span className="said-voice">{t('case.by-channel', { channel: t(`case.channel.${message.channel}`) })}</span> : null}
        {from ? <span className="said-voice num">{t('merge.part', { number: from })}</span> : null}
        <time className="said-when num" dateTime={at.toISOString()} title={`${momentText(at, zone, 'exact')} ${zone}`}>{momentText(at, zone).slice(-5)}</time>
      </header>
      <Body text={body} />
      {attachments.length > 0 ? <Attachments files={attachments} /> : null}
      {message.delivery ? <DeliveryMark delivery={message.delivery} /> : null}
      {author.kind === 'customer' || message.delivery ? <Slot of={caseMessage} props={{ caseId: message.caseId, messageId: message.id }} /> : null}
    </article>
  )
})

function Voice({ voice, mine }: { voice: string; mine: boolean }) {
  const t = useT()
  if (voice === 'note') return <span className="said-voice"><LockOutlined aria-hidden />{t('case.voice.note')}</span>
  if (voice === 'staff') return <span className="said-voice"><CustomerServiceOutlined aria-hidden />{t(mine ? 'case.voice.me' : 'case.voice.staff')}</span>
  return <span className="said-voice">{t(`case.voice.${voice}`)}</span>
}

const LONG_TEXT = 1_800
const LONG_LINES = 28
/** The words as they were written; addresses can be followed, and a very long text begins folded. */
export function Body({ text }: { text: string }) {
  const t = useT()
  const isLong = text.length > LONG_TEXT || text.split('\n', LONG_LINES + 1).length > LONG_LINES
  const [open, setOpen] = useState(!isLong)
  return (
    <>
      <div className="said-body" data-cut={open ? undefined : true}>{withLinks(text).map((part, n): ReactNode => part.link ? <a key={n} href={part.link} target="_blank" rel="noreferrer noopener nofollow">{part.text}</a> : part.text)}</div>
      {open ? null : <Button type="link" size="small" className="said-more" onClick={() => setOpen(true)}>{t('case.show-whole-text')}</Button>}
    </>
  )
}
