import { createHash } from 'node:crypto'
import type { openWholeHouse } from '../../../test/whole-house.ts'
import type { Entry, Receipt, Ticket, Tracked } from './contract.ts'
import { hasZeroBits } from './rules.ts'

/** A customer at the portal's doors, from an address of their own. */
type House = Awaited<ReturnType<typeof openWholeHouse>>
interface Told<T> { status: number; body: T & { code?: string; errors?: { path: string; code: string; message: string }[] }; headers: Record<string, unknown> }

export function visitorOf(house: House, address = '203.0.113.7', language = 'zh-CN') {
  async function send<T>(method: 'GET' | 'POST', url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Told<T>> {
    const ask = () => house.app.inject({
      method, url: `/api/v1${url}`, remoteAddress: address, headers: { 'accept-language': language, ...(body === undefined || Buffer.isBuffer(body) ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    })
    let answer = await ask()
    // On a slow machine the server may say that it is busy; a browser asks again.
    for (let again = 0; answer.statusCode === 503 && again < 60; again++) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      answer = await ask()
    }
    return { status: answer.statusCode, headers: answer.headers, body: (answer.headers['content-type']?.toString().includes('json') ? answer.json() : answer.body) as Told<T>['body'] }
  }
  const ticket = async (): Promise<Ticket> => (await send<Ticket>('GET', '/portal/ticket')).body
  /** A ticket on which enough time has passed, with its sum solved. */
  async function opened(): Promise<{ ticket: string; found?: number }> {
    const given = await ticket()
    house.clock.pass(5)
    if (!given.bits) return { ticket: given.ticket }
    for (let found = 0; ; found++) if (hasZeroBits(createHash('sha256').update(`${given.ticket}:${found}`).digest(), given.bits)) return { ticket: given.ticket, found }
  }
  const entry = (more: Partial<Entry> = {}) => ({ brand: 'main', kind: 'complaint', name: '王小明', phone: '13912345678', description: '空调装好一周就漏水，打了两次电话没人来。', consent: true, ...more })
  return {
    send, ticket, opened, entry,
    submit: async (more: Partial<Entry> = {}, headers: Record<string, string> = {}) => send<Receipt>('POST', '/portal/entries', { ...entry(more), ...(more.ticket ? {} : await opened()) }, headers),
    track: (code: string) => send<Tracked>('GET', '/portal/case', undefined, { 'tracking-code': code }),
    reply: (code: string, body: string, attachments: string[] = []) => send<Tracked>('POST', '/portal/case/messages', { code, body, attachments }),
    rate: (code: string, formId: string, answers: object) => send<Tracked>('POST', '/portal/case/ratings', { code, formId, answers }),
    upload: (bytes: Buffer, name: string, headers: Record<string, string>) => send<{ id: string; type: string }>('POST', '/portal/files', bytes, { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), ...headers }),
  }
}
