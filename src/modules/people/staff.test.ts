import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../kernel/actors.ts'
import { commands } from './cli.ts'
import { notifications, staff, units } from './contract.ts'
import { PASSWORD, openPeopleHouse } from './fixtures.ts'
import type { PeopleHouse } from './fixtures.ts'
import { notify } from './notices.ts'

let house: PeopleHouse
type Browser = Awaited<ReturnType<PeopleHouse['enter']>>
let admin: Browser
beforeAll(async () => {
  house = await openPeopleHouse()
  admin = await house.enter((await house.hire(['system_admin', 'cs_manager'])).email)
})
afterAll(() => house.close())

describe('roles', () => {
  test('what somebody may is the union of their roles, at once', async () => {
    const hired = await house.hire(['clerk'])
    const browser = await house.enter(hired.email)
    await expect(browser.call(units.makeTeam, { body: { name: '暂缓' } })).rejects.toMatchObject({ status: 403 })
    const held = await admin.call(staff.assignRole, { params: { id: hired.id }, body: { key: 'cs_manager' } })
    expect(held.roles.map((role) => role.key)).toEqual(['clerk', 'cs_manager'])
    await browser.call(units.makeTeam, { body: { name: '电话一组' } })
    await expect(admin.call(staff.assignRole, { params: { id: hired.id }, body: { key: 'cs_manager' } })).rejects.toMatchObject({ status: 409, code: 'role.already-held' })
    await expect(admin.call(staff.assignRole, { params: { id: hired.id }, body: { key: 'emperor' } })).rejects.toMatchObject({ status: 422, code: 'role.unknown' })
    await admin.call(staff.withdrawRole, { params: { id: hired.id, assignmentId: held.roles[1]?.id as string } })
    await expect(browser.call(units.makeTeam, { body: { name: '不行' } })).rejects.toMatchObject({ status: 403 })
  })
  test('whoever may take people on may not give roles or e-mails', async () => {
    const hr = await house.enter((await house.hire(['hr'])).email)
    await expect(hr.call(staff.add, { body: { name: '同伙', email: 'friend@example.com', roles: [{ key: 'system_admin' }] } })).rejects.toMatchObject({ status: 403 })
    const chief = await house.hire(['system_admin'])
    await expect(hr.call(staff.change, { params: { id: chief.id }, body: { email: 'mine@example.com', version: chief.version } })).rejects.toMatchObject({ status: 403 })
    await expect(hr.call(staff.resetPassword, { params: { id: chief.id }, body: {} })).rejects.toMatchObject({ status: 403 })
  })
  test('scopes follow teams, lead, department, line and reports', async () => {
    const line = await admin.call(units.makeLine, { body: { name: '家电' } })
    const parent = await admin.call(units.makeDepartment, { body: { name: '客服部' } })
    const child = await admin.call(units.makeDepartment, { body: { name: '客服一室', parentId: parent.id } })
    const chief = await house.hire(['cs_manager'], { departmentId: parent.id })
    const middle = await house.hire(['cs_supervisor'], { managerId: chief.id })
    const low = await house.hire(['agent'], { managerId: middle.id })
    const team = await admin.call(units.makeTeam, { body: { name: '在线一组', members: [{ id: chief.id, leader: true }, { id: low.id }] } })
    await admin.call(staff.assignRole, { params: { id: chief.id }, body: { key: 'cs_supervisor', lineId: line.id } })
    const browser = await house.enter(chief.email)
    const actor = await house.identity.actorOf({ headers: {}, cookies: Object.fromEntries([browser.cookie().split('=').map(decodeURIComponent)]) } as never)
    expect(actor?.vars).toMatchObject({ me: chief.id, teams: [team.id], ledTeams: [team.id], lines: [line.id] })
    expect(new Set(actor?.vars['departments'] as string[])).toEqual(new Set([parent.id, child.id]))
    expect(new Set(actor?.vars['reports'] as string[])).toEqual(new Set([middle.id, low.id]))
  })
})

describe('tier, position, team and grade', () => {
  test('are four attributes of one person; a position brings its tier until somebody sets another', async () => {
    const team = await admin.call(units.makeTeam, { body: { name: '电话小组', channel: 'phone' } })
    const one = await admin.call(staff.add, { body: { name: '四维', email: 'four@example.com', position: 'clerk', grade: 'senior', teams: [{ id: team.id }], roles: [{ key: 'clerk' }, { key: 'mentor' }] } })
    expect(one).toMatchObject({ tier: 'execution', position: 'clerk', grade: 'senior', teams: [{ name: '电话小组' }], roles: [{ key: 'clerk' }, { key: 'mentor' }] })
    const risen = await admin.call(staff.change, { params: { id: one.id }, body: { position: 'cs_supervisor', version: one.version } })
    expect(risen).toMatchObject({ tier: 'supervision', grade: 'senior', teams: [{ name: '电话小组' }] })
    const set = await admin.call(staff.change, { params: { id: one.id }, body: { tier: 'management', version: risen.version } })
    expect(await admin.call(staff.change, { params: { id: one.id }, body: { position: 'clerk', version: set.version } })).toMatchObject({ tier: 'management', position: 'clerk' })
    // A tier is a word about somebody: what they may comes from roles.
    expect((await admin.call(staff.list, { query: { tier: 'management' } })).items.map((who) => who.name)).toContain('四维')
    expect((await admin.call(staff.add, { body: { name: '看角色', email: 'by-role@example.com', roles: [{ key: 'team_lead' }] } })).tier).toBe('supervision')
  })
})

describe('staff and units', () => {
  test('line managers make no ring, also when two changes meet', async () => {
    const [a, b, c] = [await house.hire(), await house.hire(), await house.hire()]
    const under = (one: { id: string }, above: { id: string }, version: number) => admin.call(staff.change, { params: { id: one.id }, body: { managerId: above.id, version } })
    await under(b, a, 1)
    await under(c, b, 1)
    await expect(under(a, c, 1)).rejects.toMatchObject({ status: 422, code: 'staff.manager-ring' })
    await expect(under(a, a, 1)).rejects.toMatchObject({ code: 'staff.manager-ring' })
    const [d, e] = [await house.hire(), await house.hire()]
    const answers = await Promise.allSettled([under(d, e, 1), under(e, d, 1)])
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  })
  test('a team has one leader at most', async () => {
    const [a, b] = [await house.hire(), await house.hire()]
    await expect(admin.call(units.makeTeam, { body: { name: '双头组', members: [{ id: a.id, leader: true }, { id: b.id, leader: true }] } })).rejects.toMatchObject({ status: 422, code: 'team.has-leader' })
    const team = await admin.call(units.makeTeam, { body: { name: '邮件组', members: [{ id: a.id, leader: true }] } })
    expect(team.leader?.id).toBe(a.id)
    await expect(admin.call(staff.change, { params: { id: b.id }, body: { teams: [{ id: team.id, leader: true }], version: b.version } })).rejects.toMatchObject({ code: 'team.has-leader' })
    const empty = await admin.call(units.makeTeam, { body: { name: '无首组' } })
    expect(empty.warnings.map((warning) => warning.code)).toEqual(['team.no-leader'])
    const answers = await Promise.allSettled([a, b].map((one) => admin.call(staff.get, { params: { id: one.id } }).then(({ version }) => admin.call(staff.change, { params: { id: one.id }, body: { teams: [{ id: empty.id, leader: true }], version } }))))
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  })
  test('a stale version is told with the record as it is', async () => {
    const hired = await house.hire()
    await admin.call(staff.change, { params: { id: hired.id }, body: { grade: 'senior', version: 1 } })
    await expect(admin.call(staff.change, { params: { id: hired.id }, body: { grade: 'junior', version: 1 } })).rejects.toMatchObject({ status: 409, code: 'record.stale', problem: { current: { grade: 'senior', version: 2 } } })
    const history = await admin.call(staff.events, { params: { id: hired.id } })
    expect(history.items.at(-1)).toMatchObject({ kind: 'staff.changed', data: { changed: { grade: { from: null, to: 'senior' } } } })
  })
  test('an e-mail belongs to one person here', async () => {
    const hired = await house.hire()
    await expect(admin.call(staff.add, { body: { name: '重名', email: hired.email.toUpperCase() } })).rejects.toMatchObject({ status: 422, code: 'staff.e-mail-taken' })
    const other = await house.hire()
    await expect(admin.call(staff.change, { params: { id: other.id }, body: { email: hired.email, version: 1 } })).rejects.toMatchObject({ code: 'staff.e-mail-taken' })
    await admin.call(staff.change, { params: { id: other.id }, body: { email: 'renamed@example.com', version: 1 } })
    await house.enter('renamed@example.com')
  })
  test('the list is searched, filtered and paged without gaps or doubles', async () => {
    for (let at = 0; at < 7; at++) await house.hire(['installer'], { name: `安装·${at} O'Neil_%` })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await admin.call(staff.list, { query: { role: 'installer', limit: 3, ...(cursor ? { cursor } : {}) } })
      seen.push(...page.items.map((item) => item.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(Array.from({ length: 7 }, (_, at) => `安装·${at} O'Neil_%`))
    expect((await admin.call(staff.list, { query: { q: "3 O'Neil_%" } })).items).toHaveLength(1)
    expect((await admin.call(staff.list, { query: { q: 'O_Neil' } })).items).toHaveLength(0)
  })
})

test('notifications reach the people told, and only them', async () => {
  const [one, two, other] = [await house.hire(), await house.hire(), await house.hire()]
  await house.work.unit(systemActor, 'test', (ctx) => notify(ctx, [one.id, two.id, one.id], { code: 'team.no-leader', subjectKind: 'team', subjectId: other.id, params: { number: 7 } }))
  const mine = await house.enter(one.email)
  const list = await mine.call(notifications.recent, { query: {} })
  expect(list).toMatchObject({ unread: 1, items: [{ code: 'team.no-leader', subjectKind: 'team', params: { number: 7 }, readAt: null }] })
  const theirs = await house.enter(other.email)
  expect(await theirs.call(notifications.recent, { query: {} })).toMatchObject({ unread: 0, items: [] })
  await theirs.call(notifications.read, { body: { ids: [list.items[0]?.id as string] } })
  expect((await mine.call(notifications.recent, { query: {} })).unread).toBe(1)
  expect(await mine.call(notifications.read, { body: {} })).toEqual({ unread: 0 })
})

test('the command line makes administrators, staff with a team, and tokens', async () => {
  const run = <T>(name: keyof typeof commands, args: Record<string, string | true>) => commands[name].run({ work: house.work, args, names: [], stdin: async () => Buffer.alloc(0), say: () => {} }) as Promise<T>
  expect(await run('admin create', { email: 'only@example.com', password: PASSWORD, name: 'Only', 'only-admin': true })).toMatchObject({ roles: ['system_admin'] })
  expect(await run('admin create', { email: 'both@example.com', password: PASSWORD, name: 'Both' })).toMatchObject({ roles: ['system_admin', 'cs_manager'] })
  expect(await run('staff create', { email: 'cli@example.com', password: PASSWORD, name: 'Cli', role: 'agent', team: '夜班组', grade: 'senior' })).toMatchObject({ teams: ['夜班组'] })
  await expect(run('staff create', { email: 'cli2@example.com', password: PASSWORD, name: 'Cli', role: 'agent', grade: 'huge' })).rejects.toMatchObject({ code: 'command.bad-option' })
  const token = await run<string>('token create', { staff: 'cli@example.com', name: 'bench', scope: 'staff.read' })
  expect((await house.app.inject({ method: 'GET', url: '/api/v1/staff?limit=1', headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(200)
  expect(await run<string>('roles', {})).toContain('cs_supervisor')
})
