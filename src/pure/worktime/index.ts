export {
  type Calendar, type CalendarFault, type CalendarInput, type CalendarIssue, createCalendar, InvalidCalendar,
  type Override, type TimeRange, type Weekday, weekdays,
} from './calendar.ts'
export { chinaOverrides } from './china.ts'
export { type ChinaHoliday, chinaHolidays } from './china-holidays.ts'
export { explain, type Slice, type SliceReason } from './explain.ts'
export { addWorking, isWorking, NoWorkingTime, workingBetween } from './working.ts'
