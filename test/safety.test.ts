import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { verifyChain } from '../src/kernel/events.ts'
import { importCases } from '../src/modules/cases/commands/import-cases.ts'
import { cases } from '../src/modules/cases/contract.ts'
import { customers } from '../src/modules/customers/contract.ts'
import { openWholeHouse } from './whole-house.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
type Person = Awaited<ReturnType<typeof house.hire>>
let agent: Person
let manager: Person
beforeAll(async () => {
  house = await openWholeHouse()
  agent = await house.hire('agent')
  manager = await house.hire('cs_manager')
})
afterAll(() => house.close())

const PHONE = '13987654321'
const MAIL = 'wang.secret@private-mail.example'

describe('personal data at rest', () => {
  test('after cases by API, by import and by hand, with jobs pending, no table but the messages shows a phone or an address', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shouwen-import-'))
    const file = join(folder, 'cases.csv')
    writeFileSync(file, `id,subject,detail,name,phone,mail\n1,空调不制冷,"请打 ${PHONE}",王秘,${PHONE},${MAIL}\n2,坏了,又坏了,王秘,139 8765 4321,\n`)
    const map = join(folder, 'map.json')
    writeFileSync(map, JSON.stringify({ source: 'test', columns: { externalId: 'id', subject: 'subject', description: 'detail', customer: { name: 'name', phone: 'phone', email: 'mail' } } }))
    await agent.call(cases.open, { body: { kind: 'support', subject: '连不上网', description: `我的电话是 ${PHONE}，邮箱 ${MAIL}`, channel: 'portal', customer: { name: '王秘', phone: PHONE, email: MAIL } } }, { idempotencyKey: 'kept' })
    await importCases.run({ work: house.work, args: { map }, names: [file], stdin: async () => Buffer.alloc(0), say: () => {} })
    const { items: [found] } = await manager.call(customers.list, { query: { q: '4321' } })
    await manager.call(customers.reveal, { params: { id: found?.id as string }, body: { contactPointId: found?.contactPoints[0]?.id as string, reason: '回电确认' } })
    await house.drain()
    const { rows: tables } = await house.directPool.query(`select table_schema as schema, table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
    const shows: string[] = []
    for (const { schema, name } of tables) {
      const { rows } = await house.directPool.query(`select string_agg(t::text, E'\\n') as dump from "${schema}"."${name}" t`)
      const dump: string = rows[0].dump ?? ''
      if (/8765\s?4321/.test(dump) || dump.includes('wang.secret') || dump.includes('private-mail')) shows.push(name)
    }
    expect(shows.filter((name) => name !== 'message' && !name.startsWith('message_'))).toEqual([])
    expect(shows.length).toBeGreaterThan(0)
    expect(house.log.join('')).not.toMatch(/87654321|wang\.secret/)
    rmSync(folder, { recursive: true })
  })
  test('who may not read personal values gets none from any list, record, timeline or history', async () => {
    const { items } = await agent.call(customers.list, { query: { q: '王秘' } })
    expect(items.length).toBeGreaterThan(0)
    const paths = ['/customers?limit=200', '/cases?limit=200', '/interactions?limit=200', ...items.flatMap(({ id }) => [`/customers/${id}`, `/customers/${id}/timeline`, `/customers/${id}/events`, `/customers/${id}/duplicates`])]
    for (const path of paths) {
      const answer = await agent.raw('GET', path)
      expect([200, 403], path).toContain(answer.statusCode)
      expect(answer.body, path).not.toMatch(/8765\s?4321|wang\.secret/)
    }
  })
  test('a reveal says who, when and why in the log, and never what', async () => {
    const { items: [found] } = await manager.call(customers.list, { query: { q: '王秘' } })
    const point = found?.contactPoints.find((one) => one.kind === 'phone')
    expect(await manager.call(customers.reveal, { params: { id: found?.id as string }, body: { contactPointId: point?.id as string, reason: '客户要求回电' } })).toMatchObject({ value: expect.stringContaining('13987654321') })
    await house.drain()
    const { rows } = await house.directPool.query(`select actor_id, data::text as data from event_log where kind = 'customer.revealed' order by pos desc limit 1`)
    expect(rows[0].actor_id).toBe(manager.id)
    expect(rows[0].data).toContain('客户要求回电')
    expect(rows[0].data).not.toContain('87654321')
  })
})

describe('the door against strangers’ tricks', () => {
  test('another site’s page can’t use our cookie, and the socket takes no query token and no foreign origin', async () => {
    const cookie = 'shouwen.session_token=made-up'
    const foreign = await house.app.inject({ method: 'POST', url: '/api/v1/cases', headers: { cookie, origin: 'https://evil.example', 'content-type': 'application/json' }, payload: '{}' })
    expect(foreign.json()).toMatchObject({ status: 403, code: 'auth.foreign-origin' })
    const form = await house.app.inject({ method: 'POST', url: '/api/v1/cases', headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' }, payload: 'kind=complaint' })
    expect([403, 415]).toContain(form.statusCode)
    const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
    const open = (url: string, headers: Record<string, string>) => new Promise<string>((resolve) => {
      const socket = new WebSocket(url, { headers })
      socket.once('open', () => { resolve('open'); socket.close() })
      socket.once('unexpected-response', (_request, answer) => resolve(String(answer.statusCode)))
      socket.once('error', () => resolve('error'))
    })
    const live = `${address.replace('http', 'ws')}/api/v1/live`
    expect(await open(live, { authorization: `Bearer ${agent.token}` })).toBe('open')
    expect(await open(live, {})).toBe('401')
    expect(await open(`${live}?token=${agent.token}`, {})).toBe('401')
    expect(await open(live, { cookie, origin: 'https://evil.example' })).toBe('403')
  })
  test('paths that climb, odd methods and huge headers are refused by name', async () => {
    for (const url of ['/api/v1/files/..%2f..%2fetc%2fpasswd', '/api/v1/cases/%2e%2e%2f', '/..%2f..%2fpackage.json', '/api/v1/definitions/../../secret']) {
      const answer = await house.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${agent.token}` } })
      expect([400, 403, 404], url).toContain(answer.statusCode)
      expect(answer.body).not.toContain('dependencies')
    }
  })
  test('hostile texts are kept as they are and never run: HTML, formulas, RTL override, 4-byte Han', async () => {
    const subject = '<img src=x onerror=alert(1)> =cmd|calc 𠮷\u202Egnp.exe'
    const opened = await agent.call(cases.open, { body: { kind: 'support', subject, description: '<script>alert(1)</script>', channel: 'portal' } })
    const answer = await agent.raw('GET', `/cases/${opened.id}`)
    expect(answer.json()).toMatchObject({ subject })
    expect(answer.headers['content-type']).toContain('application/json')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['content-security-policy']).toContain("object-src 'none'")
  })
  test('__proto__ and constructor in a body are refused, and nothing is polluted', async () => {
    const answer = await agent.raw('POST', '/cases', '{"__proto__":{"admin":true},"kind":"support"}')
    expect(answer.statusCode).toBe(400)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})

test('after all of it the chain holds', async () => {
  await house.drain()
  expect(await verifyChain(house.directPool)).toMatchObject({ badAt: null })
})
