import { addWorking, chinaOverrides, createCalendar, isWorking, type TimeRange, workingBetween } from '../src/pure/worktime/index.ts'

const ranges: TimeRange[] = [['09:00', '12:00'], ['13:30', '18:00']]
const weekly = { mon: ranges, tue: ranges, wed: ranges, thu: ranges, fri: ranges }
const start = Date.UTC(2019, 0, 2, 1, 23, 45)
const tenYears = 10 * 250 * 7.5 * 3600

/** Working time on an office calendar with nine years of Chinese holidays: the mean of many calls after warm-up, in nanoseconds. */
export async function run(): Promise<object> {
  const overrides = chinaOverrides({ workdayRanges: ranges })
  return { shanghai: measured('Asia/Shanghai', overrides), berlin: measured('Europe/Berlin', overrides) }
}

function measured(zone: string, overrides: ReturnType<typeof chinaOverrides>) {
  const before = performance.now()
  const calendar = createCalendar({ zone, weekly, overrides })
  addWorking(calendar, new Date(start), tenYears)
  const firstTenYearAddMs = Math.round((performance.now() - before) * 100) / 100
  // Starts spread over eight years, so that no single day or override is measured.
  const at = (turn: number) => new Date(start + ((turn * 7_919_000) % 252_288_000) * 1000)
  return {
    firstTenYearAddMs,
    addFourHoursNs: nanoseconds((turn) => addWorking(calendar, at(turn), 4 * 3600)),
    addTenDaysNs: nanoseconds((turn) => addWorking(calendar, at(turn), 75 * 3600)),
    addTenYearsNs: nanoseconds((turn) => addWorking(calendar, at(turn), tenYears)),
    isWorkingNs: nanoseconds((turn) => isWorking(calendar, at(turn))),
    betweenOneYearNs: nanoseconds((turn) => workingBetween(calendar, at(turn), new Date(at(turn).getTime() + 31_536_000_000))),
    createCalendarNs: nanoseconds(() => createCalendar({ zone, weekly, overrides }), 500),
  }
}

function nanoseconds(operation: (turn: number) => unknown, turns = 20_000): number {
  for (let turn = 0; turn < turns; turn += 1) operation(turn)
  const before = performance.now()
  for (let turn = 0; turn < turns; turn += 1) operation(turn)
  return Math.round(((performance.now() - before) * 1e6) / turns)
}
