import '../contacts.css'
import { ApiOutlined, CarOutlined, CommentOutlined, GlobalOutlined, MailOutlined, MessageOutlined, PhoneOutlined, ShopOutlined, TeamOutlined, WechatOutlined } from '@ant-design/icons'
import type { Interaction } from '../../contract.ts'

const MARKS = { phone: PhoneOutlined, email: MailOutlined, chat: CommentOutlined, sms: MessageOutlined, wechat: WechatOutlined, portal: GlobalOutlined, counter: ShopOutlined, visit: CarOutlined, internal: TeamOutlined, api: ApiOutlined }

/** By which channel; its word stands beside it. */
export function ChannelMark({ channel }: { channel: Interaction['channel'] }) {
  const Mark = MARKS[channel]
  return <Mark aria-hidden />
}
