import type { TimeRange } from '../../../pure/worktime/index.ts'
import type { CalendarBody } from '../calendar.ts'

const day: TimeRange[] = [['00:00', '24:00']]

/** Every hour of every day. */
export const always: CalendarBody = {
  name: { zh: '全天候（7×24）', en: 'Around the clock (24×7)' }, zone: 'company',
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }, overrides: [],
}
