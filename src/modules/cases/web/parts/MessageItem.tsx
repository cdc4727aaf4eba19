import { CheckOutlined, CommentOutlined, CustomerServiceOutlined, LockOutlined, RobotOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Fragment, memo, useState } from 'react'
import type { ReactNode } from 'react'
import { Slot } from '../../../../kernel/web/slot.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { Attachments } from '../../../files/web/index.ts'
import { Face } from '../../../people/web/index.ts'
import type { Message } from '../../contract.ts'
import { imagePlace, placeName, quotesApart, withImages } from '../../desk/rules.ts'
import { caseMessage } from '../places.ts'
import { DeliveryMark } from './DeliveryMark.tsx'
import { withLinks } from './fold-thread.ts'
import { withNames } from './mention.ts'
import { Picture } from './Picture.tsx'

/** What a message is to the eye: the customer's word, ours to them, or a word among ourselves. */
export const voiceOf = ({ visibility, author }: Pick<Message, 'visibility' | 'author'>) => visibility === 'internal' ? 'note' : author.kind

/** One message of a conversation. */
export const MessageItem = memo(function MessageItem({ message, mine, from, quote }: { message: Message; mine: boolean; /** The number of the merged case it was said in. */ from?: string | undefined; /** Puts it into the answer as a quotation; absent where nothing can be answered. */ quote?: ((message: Message) => void) | undefined }) {
  const t = useT()
  const { zone } = useSession().company
  const { author, body, attachments, at } = message
  const rest = attachments.filter((file) => !(file.inline && file.type.startsWith('image/') && body.includes(imagePlace(file.name))))
  const name = author.name || t(`case.author.${author.kind}`)
  return (
    <article className="said" data-voice={voiceOf(message)} aria-label={t(message.visibility === 'internal' ? 'case.note-by' : 'case.message-by', { name })}>
      <header className="said-head">
        {author.kind === 'system' ? <span className="said-face" aria-hidden><RobotOutlined /></span> : <Face name={name} size={22} />}
        <strong className="clip">{name}</strong>
        {author.name || message.visibility === 'internal' ? <Voice voice={voiceOf(message)} mine={mine} /> : null}
        {message.channel ? <span className="said-voice">{t('case.by-channel', { channel: t(`case.channel.${message.channel}`) })}</span> : null}
        {from ? <span className="said-voice num">{t('merge.part', { number: from })}</span> : null}
        {quote && message.visibility === 'public' ? <Button className="said-quote" type="text" size="small" icon={<CommentOutlined aria-hidden />} onClick={() => quote(message)}>{t('case.quote')}</Button> : null}
        <time className="said-when num" dateTime={at.toISOString()} title={`${momentText(at, zone, 'exact')} ${zone}`}>{momentText(at, zone).slice(-5)}</time>
      </header>
      <Body text={body} pictures={attachments} names={message.mentions} />
      {message.mentions.length > 0 ? <p className="said-told">{message.mentions.map((one) => <span key={one.id} data-read={one.readAt ? true : undefined}>@{one.name} {one.readAt ? <><CheckOutlined aria-hidden /> {t('mention.read')}</> : t('mention.unread')}</span>)}</p> : null}
      {rest.length > 0 ? <Attachments files={rest} /> : null}
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
interface BodyProps { text: string; pictures?: readonly { id: string; name: string; type: string; inline: boolean }[]; names?: readonly { name: string }[] }
/** The words as they were written; addresses can be followed, pictures stand in their places, quotations stand apart, and a very long text begins folded. */
export function Body({ text, pictures = [], names = [] }: BodyProps) {
  const t = useT()
  const isLong = text.length > LONG_TEXT || text.split('\n', LONG_LINES + 1).length > LONG_LINES
  const [open, setOpen] = useState(!isLong)
  const shown = new Map(pictures.filter(({ inline, type }) => inline && type.startsWith('image/')).map((one) => [placeName(one.name), one]))
  const called = names.map(({ name }) => name)
  const words = (part: string, key: string): ReactNode => withLinks(part).map((piece, n) => piece.link ? <a key={`${key}${n}`} href={piece.link} target="_blank" rel="noreferrer noopener nofollow">{piece.text}</a>
    : withNames(piece.text, called).map((one, m) => one.name ? <b key={`${key}${n}.${m}`} className="said-name">{one.text}</b> : one.text))
  return (
    <>
      <div className="said-body" data-cut={open ? undefined : true}>{quotesApart(text).map(({ isQuote, lines }, block) => {
        const inner = withImages(lines, new Set(shown.keys())).map((part, n) => { const picture = 'image' in part ? shown.get(part.image) : undefined; return picture ? <Picture key={`${block}.${n}`} id={picture.id} name={picture.name} /> : words('text' in part ? part.text : '', `${block}.${n}.`) })
        return isQuote ? <blockquote key={block} className="said-quoted">{inner}</blockquote> : <Fragment key={block}>{inner}</Fragment>
      })}</div>
      {open ? null : <Button type="link" size="small" className="said-more" onClick={() => setOpen(true)}>{t('case.show-whole-text')}</Button>}
    </>
  )
}
