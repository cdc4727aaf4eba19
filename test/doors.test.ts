import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../src/kernel/contract.ts'
import { systemActor } from '../src/kernel/actors.ts'
import { modules } from '../src/modules/index.ts'
import { addStaff, makeToken } from '../src/modules/people/index.ts'
import { broken, hostile, madeUp, schemaOf, withDeep } from './made-up.ts'
import { openWholeHouse } from './whole-house.ts'

/** Every endpoint × everybody, through the real door with real sessions; and everything sent in that should not be. */

const PASSWORD = 'Quiet-harbour-57'
const roles = modules.flatMap((module) => module.definitions ?? []).filter((one) => one.kind === 'role').map((one) => one.key)

interface Door extends Endpoint { via: string }
interface Sender { headers: Record<string, string> }
const stranger: Sender = { headers: {} }
let house: Awaited<ReturnType<typeof openWholeHouse>>
let doors: Door[]
let everybody: Sender

beforeAll(async () => {
  house = await openWholeHouse()
  doors = house.house.flatMap((module) => (module.serves ?? []).flatMap(({ contract }) => Object.entries(contract).map(([name, endpoint]) => ({ ...endpoint, via: `${module.name}.${name}` }))))
    // Whoever signs out may do nothing after it.
    .toSorted((a, b) => Number(a.path === '/sign-out') - Number(b.path === '/sign-out'))
  everybody = await enter(roles)
})
afterAll(() => house?.close())

/** A new member of staff with these roles, come in by the front door. */
async function enter(keys: readonly string[]): Promise<Sender & { id: string }> {
  const email = `${randomUUID()}@example.com`
  const { id } = await house.work.unit(systemActor, 'test', (ctx) => addStaff(ctx, { name: '访客', email, password: PASSWORD, roles: keys.map((key) => ({ key })) }))
  const answer = await house.app.inject({ method: 'POST', url: '/api/v1/sign-in', remoteAddress: nextAddress(), payload: { email, password: PASSWORD } })
  const cookie = answer.cookies.find((one) => one.value)
  if (!cookie) throw new Error(`nobody comes in: ${answer.body}`)
  return { id, headers: { cookie: `${cookie.name}=${encodeURIComponent(cookie.value)}`, 'x-shouwen-csrf': '1' } }
}

// Limits by address are another test's matter: here every request comes from somewhere else.
let addresses = 0
const nextAddress = () => `10.${(++addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`

interface Parts { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }
function requestOf({ spec }: Door, full = false): Parts {
  return {
    ...(spec.params ? { params: madeUp(spec.params, true) as Record<string, string> } : {}),
    ...(spec.query ? { query: madeUp(spec.query, full) as Record<string, unknown> } : {}),
    ...(spec.body ? { body: madeUp(spec.body, full) } : {}),
  }
}
async function knock({ method, path, spec }: Door, { params = {}, query = {}, body }: Parts, { headers }: Sender) {
  const address = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])).toString()
  const raw = spec.raw?.[0]
  const payload = raw ? 'bytes' : body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const send = () => house.app.inject({
    method, url: `/api/v1${address}${search ? `?${search}` : ''}`, remoteAddress: nextAddress(),
    headers: { ...headers, ...(raw ? { 'content-type': raw } : payload === undefined ? {} : { 'content-type': 'application/json' }) }, ...(payload === undefined ? {} : { payload }),
  })
  let answer = await send()
  // On a slow machine all this at once is more than the server takes; it says so, and a client waits and asks again.
  for (let again = 0; answer.statusCode === 503 && answer.body.includes('server.busy') && again < 60; again++) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    answer = await send()
  }
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json')
  return { status: answer.statusCode, code: isProblem ? answer.json<{ code: string }>().code : undefined, isProblem, told: () => answer.statusCode >= 500 ? ` ${house.log.at(-1)?.slice(0, 600)}` : ` ${answer.body.slice(0, 200)}` }
}
type Answered = Awaited<ReturnType<typeof knock>>

/** What is wrong with any answer, whoever asked: an unexpected error, or a refusal without a code. */
const unnamed = ({ status, isProblem, code }: Answered): string | undefined =>
  status >= 500 ? `answers ${status}` : status >= 400 && !(isProblem && /^[a-z][a-z-]*(\.[a-z-]+)+$/.test(code ?? '')) ? `refuses with ${status} and no code` : undefined

const AT_ONCE = 8
/** Several at once, as people are, but the last alone. */
/** One after the other, so that what is tried is the door and not how much it bears. */
async function inTurn<T>(of: readonly T[], judge: (one: T) => Promise<string | undefined>): Promise<(string | undefined)[]> {
  const judged: (string | undefined)[] = []
  for (const one of of) judged.push(await judge(one))
  return judged
}
async function eachDoor(of: readonly Door[], judge: (door: Door) => Promise<(string | undefined)[]>): Promise<string[]> {
  const faults: string[] = []
  const open = async (door: Door | undefined) => { for (const fault of door ? await judge(door) : []) if (door && fault) faults.push(`${door.method} ${door.path} (${door.via}): ${fault}`) }
  const queue = of.slice(0, -1)
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (let door = queue.shift(); door; door = queue.shift()) await open(door) }))
  await open(of.at(-1))
  return faults.toSorted()
}

/** May whoever holds exactly these permissions through? And nobody else? */
const sweep = (who: Sender, permissions: ReadonlySet<string>, forbidden: readonly string[]) => eachDoor(doors, async (door) => {
  const { access } = door.spec
  const open = access === 'public' || access === 'signed-in' || permissions.has(access)
  const answer = await knock(door, requestOf(door), who)
  const judged = [unnamed(answer) ? `${unnamed(answer)}${answer.told()}` : undefined]
  if (!open && (answer.status !== 403 || answer.code !== 'auth.forbidden')) judged.push(`is open without ${access}: ${answer.status}${answer.told()}`)
  if (open && access !== 'public' && (answer.status === 401 || (answer.status === 403 && !forbidden.includes(answer.code ?? '')))) judged.push(`is closed to a holder of ${access}: ${answer.status}${answer.told()}`)
  // The same with every optional field: an inner permission may then be asked for, but nothing may break.
  if (open && (door.spec.body || door.spec.query)) {
    const more = await knock(door, requestOf(door, true), who)
    if (unnamed(more)) judged.push(`with every field: ${unnamed(more)}${more.told()}`)
  }
  return judged
})

describe('who may', () => {
  test('there are doors and roles to try', () => {
    expect(doors.length).toBeGreaterThan(50)
    expect(roles.length).toBeGreaterThan(10)
  })
  test('strangers come in by public doors only', async () => {
    expect(await eachDoor(doors, async (door) => {
      const answer = await knock(door, requestOf(door), stranger)
      if (door.spec.access !== 'public') return [answer.status === 401 && answer.code === 'auth.required' ? undefined : `is open to strangers: ${answer.status}${answer.told()}`]
      return [unnamed(answer) && `${unnamed(answer)}${answer.told()}`]
    })).toEqual([])
  })
  test.each(roles)('%s goes through exactly the doors its grants open', { timeout: 300_000 }, async (role) => {
    const permissions = new Set<string>(house.house.flatMap((module) => (module.grants?.[role] ?? []).map((grant) => grant.permission)))
    expect(await sweep(await enter([role]), permissions, [])).toEqual([])
  })
  test('a token opens what its scope names, and never how its owner comes in', { timeout: 300_000 }, async () => {
    const owner = await enter(['cs_manager'])
    const { token } = await house.work.unit(systemActor, 'test', (ctx) => makeToken(ctx, { staffId: owner.id, name: 'narrow', scope: ['case.read'] }))
    expect(await sweep({ headers: { authorization: `Bearer ${token}` } }, new Set(['case.read']), ['auth.session-needed'])).toEqual([])
  })
  test('every door says in the API’s description what it is for', () => {
    expect(doors.filter(({ spec }) => !spec.about).map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  test('every permission that a door asks for is granted to some shipped role, and every grant is of a declared permission', () => {
    const granted = new Set<string>(house.house.flatMap((module) => Object.values(module.grants ?? {}).flat().map((grant) => grant.permission)))
    const declared = new Set<string>(house.house.flatMap((module) => module.permissions ?? []))
    expect(doors.map(({ spec }) => spec.access).filter((access) => access !== 'public' && access !== 'signed-in' && !granted.has(access))).toEqual([])
    expect([...granted].filter((permission) => !declared.has(permission))).toEqual([])
    expect(house.house.flatMap((module) => Object.keys(module.grants ?? {})).filter((role) => !roles.includes(role))).toEqual([])
  })
})

describe('what comes in', () => {
  const takesBody = ({ method, spec }: Door) => method !== 'GET' && spec.body !== undefined
  test('what is no body is refused by name', { timeout: 300_000 }, async () => {
    expect(await eachDoor(doors.filter(takesBody), (door) => inTurn(Object.entries(broken), async ([what, body]) => {
      const answer = await knock(door, { ...requestOf(door), body }, everybody)
      const fault = unnamed(answer) ?? (answer.status < 400 ? `takes it with ${answer.status}` : undefined)
      return fault && `${what}: ${fault}${answer.told()}`
    }))).toEqual([])
  })
  test('no field, whatever is in it, ends in an unexpected error', { timeout: 300_000 }, async () => {
    expect(await eachDoor(doors.filter(takesBody), async (door) => {
      const good = requestOf(door, true)
      const fields = Object.keys(schemaOf(door.spec.body).properties ?? {})
      const bodies = (field: string): [string, unknown][] => [...Object.entries(hostile).map(([what, value]): [string, unknown] => [what, { ...good.body as object, [field]: value }]), ['deep lists', withDeep(good.body as object, field)]]
      return inTurn(fields.flatMap((field) => bodies(field).map((body) => [field, ...body] as const)), async ([field, what, body]) => {
        const answer = await knock(door, { ...good, body }, everybody)
        return unnamed(answer) && `${field} is ${what}: ${unnamed(answer)}${answer.told()}`
      })
    })).toEqual([])
  })
  test('no query ends in an unexpected error', { timeout: 300_000 }, async () => {
    expect(await eachDoor(doors.filter(({ spec }) => spec.query), async (door) => {
      const fields = Object.keys(schemaOf(door.spec.query).properties ?? {})
      return inTurn(fields.flatMap((field) => Object.entries({ ...hostile, 'a huge text': '首'.repeat(1_000) }).map((one) => [field, ...one] as const)), async ([field, what, value]) => {
        const answer = await knock(door, { ...requestOf(door), query: { ...requestOf(door).query, [field]: value } }, everybody)
        return unnamed(answer) && `${field} is ${what}: ${unnamed(answer)}${answer.told()}`
      })
    })).toEqual([])
  })
  // A URL with `..` in it is another URL before it is sent: it means no id where that one is a door of its own.
  const leadsAside = ({ method, path }: Door) => doors.some((other) => other.method === method && other.path === new URL(path.replaceAll(/:\w+/g, '..'), 'http://house').pathname)
  test('an id that is none is nobody’s', { timeout: 300_000 }, async () => {
    expect(await eachDoor(doors.filter(({ spec }) => spec.params), (door) => inTurn(['not-an-id', '\u0000', ...(leadsAside(door) ? [] : ['..']), '%', 'x'.repeat(150), '🙂', '00000000-0000-0000-0000-000000000000'], async (id) => {
      const good = requestOf(door)
      const answer = await knock(door, { ...good, params: Object.fromEntries(Object.keys(good.params ?? {}).map((name) => [name, id])) }, everybody)
      const fault = unnamed(answer) ?? (answer.status < 400 ? `takes it with ${answer.status}` : undefined)
      return fault && `${JSON.stringify(id)}: ${fault}${answer.told()}`
    }))).toEqual([])
  })
  test('nothing of it has reached the prototype of every object', () => {
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
