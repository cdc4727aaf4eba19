import { shipped } from '../../../../kernel/definitions.ts'
import type { ServiceBody } from '../contract.ts'
import { serviceKind } from '../service-kind.ts'
import { serviceForms } from './forms.ts'

const AFTER_SALES = { zh: '售后服务', en: 'After sales' }
const RECORDS = { zh: '票据与资料', en: 'Papers and records' }
const task = (key: string, zh: string, en: string, role: string, hours: number) => ({ key, title: { zh, en }, to: { role }, hours })

/** What most companies' customers ask for; a company publishes its own in their place. */
const bodies: Record<string, ServiceBody> = {
  'return-goods': {
    name: { zh: '退换货', en: 'Return or exchange' }, about: { zh: '核对订单和退换条件，安排取件，退款或换新。', en: 'Order and terms checked, collection arranged, money back or a new one.' }, group: AFTER_SALES, order: 10, form: 'service-return', portal: true,
    tasks: [task('check', '核对订单和退换条件', 'Check order and terms of return', 'after_sales', 4), task('collect', '安排取件并告知客户', 'Arrange collection and tell the customer', 'after_sales', 9), task('settle', '验收后退款或换新', 'Refund or send a new one after inspection', 'after_sales', 45)],
  },
  repair: {
    name: { zh: '报修', en: 'Repair' }, about: { zh: '判断故障，约定维修方式和时间。', en: 'The fault judged, way and time of repair agreed.' }, group: AFTER_SALES, order: 20, kind: 'support', form: 'service-repair', portal: true,
    tasks: [task('diagnose', '判断故障并答复客户', 'Judge the fault and answer the customer', 'after_sales', 4), task('arrange', '约定维修并安排人员', 'Agree on the repair and who does it', 'after_sales', 9)],
  },
  install: {
    name: { zh: '预约安装', en: 'Installation' }, about: { zh: '确认时间地址，派安装人员上门。', en: 'Time and place confirmed, somebody sent to install it.' }, group: AFTER_SALES, order: 30, kind: 'installation', form: 'service-install', portal: true,
    tasks: [task('confirm', '与客户确认时间和地址', 'Confirm time and place with the customer', 'after_sales', 4), task('visit', '上门安装并请客户签字', 'Install and have it signed', 'installer', 45)],
  },
  invoice: {
    name: { zh: '补开发票', en: 'Invoice' }, about: { zh: '核对订单后开票，发到客户邮箱。', en: 'Issued once the order is checked, sent to the mailbox given.' }, group: RECORDS, order: 40, form: 'service-invoice', portal: true,
    tasks: [task('issue', '核对并开具发票', 'Check and issue the invoice', 'clerk', 9), task('send', '发送发票并告知客户', 'Send it and tell the customer', 'clerk', 13)],
  },
  'record-correction': {
    name: { zh: '更正资料', en: 'Correction of records' }, about: { zh: '核实身份后更正客户档案。', en: 'The customer’s record put right after verification.' }, group: RECORDS, order: 50, form: 'service-correction',
    tasks: [task('correct', '核实并更正档案', 'Verify and correct the record', 'info_specialist', 9)],
  },
}
export const shippedServices = [...serviceForms, ...Object.entries(bodies).map(([key, body]) => shipped(serviceKind as never, key, body))]
