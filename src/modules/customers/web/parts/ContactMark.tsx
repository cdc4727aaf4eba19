import { EnvironmentOutlined, LinkOutlined, MailOutlined, MessageOutlined, PhoneOutlined, WechatOutlined } from '@ant-design/icons'
import { useT } from '../../../../kernel/web/words.ts'
import type { ContactKind } from '../../contract.ts'

const MARKS = { phone: PhoneOutlined, email: MailOutlined, wechat: WechatOutlined, sms: MessageOutlined, address: EnvironmentOutlined, other: LinkOutlined }

/** By which way a contact point reaches somebody. */
export function ContactMark({ kind }: { kind: ContactKind }) {
  const t = useT()
  const Mark = MARKS[kind]
  return <Mark title={t(`contact-point.kind.${kind}`)} aria-label={t(`contact-point.kind.${kind}`)} />
}
