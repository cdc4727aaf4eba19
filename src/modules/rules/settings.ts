import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'

/** So many rules may bring each other about, one by the other. */
export const mostDepth = setting('rule.most-depth', z.int().min(1).max(20), 5, 'steps')
/** So often one rule may fire at one record within an hour. */
export const mostInAnHour = setting('rule.most-in-an-hour', z.int().min(1).max(1_000), 20, 'times')
/** Firings older than this are forgotten; what they did stays in the log. */
export const keepFirings = setting('rule.keep-days', z.int().min(7).max(3_660), 400, 'days')
/** Hosts and networks within the company that webhooks may reach all the same. */
export const privateHosts = setting('webhook.private-hosts', z.array(z.string().min(1).max(253).meta({ format: 'host' })).max(100), [])
/** A webhook that has failed for so long is switched off. */
export const failingHours = setting('webhook.failing-hours', z.int().min(1).max(720), 120, 'hours')
export const settings = [mostDepth, mostInAnHour, keepFirings, privateHosts, failingHours]
