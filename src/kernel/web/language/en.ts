import antd from 'antd/locale/en_US'
import zod from 'zod/v4/locales/en.js'
import { joined, type Tongue } from './tongue.ts'

export const tongue: Tongue = {
  words: joined(import.meta.glob<Record<string, string>>(['../../i18n/locale/en.json', '../../../modules/*/locale/en.json'], { eager: true, import: 'default' })),
  antd, dayjs: 'en', zod,
}
