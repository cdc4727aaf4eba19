import 'dayjs/locale/zh-cn'
import antd from 'antd/locale/zh_CN'
import zod from 'zod/v4/locales/zh-CN.js'
import { joined, type Tongue } from './tongue.ts'

export const tongue: Tongue = {
  words: joined(import.meta.glob<Record<string, string>>(['../../i18n/locale/zh-CN.json', '../../../modules/*/locale/zh-CN.json'], { eager: true, import: 'default' })),
  antd, dayjs: 'zh-cn', zod,
}
