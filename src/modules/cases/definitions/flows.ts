import { shipped } from '../../../kernel/definitions.ts'
import type { StatusClass } from '../../flows/contract.ts'
import type { FlowDefinition } from '../../flows/index.ts'
import { flowKind } from '../../flows/index.ts'

const status = (key: string, of: StatusClass, zh: string, en: string) => ({ key, class: of, name: { zh, en } })
const waiting = [status('waiting-customer', 'waiting-customer', '待客户', 'Waiting for customer'), status('waiting-third', 'waiting-third', '待第三方', 'Waiting for third party')]

/** How any matter moves, unless its kind has a flow of its own. */
export const caseFlow = {
  name: { zh: '通用服务流程', en: 'General service' },
  start: 'new', taken: 'open',
  statuses: [status('new', 'open', '新建', 'New'), status('open', 'open', '处理中', 'Open'), ...waiting, status('solved', 'resolved', '已解决', 'Solved'), status('closed', 'closed', '已关闭', 'Closed')],
  transitions: [
    { from: ['new', 'waiting-customer', 'waiting-third', 'solved', 'closed'], to: 'open' },
    { from: ['new', 'open', 'waiting-third'], to: 'waiting-customer' },
    { from: ['new', 'open', 'waiting-customer'], to: 'waiting-third' },
    { from: ['new', 'open', 'waiting-customer', 'waiting-third'], to: 'solved' },
    { from: ['solved'], to: 'closed' },
  ],
} satisfies FlowDefinition

/** The four short phases of a complaint (002 §3.4: 倾听 → 确认 → 解决 → 跟进); what is settled in the first conversation may be solved at once. */
export const complaintFlow = {
  name: { zh: '投诉处理', en: 'Complaint' },
  start: 'new', taken: 'listening',
  statuses: [
    status('new', 'open', '新建', 'New'), status('listening', 'open', '倾听', 'Listening'), status('confirmed', 'open', '已确认', 'Confirmed'), status('resolving', 'open', '解决中', 'Resolving'), status('open', 'open', '重新处理', 'Reopened'), ...waiting,
    status('following-up', 'resolved', '跟进', 'Following up'), status('solved', 'resolved', '已解决', 'Solved'), status('closed', 'closed', '已关闭', 'Closed'),
  ],
  transitions: [
    { from: ['new', 'open'], to: 'listening' },
    { from: ['new', 'listening'], to: 'confirmed' },
    { from: ['confirmed', 'open', 'waiting-customer', 'waiting-third'], to: 'resolving' },
    { from: ['listening', 'confirmed', 'resolving', 'open', 'waiting-third'], to: 'waiting-customer' },
    { from: ['listening', 'confirmed', 'resolving', 'open', 'waiting-customer'], to: 'waiting-third' },
    { from: ['resolving', 'solved'], to: 'following-up' },
    { from: ['new', 'listening', 'confirmed', 'resolving', 'open', 'waiting-customer', 'waiting-third'], to: 'solved' },
    { from: ['new', 'waiting-customer', 'waiting-third', 'following-up', 'solved', 'closed'], to: 'open' },
    { from: ['following-up', 'solved'], to: 'closed' },
  ],
} satisfies FlowDefinition

export const caseFlows = [shipped(flowKind, 'case', caseFlow as never), shipped(flowKind, 'complaint', complaintFlow as never)]
