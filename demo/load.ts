import { buildApp } from '../src/app.ts'
import { systemActor } from '../src/kernel/actors.ts'
import { call } from '../src/kernel/client.ts'
import type { Line } from '../src/kernel/client.ts'
import type { Answer, Endpoint, Sent, Spec } from '../src/kernel/contract.ts'
import { AppError } from '../src/kernel/errors.ts'
import { companyName } from '../src/kernel/frame.ts'
import type { Ground } from '../src/kernel/ground.ts'
import { openLog } from '../src/kernel/observe.ts'
import { changeSetting } from '../src/kernel/settings.ts'
import { cases } from '../src/modules/cases/contract.ts'
import type { Case } from '../src/modules/cases/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { addStaff, makeTeam, makeToken } from '../src/modules/people/index.ts'
import { positions } from '../src/modules/people/settings.ts'
import { COMPANIES, COMPANY, REGIONS, STAFF, STORIES, TEAMS, personName } from './company.ts'
import type { Story } from './company.ts'
import type { Worker } from './course.ts'
import { keepBook } from './complaint-book.ts'
import { fillComplaints } from './complaints.ts'
import { fillCollections } from './collecting.ts'
import { fillOrders } from './orders.ts'
import { fillConversation } from './conversation.ts'
import { fillRedress } from './redress.ts'
import { fillRegulators } from './regulators.ts'
import { fillDesk } from './desk.ts'
import { fillFlows } from './flows.ts'
import { fillKnowledge } from './knowledge.ts'
import { SHARE, writeHistory } from './history.ts'
import { fillImprovements } from './improving.ts'
import { fillOffice } from './office.ts'
import { fillServices } from './services.ts'
import { fillVoices } from './voices.ts'
import type { Chance } from './random.ts'
import { chance } from './random.ts'
import { planRoster } from './roster.ts'
import { atWork, dayOf } from './seasons.ts'
import { layShipped } from '../src/modules/library/index.ts'

/** Every demo account signs in with this; the addresses end in `@demo.example`. */
export const DEMO_PASSWORD = 'Qingchuan-sunny-2026'
const DAY = 86_400_000
const YEAR = 365
/** So many cases go through the product's own door, in the last days; those before them are written as finished history. */
const LIVE = 160

interface Step { at: number; run: () => Promise<void> }
type Caller = <S extends Spec>(endpoint: Endpoint<S>, request: Sent<S>) => Promise<Answer<S>>

/**
 * Loads a demo company: staff, customers and a year of cases that came in, were answered, solved, rated or are still open.
 * The last days go through the product's own door under a clock that walks through them; the rest of the year is written as
 * history that starts no clock and sends nothing. The same seed and size make the same company. With no more cases than go through
 * the door they are those of three weeks. Refused where somebody of the demo is there already.
 */
export async function loadDemo(ground: Ground, { cases: all = 12_000, seed = 1, say = () => {} }: { cases?: number; seed?: number; say?: (text: string) => void } = {}): Promise<{ staff: number; customers: number; cases: number; signIn: { email: string; password: string } }> {
  const now = Math.floor(Date.now() / 60_000) * 60_000
  const count = Math.min(all, LIVE)
  const days = all > LIVE ? 4 : 21
  let at = now - (all > LIVE ? YEAR * DAY : days * DAY)
  const app = await buildApp({ databaseUrl: ground.databaseUrl, directUrl: ground.directUrl, secret: ground.secret, filesFolder: ground.filesFolder, logger: openLog('error'), clock: { now: () => new Date(at) }, connections: 2 })
  // A server that runs beside would ring the deadlines of the past by today's clock; its bell is held until the past is told.
  const bell = await app.directPool.connect()
  await bell.query("select pg_advisory_lock(7200002, hashtext('clocks.ring'))")
  try {
    const dice = chance(seed)
    const people = await hireStaff(app, say)
    const past = all > LIVE
      ? await writeHistory({ app, workers: people.workers, count: all - LIVE, from: dayOf(now) - YEAR * DAY, until: dayOf(now - days * DAY), to: now - 3_600_000, dice, say })
      : { cases: 0, customers: 0 }
    at = now - days * DAY
    const made = await addCustomers(people.agents[0]?.call as Caller, dice, Math.max(20, Math.ceil(count / 2)), say)
    const steps: Step[] = []
    // The newest came in today and yesterday, so that there is work on every desk.
    const old = count - Math.max(8, Math.ceil(count / 6))
    for (let n = 0; n < count; n++) plan(n)
    function plan(n: number): void {
      const story = pickStory(dice)
      const opened = n < old ? now - days * DAY + (days > 4 ? DAY : 0) + Math.floor((n / old) * (days > 4 ? days - 3 : days - 1) * DAY) + dice.below(4 * 3_600_000) : now - dice.between(5, 26 * 60) * 60_000
      steps.push({ at: Math.min(atWork(opened, dice.next), now - dice.between(2, 45) * 60_000), run: () => play(story, n) })
    }
    async function play(story: Story, n: number): Promise<void> {
      const customer = dice.one(made)
      const agent = dice.happens(n < old ? 0.25 : 0.5) ? people.guest : dice.one(people.agents)
      const drawn = dice.one(['phone', 'phone', 'email', 'chat', 'portal', 'wechat', 'counter'] as const)
      // Whoever wrote a mail has an address to be answered at.
      const channel = drawn === 'email' && !customer.hasEmail ? 'phone' : drawn
      const product = dice.one(story.products)
      const fill = (text: string) => text.replaceAll('{product}', product).replaceAll('{day}', dice.one(['明天', '周三', '周五', '后天'])).replaceAll('{name}', customer.name)
      const opened = await agent.call(cases.open, { body: { kind: story.kind, subject: fill(story.subject), description: fill(story.words), channel, priority: dice.one(['normal', 'normal', 'normal', 'high', 'low', story.kind === 'complaint' ? 'urgent' : 'normal'] as const), customerId: customer.id, ...(agent.teamId && dice.happens(0.7) ? { teamId: agent.teamId } : {}) } })
      if (n >= old && dice.happens(0.6)) return
      // Whoever chats or stands at the counter waits in front of us.
      const brisk = ['chat', 'phone', 'counter'].includes(channel) ? 0.05 : 1
      later(dice.between(3, 90) * brisk * (channel === 'chat' ? 0.1 : 1), async () => {
        await agent.call(cases.claim, { params: { id: opened.id }, body: {} })
        if (story.note && dice.happens(0.7)) await agent.call(cases.say, { params: { id: opened.id }, body: { body: story.note, visibility: 'internal' } })
        later(dice.between(2, 120) * brisk * (channel === 'chat' ? 0.1 : 1), async () => {
          await agent.call(cases.say, { params: { id: opened.id }, body: { body: fill(story.reply), visibility: 'public' } })
          if (dice.happens(0.3)) await move(agent.call, opened.id, dice.one(['waiting-customer', 'waiting-third']))
          later(dice.happens(0.6) ? dice.between(3, 25) : dice.between(60, 40 * 60), async () => {
            if (dice.happens(0.12)) return
            await move(agent.call, opened.id, 'solved', fill(story.solution))
            later(dice.between(600, 4 * 24 * 60), async () => { if (dice.happens(0.85)) await move(agent.call, opened.id, 'closed') })
          })
        })
      })
    }
    function later(minutes: number, run: () => Promise<void>): void { steps.push({ at: atWork(at + minutes * 60_000, dice.next), run }) }
    let done = 0
    for (;;) {
      steps.sort((a, b) => b.at - a.at)
      const step = steps.pop()
      if (!step || step.at > now) break
      at = Math.max(at, step.at)
      await step.run()
      if (++done % 200 === 0) say(`${done} steps, ${new Date(at).toISOString().slice(0, 10)}`)
    }
    if (all > LIVE) {
      say('goals, decisions and reports')
      await fillDesk({ manager: people.manager.call, managerId: people.manager.id, supervisorId: people.supervisorId, now, moveTo: (to) => { at = to } })
    }
    const office = { by: people.by, idOf: people.idOf, teamOf: people.teamOf, guest: STAFF[GUEST]!.name, now, moveTo: (to: number) => { at = to } }
    say('the office')
    await fillOffice(office)
    // A server that runs beside lays them too: whoever is first has done it.
    await app.work.unit(systemActor, 'demo.documents', layShipped).catch(() => undefined)
    await fillConversation(office)
    await fillVoices(office)
    await fillComplaints(office)
    await keepBook(office)
    await fillImprovements(office)
    await fillKnowledge(office, app.work)
    await fillServices(office)
    await fillRedress(office)
    await fillRegulators(office)
    await fillFlows(office)
    await fillCollections(office)
    at = now
    await fillOrders(office, made, seed)
    await app.work.unit(systemActor, 'demo.roster', (ctx) => planRoster(ctx, people.staff))
    return { staff: STAFF.length, customers: made.length + past.customers, cases: count + past.cases, signIn: { email: mailOf(GUEST), password: DEMO_PASSWORD } }
  } finally {
    await bell.query("select pg_advisory_unlock(7200002, hashtext('clocks.ring'))")
    bell.release()
    await app.close()
  }
}

async function move(by: Caller, id: string, to: string, solution?: string): Promise<void> {
  const found: Case = await by(cases.get, { params: { id } })
  // Whoever moves a pressing case says what may be behind it and what was done at once.
  const pressing = (found.priority === 'high' || found.priority === 'urgent') && found.status.class !== 'resolved' ? { suspectedCauses: [found.kind === 'complaint' ? 'service-slow' : 'product-fault'], emergencyMeasure: found.kind === 'complaint' ? '组长当日致电致歉，确认处理时间。' : '指导客户先停用，安排优先处理。' } : {}
  if (found.next.includes(to)) await by(cases.move, { params: { id }, body: { to, version: found.version, fields: { ...(solution ? { solution } : {}), ...pressing, ...(to === 'closed' && found.kind === 'complaint' ? { concernResolved: true, cause: 'service-slow', liability: 'shared', basis: '通话记录和上门单：约定时间没有写清，双方都有疏忽。' } : {}) } } })
}

const shareOf = (story: Story) => story.share * (SHARE[story.kind] ?? 1)
const total = STORIES.reduce((sum, story) => sum + shareOf(story), 0)
function pickStory(dice: Chance): Story {
  let left = dice.next() * total
  return STORIES.find((story) => (left -= shareOf(story)) < 0) ?? STORIES[0] as Story
}

/** The place in `STAFF` of whom a visitor signs in as. */
const GUEST = 5
const CHANNEL_OF: Readonly<Record<string, string>> = { 电话客服组: 'phone', 在线客服组: 'chat', 邮件客服组: 'email' }
const AT_DESKS = ['agent', 'after_sales', 'team_lead']
const mailOf = (n: number) => `demo${n + 1}@demo.example`
async function hireStaff(app: Awaited<ReturnType<typeof buildApp>>, say: (text: string) => void) {
  const hired = await app.work.unit(systemActor, 'demo.staff', async (ctx) => {
    // A company that has given itself a name keeps it.
    if (ctx.settings.get(companyName) === companyName.default) await changeSetting(ctx, companyName, COMPANY, 0)
    const teams = new Map<string, string>()
    for (const name of TEAMS) teams.set(name, (await makeTeam(ctx, { name, ...(CHANNEL_OF[name] ? { channel: CHANNEL_OF[name] } : {}) })).id)
    const staff: (Worker & { role: string; token: string })[] = []
    // The line: agents answer to the leader of their team, leaders and those without a team to the supervisor, everybody else to the manager.
    const above = (one: (typeof STAFF)[number]) => one.role === 'cs_manager' ? undefined : one.team && !one.leader ? staff.find((lead) => lead.leader && lead.team === one.team)?.id : one.team || one.role === 'clerk' || one.role === 'info_specialist' ? staff[1]?.id : staff[0]?.id
    const posts = new Set(ctx.settings.get(positions).map(({ key }) => key))
    for (const [n, one] of STAFF.entries()) {
      const managerId = above(one)
      const made = await addStaff(ctx, {
        name: one.name, email: mailOf(n), password: DEMO_PASSWORD, roles: [{ key: one.role }, ...(n === 0 ? [{ key: 'system_admin' }] : [])], ...(posts.has(one.role) ? { position: one.role } : {}), tier: one.tier, ...(one.grade ? { grade: one.grade } : {}), ...(managerId ? { managerId } : {}),
        ...(one.team ? { teams: [{ id: teams.get(one.team) as string, ...(one.leader ? { leader: true } : {}) }] } : {}),
      })
      staff.push({ id: made.id, name: one.name, role: one.role, team: one.team ?? '', teamId: teams.get(one.team ?? '') ?? '', leader: one.leader ?? false, skill: ({ junior: 0.2, intermediate: 0.5, senior: 0.85 } as const)[one.grade ?? 'intermediate'], token: (await makeToken(ctx, { staffId: made.id, name: 'demo', scope: null })).token })
    }
    return staff
  }).catch((error: unknown) => { throw error instanceof AppError && error.code === 'staff.email-taken' ? new AppError('conflict', 'demo.loaded-already') : error })
  // Nobody tells this house of its own changes while it is not running.
  await app.work.read(systemActor, 'demo.staff', (ctx) => app.work.settings.load(ctx))
  say(`${hired.length} staff`)
  await app.app.ready()
  const callerOf = (token: string): Caller => {
    const own: Line = {
      headers: () => ({ authorization: `Bearer ${token}` }),
      send: (async (url: string, init: { method: string; body?: string; headers: Record<string, string> }) => {
        const answer = await app.app.inject({ method: init.method as 'GET', url, headers: init.headers, ...(init.body === undefined ? {} : { payload: init.body }) })
        return new Response(answer.body, { status: answer.statusCode })
      }) as unknown as typeof fetch,
    }
    return (endpoint, request) => call(endpoint, request, { own })
  }
  const agents = hired.filter((one) => AT_DESKS.includes(one.role)).map((one) => ({ id: one.id, teamId: one.teamId, call: callerOf(one.token) }))
  // Whoever tries the demo sits down at this desk: it has more to do than others.
  const [manager, supervisor] = hired as [(typeof hired)[number], (typeof hired)[number]]
  const named = (name: string) => { const found = hired.find((one) => one.name === name); if (!found) throw new Error(`nobody is called ${name}`); return found }
  return {
    by: (name: string) => callerOf(named(name).token), idOf: (name: string) => named(name).id, teamOf: (name: string) => named(name).teamId,
    staff: hired, agents, workers: hired.filter((one) => one.teamId), manager: { id: manager.id, call: callerOf(manager.token) }, supervisorId: supervisor.id, guest: agents[STAFF.slice(0, GUEST).filter((one) => AT_DESKS.includes(one.role)).length] as (typeof agents)[number],
  }
}

async function addCustomers(by: Caller, dice: Chance, count: number, say: (text: string) => void): Promise<{ id: string; name: string; hasEmail: boolean }[]> {
  const made: { id: string; name: string; hasEmail: boolean }[] = []
  for (let n = 0; n < count; n++) {
    const company = n % 12 === 11
    const name = company ? COMPANIES[Math.floor(n / 12) % COMPANIES.length] as string : personName(n, dice.below)
    const phone = company ? `0571${dice.between(80_000_000, 89_999_999)}` : `13${dice.between(0, 9)}${String(dice.between(0, 99_999_999)).padStart(8, '0')}`
    const added = await by(customers.add, { body: {
      type: company ? 'organisation' : 'person', name, region: dice.one(REGIONS),
      contactPoints: [{ kind: 'phone', value: phone }, ...(dice.happens(0.4) ? [{ kind: 'email' as const, value: `customer${seedless(n)}@mail.example` }] : [])],
    } })
    made.push({ id: added.id, name, hasEmail: added.contactPoints.some(({ kind }) => kind === 'email') })
  }
  say(`${made.length} customers`)
  return made
}
const seedless = (n: number) => String(n + 1).padStart(4, '0')
