import type { TimeRange } from '../../../pure/worktime/index.ts'
import { chinaOverrides } from '../../../pure/worktime/index.ts'
import type { CalendarBody } from '../calendar.ts'

const day: TimeRange[] = [['09:00', '18:00']]
const english: Record<string, string> = {
  元旦: 'New Year’s Day', 春节: 'Spring Festival', 清明节: 'Qingming Festival', 劳动节: 'Labour Day', 端午节: 'Dragon Boat Festival', 中秋节: 'Mid-Autumn Festival', 国庆节: 'National Day',
}
const inEnglish = (name: string) => name.split('、').map((one) => english[one] ?? one).join(', ')

/** Office hours from Monday to Friday, with the public holidays and make-up workdays of China. */
export const standard: CalendarBody = {
  name: { zh: '标准工作日历', en: 'Standard working hours' }, zone: 'company',
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  overrides: chinaOverrides({ workdayRanges: day }).map(({ date, ranges, name = '' }) => ({ date, ranges: [...ranges], name: { zh: name, en: inEnglish(name) } })),
}
