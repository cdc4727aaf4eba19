import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'
import { Purpose } from './contract.ts'

export const needsYes = setting('messages.needs-yes', z.array(Purpose).max(6), ['marketing'])
/** The working calendar in whose hours automatic messages leave. */
export const quietCalendar = setting('messages.calendar', z.string().min(1).max(120), 'message-hours')
export const blockDays = setting('messages.block-days', z.int().min(1).max(3_650), 30, 'days')
/** Automatic messages to one address; more are refused, for they are a loop or an annoyance. */
export const mostPerHour = setting('messages.most-per-hour', z.int().min(1).max(1_000), 5, 'messages')
export const mostPerDay = setting('messages.most-per-day', z.int().min(1).max(10_000), 20, 'messages')
export const firstRetry = setting('messages.first-retry', z.int().min(1).max(86_400), 60, 'seconds')
export const longestRetry = setting('messages.longest-retry', z.int().min(1).max(604_800), 14_400, 'seconds')
export const mostAttempts = setting('messages.most-attempts', z.int().min(1).max(100), 12, 'attempts')
/** Where customers reach this house, for the links in mails: `https://service.example.com`; the server's `PUBLIC_URL` until somebody says otherwise, and empty leaves links out. */
export const publicAddress = setting('messages.address', z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(200)]), process.env['PUBLIC_URL'] ?? '')

export const settings = [publicAddress, needsYes, quietCalendar, blockDays, mostPerHour, mostPerDay, firstRetry, longestRetry, mostAttempts] as const
