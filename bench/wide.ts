import WebSocket from 'ws'
import { load } from './ground/load.ts'
import { openBenchServer } from './ground/server.ts'

/**
 * A wide company: 500 teams, 200 agents connected, 100 custom fields of cases and 100 of customers, an organisation of 10,000 contacts
 * (`npm run bench -- wide [teams] [fields] [contacts] [agents]`). What a manager opens, in milliseconds: the mean at one connection and the percentiles at four.
 */
export async function run(options: readonly string[]): Promise<object> {
  const [teams, fields, contacts, agents] = [500, 200, 10_000, 200].map((usual, at) => Number(options[at] ?? usual)) as [number, number, number, number]
  const server = await openBenchServer()
  const sockets: WebSocket[] = []
  try {
    const { token } = await server.hire('cs_manager')
    const ask = async <T>(method: string, path: string, body: object): Promise<T> => {
      const answer = await fetch(`${server.address}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return await answer.json() as T
    }
    const made: { id: string }[] = []
    for (let n = 0; n < teams; n++) made.push(await server.team(`Team ${n}`))
    for (let n = 0; n < fields; n++) await ask('POST', '/custom-fields', { key: `field-${n}`, of: n % 2 ? 'customer' : 'case', name: { zh: `字段 ${n}`, en: `Field ${n}` }, type: (['text', 'number', 'date', 'boolean'] as const)[n >> 1 & 3], searchable: n < 20 })
    const values = (of: 'case' | 'customer') => Object.fromEntries(Array.from({ length: fields }, (_, n) => n).filter((n) => (n % 2 === 1) === (of === 'customer')).map((n) => [`field-${n}`, [`值 ${n}`, n, '2026-11-22', true][n >> 1 & 3]]))
    const organisation = await ask<{ id: string; version: number }>('POST', '/customers', { type: 'organisation', name: '东海制造集团', contactPoints: [] })
    await ask('PATCH', `/customers/${organisation.id}`, { version: organisation.version, fields: values('customer') })
    await server.house.directPool.query(`with made as (insert into customer (id, type, name, created_at, version) select uuid_v7(), 'person', '联系人' || n, now(), 1 from generate_series(1, $1::int) n returning id)
      insert into customer_affiliation (id, organisation_id, person_id, role, created_at) select uuid_v7(), $2::uuid, id, 'other', now() from made`, [contacts, organisation.id])
    await server.house.directPool.query('analyze')
    const cases: string[] = []
    for (let n = 0; n < 200; n++) cases.push((await ask<{ id: string }>('POST', '/cases', { kind: 'request', subject: `空调不制冷 ${n}`, description: '昨天刚装的空调，今天就不制冷了。', channel: 'api', teamId: made[n % teams]?.id, customerId: organisation.id, fields: values('case') })).id)
    for (let n = 0; n < agents; n++) {
      const agent = await server.hire('agent', made[n % teams]?.id)
      const socket = new WebSocket(`${server.address.replace('http', 'ws')}/api/v1/live`, { headers: { authorization: `Bearer ${agent.token}` } })
      sockets.push(socket)
      await new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject) })
    }
    const opened = {
      session: ['/session'], teams: ['/teams'], staff: ['/staff?limit=50'], fields: ['/custom-fields?of=case'], cases: ['/cases?limit=50'], 'case': cases.map((id) => `/cases/${id}`),
      organisation: [`/customers/${organisation.id}`], tree: [`/customers/${organisation.id}/tree`], people: [`/customers/${organisation.id}/people?limit=50`], 'person found': [`/customers/${organisation.id}/people?limit=50&q=${encodeURIComponent('联系人99')}`],
      supervision: ['/supervision'], profile: [`/customers/${organisation.id}/profile`],
    }
    const figures: Record<string, object> = {}
    for (const [what, paths] of Object.entries(opened)) {
      const of = { address: server.address, token, method: 'GET' as const, paths: paths.map((path) => `/api/v1${path}`) }
      await load({ ...of, connections: 1, seconds: 1 })
      const service = await load({ ...of, connections: 1, seconds: 3 })
      const busy = await load({ ...of, connections: 4, seconds: 3 })
      figures[what] = { serviceMs: service.mean, p50: busy.p50, p95: busy.p95, failed: service.failed + busy.failed }
    }
    return { teams, fields, contacts, agents, figures, residentMb: Math.round(process.memoryUsage.rss() / 1_048_576) }
  } finally {
    for (const socket of sockets) socket.terminate()
    await server.close()
  }
}
