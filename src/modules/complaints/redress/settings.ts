import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'

/** The most one customer is granted in a year of the calendar, in whole yuan; 0 sets no cap (CMP-16). */
export const yearlyCap = setting('complaints.compensation-cap', z.int().min(0).max(100_000_000), 3_000)
/** How long a coupon is good that makes up for something. */
export const couponDays = setting('complaints.coupon-days', z.int().min(1).max(3_650), 180, 'days')
export const pointsPerYuan = setting('complaints.points-per-yuan', z.int().min(1).max(100_000), 100)
export const pointsDays = setting('complaints.points-days', z.int().min(1).max(3_650), 365, 'days')
/** How long somebody asked for a yes has. */
export const decideHours = setting('complaints.remedy-decide-hours', z.int().min(1).max(720), 8, 'hours')
/** What a customer has accepted is carried out within so many days. */
export const carryOutDays = setting('complaints.remedy-carry-out-days', z.int().min(0).max(90), 3, 'days')
/** A solution is proposed only once demand and interest are written down (CMP-08). */
export const recordFirst = setting('complaints.record-before-solution', z.boolean(), true)
export const redressSettings = [yearlyCap, couponDays, pointsPerYuan, pointsDays, decideHours, carryOutDays, recordFirst] as const
