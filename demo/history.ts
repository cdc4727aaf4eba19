import { sql } from 'kysely'
import type { buildApp } from '../src/app.ts'
import { systemActor } from '../src/kernel/actors.ts'
import type { Ctx } from '../src/kernel/context.ts'
import { dayIn } from '../src/kernel/days.ts'
import { listen, seal } from '../src/kernel/events.ts'
import { companyZone } from '../src/kernel/frame.ts'
import { newId } from '../src/kernel/id.ts'
import { caseNumber } from '../src/modules/cases/rules.ts'
import type { Channel } from '../src/modules/cases/contract.ts'
import { InteractionRecorded } from '../src/modules/contacts/contract.ts'
import { addCustomer } from '../src/modules/customers/commands/add-customer.ts'
import { openBooks } from './books.ts'
import { REGIONS, STORIES, WASHER, personName } from './company.ts'
import type { Story } from './company.ts'
import type { Wish, Worker } from './course.ts'
import { takeCourse } from './course.ts'
import type { Past } from './life.ts'
import type { Chance } from './random.ts'
import { dayOf, fashionOf, incidentOf, momentOn, weightOf } from './seasons.ts'

/**
 * The year before the demo's own days: what customers asked, who answered, what became of it. It is written as finished history in
 * one unit, rows and log alike; nothing rings, nobody is told and nothing leaves the house. Search alone catches up on it afterwards.
 */

const DAY = 86_400_000
const HOUR = 3_600_000
/** Those who may hear of the past: they keep what is looked up and counted, and tell nobody. */
const MAY_HEAR = /^(customers\.keys|search\.|metrics\.)|\.figures$/
const CHANNELS: readonly [Channel: typeof Channel['_zod']['output'], share: number, team: string][] = [['phone', 38, '电话客服组'], ['wechat', 19, '在线客服组'], ['chat', 15, '在线客服组'], ['email', 10, '邮件客服组'], ['portal', 13, '邮件客服组'], ['counter', 5, '电话客服组']]
/** Complaints are a small share of what comes in. */
export const SHARE: Partial<Record<Story['kind'], number>> = { complaint: 0.3, grumble: 0.6, consultation: 1.5, support: 1.3, praise: 0.7, suggestion: 0.6 }

export interface History { app: Awaited<ReturnType<typeof buildApp>>; workers: readonly Worker[]; count: number; /** From, and the moment after which nothing has happened. */ from: number; to: number; /** Nothing is opened from here on. */ until: number; dice: Chance; say: (text: string) => void }

/** @returns how many cases and customers there are more */
export async function writeHistory({ app, workers, count, from, until, to, dice, say }: History): Promise<{ cases: number; customers: number }> {
  const listeners = app.house.flatMap((module) => module.listeners ?? [])
  await seal(app.pool)
  await listen(app.work, listeners)
  return app.work.unit(systemActor, 'demo load', async (unit) => {
    for (let month = from; month < to + 31 * DAY; month += 28 * DAY) for (const table of ['interaction', 'interaction_party', 'message']) await sql`select ensure_months(${table}, ${new Date(month)})`.execute(unit.db)
    const { rows: [brand] } = await sql<{ id: string }>`select id from portal_brand order by id limit 1`.execute(unit.db)
    const books = openBooks()
    const past: Ctx = { ...unit, now: new Date(from), emit: async (event, id, data) => void books.tell(event, id, past.now.getTime(), 'house', data) }
    const customers = await addPast(past, Math.ceil(count * 0.4), from, until, dice)
    say(`${customers.length} customers of the year`)

    const moments = momentsOf(count, from, until, dice)
    const wishes = wishesOf(moments, { to, dice, workers, customers })
    const { rows: numbers } = await sql<{ n: number }>`select nextval('case_number') as n from generate_series(1, ${wishes.length})`.execute(unit.db)
    const leaderOf = (teamId: string | null) => (workers.find((one) => one.leader && one.teamId === teamId) ?? workers[0] as Worker).id
    const whole: Past = { ctx: { ...unit, now: new Date(to) }, books, end: to, leaderOf, brandId: brand?.id ?? '', seal: past.vault.newborn(past, []) }
    const colleague = (of: Worker) => {
      const others = workers.filter((one) => one !== of)
      const near = others.filter((one) => one.teamId === of.teamId || one.team === '售后服务组')
      return dice.one(near.length ? near : others)
    }
    for (const [nth, wish] of wishes.entries()) {
      takeCourse(whole, wish, caseNumber(dayIn(unit.settings.get(companyZone), new Date(wish.at)), Number(numbers[nth]?.n)), dice, colleague)
      if ((nth + 1) % 2_000 === 0) say(`${nth + 1} cases, ${new Date(wish.at).toISOString().slice(0, 10)}`)
      // Others use this thread too.
      if (nth % 200 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    for (const at of momentsOf(Math.round(count * 0.45), from, until, dice)) passingCall(books, at, dice, workers, customers)
    await books.write(unit, say)
    const hear = listeners.filter(({ name }) => MAY_HEAR.test(name)).map(({ name }) => name)
    await sql`update listener_cursor set pos = (select coalesce(max(pos), 0) from event_log) where name <> all(${hear}::text[])`.execute(unit.db)
    return { cases: wishes.length, customers: customers.length }
  })
}

interface Known { id: string; name: string; at: number }
async function addPast(past: Ctx, count: number, from: number, to: number, dice: Chance): Promise<Known[]> {
  const made: Known[] = []
  for (let n = 0; n < count; n++) {
    // Half of them were customers before the year began.
    const at = n % 2 ? from + Math.floor((n / count) * (to - from)) : from - dice.below(30) * DAY
    past.now = new Date(at)
    const name = personName(n + 1, dice.below)
    const added = await addCustomer(past, { type: 'person', name, region: dice.one(REGIONS), contactPoints: [{ kind: 'phone', value: `13${dice.between(0, 9)}${String(dice.between(0, 99_999_999)).padStart(8, '0')}` }] })
    made.push({ id: added.id, name, at })
    if (n % 200 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return made.sort((a, b) => a.at - b.at)
}

/** So many moments between two days, as seasons, weekdays and hours have them. */
function momentsOf(count: number, from: number, to: number, dice: Chance): number[] {
  const days = Array.from({ length: Math.round((dayOf(to) - dayOf(from)) / DAY) }, (_, n) => dayOf(from) + n * DAY)
  const weights = days.map((day, n) => weightOf(day, days.length - n) * (0.92 + 0.16 * dice.next()))
  const all = weights.reduce((sum, one) => sum + one, 0)
  let owed = 0
  return days.flatMap((day, n) => {
    owed += (weights[n] as number) / all * count
    const here = Math.floor(owed)
    owed -= here
    return Array.from({ length: here }, () => momentOn(day, dice.next))
  }).sort((a, b) => a - b)
}

function wishesOf(moments: readonly number[], { to, dice, workers, customers }: { to: number; dice: Chance; workers: readonly Worker[]; customers: readonly Known[] }): Wish[] {
  const byTeam = Map.groupBy(workers, (one) => one.team)
  const desks = [...byTeam.values()].map((team) => team.filter((one) => !one.leader))
  const deskOf = (team: string) => desks.find((one) => one[0]?.team === team) ?? desks[0] as Worker[]
  const wishes: Wish[] = []
  let known = 0
  for (const at of moments) {
    const daysAgo = Math.ceil((to - at) / DAY)
    while (known < customers.length && (customers[known] as Known).at <= at) known++
    const drawn = weighed(CHANNELS, ([, share]) => share, dice)
    const incident = incidentOf(daysAgo)
    const story = weighed(STORIES, (one) => one.share * (SHARE[one.kind] ?? 1) * (one.kind === 'complaint' ? incident?.complaints ?? 1 : 1) * Math.max(...one.products.map((product) => fashionOf(product, at))), dice)
    const product = incident?.product && story.products.includes(incident.product) && dice.happens(0.7) ? incident.product : weighed(story.products, (one) => fashionOf(one, at), dice)
    // Complaints, repairs and installations often go to those who go out to customers.
    const team = ['complaint', 'installation', 'support'].includes(story.kind) && dice.happens(story.kind === 'installation' ? 0.7 : 0.4) ? '售后服务组' : drawn[2]
    const worker = dice.one(deskOf(team))
    const here = incidentOf(daysAgo, team)
    const customer = customers[Math.floor(Math.max(1, known) * dice.next() ** 1.6)] as Known
    const day = dice.one(['明天', '周三', '周五', '后天'])
    const fill = (text: string) => text.replaceAll('{product}', product).replaceAll('{day}', day).replaceAll('{name}', customer.name)
    const wish: Wish = {
      kind: story.kind, channel: drawn[0], priority: dice.happens(story.kind === 'complaint' ? 0.2 : 0.01) ? 'urgent' : dice.happens(0.14) ? 'high' : dice.happens(0.08) ? 'low' : 'normal', subject: fill(story.subject), words: fill(story.words),
      customerId: customer.id, teamId: worker.teamId, at, story, customer, worker, fill,
      // Over the year the house has become quicker.
      slow: (here?.slow ?? 1) * (0.85 + 0.35 * daysAgo / 365) * (story.products[0] === WASHER ? 1.05 : 1), mood: here?.mood ?? (daysAgo < 90 ? 0.08 : 0),
    }
    wishes.push(wish)
    // Who was not helped comes again with the same matter.
    if (dice.happens(0.035) && at + 6 * DAY < to) wishes.push({ ...wish, at: momentOn(dayOf(at) + dice.between(1, 5) * DAY, dice.next), mood: wish.mood - 0.3 })
  }
  return wishes.sort((a, b) => a.at - b.at)
}
function weighed<T>(list: readonly T[], of: (one: T) => number, dice: Chance): T {
  let left = dice.next() * list.reduce((sum, one) => sum + of(one), 0)
  return list.find((one) => (left -= of(one)) < 0) ?? list[0] as T
}

/** A call that was dealt with on the spot and became no case. */
function passingCall(books: ReturnType<typeof openBooks>, at: number, dice: Chance, workers: readonly Worker[], customers: readonly Known[]): void {
  const worker = dice.one(workers.filter((one) => one.team !== '邮件客服组'))
  const channel = worker.team === '在线客服组' ? dice.one(['chat', 'wechat'] as const) : 'phone'
  const customerId = dice.happens(0.6) ? dice.one(customers).id : null
  const id = newId(new Date(at))
  books.add('interaction', { id, channel, direction: 'in', customer_id: customerId, agent_id: worker.id, subject_kind: null, subject_id: null, at: new Date(at), started_at: new Date(at), ended_at: new Date(at + Math.round(dice.skewed(140, 0.6)) * 1_000), topic: dice.one(['咨询营业时间', '查询订单进度', '转其他部门', '咨询活动规则', '确认上门时间']), outcome: '当场答复' })
  books.tell(InteractionRecorded, id, Math.min(at + HOUR, at + 180_000), worker.id, { channel, direction: 'in', customerId, agentId: worker.id, subjectKind: null, subjectId: null })
}
