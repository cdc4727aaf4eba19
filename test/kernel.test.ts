import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seal, verifyChain } from '../src/kernel/events.ts'
import { openTestHouse, testIdentity } from './app.ts'
import type { TestActor } from './app.ts'
import { failing, notes, toy, toySchema } from './toy.ts'

const all: TestActor = { id: '00000000-0000-7000-8000-000000000001', grants: [{ permission: 'note.read', scope: 'all' }, { permission: 'note.write', scope: 'all' }] }
const own: TestActor = { id: '00000000-0000-7000-8000-000000000002', grants: [{ permission: 'note.read', scope: 'own' }, { permission: 'note.write', scope: 'own' }, { permission: 'note.read', scope: 'team' }, { permission: 'personal.read', scope: 'all' }], vars: { me: 'ann', teams: ['north', 'ann'] } }
const reader: TestActor = { id: '00000000-0000-7000-8000-000000000003', grants: [{ permission: 'note.read', scope: 'all' }] }
const keeper: TestActor = { id: '00000000-0000-7000-8000-000000000004', grants: [{ permission: 'setting.read', scope: 'all' }, { permission: 'setting.write', scope: 'all' }, { permission: 'system.read', scope: 'all' }, { permission: 'system.write', scope: 'all' }] }
const actors = new Map([all, own, reader, keeper].map((actor) => [actor.id, actor]))

let house: Awaited<ReturnType<typeof openTestHouse>>
beforeAll(async () => { house = await openTestHouse({ modules: [toy], openIdentity: testIdentity(actors) }, { extra: toySchema }) })
afterAll(() => house.close())

const ask = (who: TestActor | undefined, method: string, url: string, body?: unknown, headers: Record<string, string> = {}) =>
  house.app.inject({ method: method as 'GET', url, headers: { ...(who ? { 'x-test-actor': who.id } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }) })

describe('the door', () => {
  test('judges who, permission, shape and existence in this order, each as problem+json', async () => {
    expect((await ask(undefined, 'POST', '/api/v1/notes', { nonsense: true })).json()).toMatchObject({ status: 401, code: 'auth.required' })
    expect((await ask(reader, 'POST', '/api/v1/notes', { nonsense: true })).json()).toMatchObject({ status: 403, code: 'auth.forbidden' })
    const bad = await ask(all, 'POST', '/api/v1/notes', { owner: '', text: 'x\u0000y', other: 1 })
    expect(bad.headers['content-type']).toContain('application/problem+json')
    expect(bad.json()).toMatchObject({ status: 400, code: 'request.invalid' })
    expect(bad.json<{ errors: { path: string }[] }>().errors.map((fault) => fault.path).sort()).toEqual(['other', 'owner', 'text'])
    expect((await ask(all, 'GET', '/api/v1/notes/0199-not-an-id')).statusCode).toBe(404)
    expect((await ask(all, 'POST', '/api/v1/notes', '{"owner": ')).json()).toMatchObject({ status: 400, code: 'request.malformed-json' })
    expect((await ask(all, 'POST', '/api/v1/notes', 'owner=x', { 'content-type': 'text/x-odd' })).statusCode).toBe(415)
    expect((await ask(all, 'POST', '/api/v1/notes', { owner: 'x', text: 'y'.repeat(1_100_000) })).statusCode).toBe(413)
    expect((await ask(all, 'GET', '/api/v1/nowhere')).json()).toMatchObject({ status: 404, code: 'route.not-found' })
  })
  test('speaks the language that was asked for', async () => {
    const zh = (await ask(undefined, 'GET', '/api/v1/notes', undefined, { 'accept-language': 'zh-CN,zh;q=0.9' })).json<{ title: string }>().title
    const en = (await ask(undefined, 'GET', '/api/v1/notes', undefined, { 'accept-language': 'en-GB' })).json<{ title: string }>().title
    expect(zh).toMatch(/[一-鿿]/)
    expect(en).toMatch(/^[\x20-\x7e]+$/)
  })
  test('a version that no record can have is bad input, wherever it stands', async () => {
    const note = await house.actor(all)(notes.write, { body: { owner: 'ann', text: 'x' } })
    for (const version of [2 ** 31 - 1, -(2 ** 40)]) expect((await ask(all, 'PATCH', `/api/v1/notes/${note.id}`, { text: 'y', version })).json()).toMatchObject({ status: 400, errors: [{ path: 'version', code: 'record.no-such-version' }] })
    expect((await ask(all, 'PATCH', `/api/v1/notes/${note.id}`, { text: 'y', version: 2 ** 31 - 2 })).statusCode).toBe(409)
  })
  test('takes 4-byte Han and emoji as they are', async () => {
    const text = '𠮷野家 👩‍👩‍👧 ok'
    const note = await house.actor(all)(notes.write, { body: { owner: 'ann', text } })
    expect((await house.actor(all)(notes.get, { params: { id: note.id } })).text).toBe(text)
  })
  test('a refusal by a module above names every reason and leaves nothing', async () => {
    const { rows: [before] } = await house.pool.query('select count(*) from note')
    await expect(house.actor(all)(notes.write, { body: { owner: 'ann', text: 'loud!' } })).rejects.toMatchObject({ status: 422, code: 'note.refused', problem: { errors: [{ path: 'text', code: 'note.shouting' }] } })
    expect((await house.pool.query('select count(*) from note')).rows[0]).toEqual(before)
  })
  test('a change that tells nobody is refused by the kernel', async () => {
    await expect(house.actor(all)(notes.silent, { body: {} })).rejects.toMatchObject({ status: 500 })
  })
})

describe('writes', () => {
  test('fifty sendings of one key make one note and one answer', async () => {
    const send = () => house.actor(all)(notes.write, { body: { owner: 'bob', text: 'once' } }, { idempotencyKey: 'key-50' })
    const answers = await Promise.all(Array.from({ length: 50 }, send))
    expect(new Set(answers.map((note) => note.id)).size).toBe(1)
    expect((await house.pool.query(`select count(*)::int as n from note where text = 'once'`)).rows[0]).toEqual({ n: 1 })
    await expect(house.actor(all)(notes.write, { body: { owner: 'bob', text: 'other' } }, { idempotencyKey: 'key-50' })).rejects.toMatchObject({ status: 422, code: 'idempotency.key-reused' })
  })
  test('a stale version answers 409 with the record as it is, masked like any answer', async () => {
    const note = await house.actor(own)(notes.write, { body: { owner: 'ann', text: 'first', phone: '+8613812345678' } })
    await house.actor(all)(notes.change, { params: { id: note.id }, body: { text: 'second', version: 1 } })
    await expect(house.actor(all)(notes.change, { params: { id: note.id }, body: { text: 'third', version: 1 } }))
      .rejects.toMatchObject({ status: 409, problem: { current: { text: 'second', version: 2, phone: expect.stringMatching(/^\+86138\*{4}5678$|\*{4}5678$/) } } })
  })
  test('personal fields are whole for those who may read them, and nowhere else', async () => {
    const { id } = await house.actor(own)(notes.write, { body: { owner: 'ann', text: 'call me', phone: '+8613900001234' } })
    expect((await house.actor(own)(notes.get, { params: { id } })).phone).toBe('+8613900001234')
    for (const url of ['/api/v1/notes', `/api/v1/notes/${id}`, `/api/v1/notes/${id}`]) expect((await ask(all, 'GET', url)).body).not.toContain('13900001234')
    await seal(house.pool)
    const { rows } = await house.pool.query(`select data::text as data from event_log where subject_id = $1`, [id])
    expect(rows[0].data).toContain('$sealed')
    expect(rows[0].data).not.toContain('13900001234')
    expect(house.log.join('')).not.toContain('13900001234')
  })
})

describe('the log', () => {
  test('is sealed in one order, cannot be altered, and verify names the first bad event', async () => {
    await house.drain()
    const whole = await verifyChain(house.directPool)
    expect(whole).toMatchObject({ badAt: null })
    expect(whole.events).toBeGreaterThan(1)
    await expect(house.pool.query('update event_log set kind = $1', ['x'])).rejects.toThrow()
    await expect(house.pool.query('delete from event_log')).rejects.toThrow()
    await expect(house.directPool.query('update event_log set kind = $1', ['x'])).rejects.toThrow('event.immutable')
    const { rows: [was] } = await house.directPool.query('select data from event_log where pos = 2')
    await house.directPool.query(`begin; set local session_replication_role = replica; update event_log set data = data || '{"owner":"mallory"}' where pos = 2; commit`)
    expect(await verifyChain(house.directPool)).toMatchObject({ badAt: 2, reason: 'altered' })
    await house.directPool.query(`begin; set local session_replication_role = replica; update event_log set data = '${JSON.stringify(was.data).replaceAll("'", "''")}' where pos = 2; commit`)
    expect(await verifyChain(house.directPool, 2)).toMatchObject({ badAt: null })
  })
  test('each event is heard once, its job runs once', async () => {
    await house.drain()
    const before = await house.pool.query('select count(*)::int as n from heard')
    await Promise.all(Array.from({ length: 20 }, (_, n) => house.actor(all)(notes.write, { body: { owner: `o${n}`, text: 'heard' } })))
    await house.drain()
    await house.drain()
    expect((await house.pool.query('select count(*)::int as n from heard')).rows[0].n - before.rows[0].n).toBe(40)
  })
  test('an event that fails five times is parked and stops nobody', async () => {
    failing.on = 'poison'
    await house.actor(all)(notes.write, { body: { owner: 'poison', text: 'bad' } })
    await house.actor(all)(notes.write, { body: { owner: 'after', text: 'good' } })
    for (let turn = 0; turn < 6; turn++) await house.drain()
    failing.on = ''
    expect((await house.pool.query('select listener, error from parked_event')).rows).toEqual([{ listener: 'notes.hear', error: 'this one hurts' }])
    expect((await house.pool.query(`select count(*)::int as n from heard where text = 'after'`)).rows[0].n).toBe(1)
    const { parked } = (await ask(keeper, 'GET', '/api/v1/health')).json<{ parked: { id: string; listener: string; kind: string }[] }>()
    expect(parked).toMatchObject([{ listener: 'notes.hear', kind: 'note.written' }])
    expect((await ask(keeper, 'POST', `/api/v1/parked-events/${parked[0]?.id}/replay`, {})).statusCode).toBe(200)
    expect((await ask(keeper, 'POST', `/api/v1/parked-events/${parked[0]?.id}/replay`, {})).statusCode).toBe(404)
    expect((await ask(keeper, 'GET', '/api/v1/health')).json()).toMatchObject({ parked: [] })
    expect((await house.pool.query(`select count(*)::int as n from heard where text = 'poison'`)).rows[0].n).toBe(1)
  })
})

describe('lists', () => {
  test('each leg alone and together; no row twice; the cursor walks everything once', async () => {
    for (let n = 0; n < 25; n++) await house.actor(all)(notes.write, { body: { owner: n % 3 ? 'ann' : 'north', text: `t${n}` } })
    const walk = async (who: TestActor, sort?: string) => {
      const seen: { id: string; owner: string; text: string }[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { items: typeof seen; nextCursor: string | null } = await house.actor(who)(notes.list, { query: { limit: 7, ...(cursor ? { cursor } : {}), ...(sort ? { sort } : {}) } })
        seen.push(...page.items)
        cursor = page.nextCursor
      }
      return seen
    }
    const mine = await walk(own)
    expect(new Set(mine.map((note) => note.id)).size).toBe(mine.length)
    expect(new Set(mine.map((note) => note.owner))).toEqual(new Set(['ann', 'north']))
    expect(mine.map((note) => note.id)).toEqual(mine.map((note) => note.id).toSorted().reverse())
    const everything = (await house.pool.query('select count(*)::int as n from note')).rows[0].n
    expect(await walk(all)).toHaveLength(everything)
    expect((await walk(all, 'text')).map((note) => note.text)).toEqual((await house.pool.query('select text from note order by text, id')).rows.map((row) => row.text))
    expect((await ask(all, 'GET', '/api/v1/notes?cursor=rubbish')).json()).toMatchObject({ status: 400, errors: [{ path: 'cursor' }] })
    expect((await ask(all, 'GET', '/api/v1/notes?sort=secret')).json()).toMatchObject({ status: 400, errors: [{ path: 'sort' }] })
  })
  test('what is not in sight is not found', async () => {
    const other = await house.actor(all)(notes.write, { body: { owner: 'south', text: 'theirs' } })
    expect((await ask(own, 'GET', `/api/v1/notes/${other.id}`)).statusCode).toBe(404)
  })
})

describe('settings and the API’s description', () => {
  test('a setting changes at once, keeps its history, and refuses what its schema refuses', async () => {
    const put = (value: unknown, version: number) => ask(keeper, 'PATCH', '/api/v1/settings/note.most', { value, version })
    expect((await put(0, 0)).json()).toMatchObject({ status: 400, errors: [{ path: 'value' }] })
    expect((await put(5, 0)).json()).toMatchObject({ value: 5, version: 1 })
    expect((await put(6, 0)).statusCode).toBe(409)
    await house.drain()
    expect((await ask(keeper, 'GET', '/api/v1/settings/note.most/events')).json()).toMatchObject({ items: [{ kind: 'setting.changed', data: { from: 3, to: 5 }, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }] })
  })
  test('OpenAPI 3.1 says every endpoint with its permission', async () => {
    const api = (await ask(undefined, 'GET', '/api/openapi.json')).json<{ openapi: string; paths: Record<string, Record<string, unknown>>; components: { schemas: object } }>()
    expect(api.openapi).toBe('3.1.0')
    expect(api.paths['/api/v1/notes/{id}']?.['get']).toMatchObject({ 'x-permission': 'note.read' })
    expect(api.components.schemas).toHaveProperty('Note')
  })
})
