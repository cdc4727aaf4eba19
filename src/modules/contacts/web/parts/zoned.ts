import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)
dayjs.extend(timezone)
const WALL = 'YYYY-MM-DD HH:mm:ss'

/** A moment as a calendar input shows it: what the wall clock of the zone says, wherever the reader's machine stands. */
export const onWall = (at: Date, zone: string): dayjs.Dayjs => dayjs(dayjs(at).tz(zone).format(WALL))
/** The moment at which the wall clock of the zone says what the input shows. */
export const offWall = (shown: dayjs.Dayjs, zone: string): Date => dayjs.tz(shown.format(WALL), zone).toDate()
