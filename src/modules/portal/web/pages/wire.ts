import type { HelpArticle, HelpItem } from '../../../knowledge/contract.ts'
import type { HowToComplain, Page, Receipt, Ticket, Tracked } from '../../contract.ts'
import type { Call, SosPage } from '../../../risk/contract.ts'
import { language, t } from './words.ts'

/** How the customer's pages speak with the server. */

/** An answer as it comes over the wire: moments are texts. */
export type Wire<T> = T extends Date ? string : T extends readonly (infer U)[] ? Wire<U>[] : T extends object ? { [K in keyof T]: Wire<T[K]> } : T
export type PageLook = Wire<Page>
export type Matter = Wire<Tracked>
export type HowTo = Wire<HowToComplain>
export type GivenTicket = Wire<Ticket>
export type FoundHelp = Wire<HelpItem>
export type ReadHelp = Wire<HelpArticle>
export type GivenReceipt = Wire<Receipt>

/** A refusal, with what is wrong at each field. `code` is `offline` when nothing came back. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly code: string
  readonly faults: readonly { path: string; message: string }[]
  constructor(status: number, code: string, said: string, faults: Refusal['faults'] = []) {
    super(said)
    this.status = status
    this.code = code
    this.faults = faults
  }
}
interface Problem { code?: string; title?: string; errors?: { path: string; message: string }[] }
const refusalOf = (status: number, told: Problem | undefined): Refusal =>
  told?.code ? new Refusal(status, told.code, status >= 500 ? t('portal.page.fault.unexpected') : told.title ?? '', told.errors ?? []) : new Refusal(status, 'unexpected', t('portal.page.fault.unexpected'))

const API = '/api/v1/portal'
const ROOT = '/api/v1'
// The server takes our own pages' requests only with this, when somebody is signed in as staff in the same browser.
const OURS = { 'x-shouwen-csrf': '1' }

async function ask<T>(method: 'GET' | 'POST', path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}, api = API): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(`${api}${path}`, { method, headers: { accept: 'application/json', 'accept-language': language(), ...OURS, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  } catch { throw new Refusal(0, 'offline', t('portal.page.fault.offline')) }
  const told = await answer.json().catch(() => undefined) as T & Problem | undefined
  if (!answer.ok || told === undefined) throw refusalOf(answer.status, told)
  return told
}

export const getPage = (slug: string) => ask<PageLook>('GET', `/pages/${encodeURIComponent(slug)}`)
export const getHowToComplain = (slug: string) => ask<HowTo>('GET', `/pages/${encodeURIComponent(slug)}/complaints`)
export const getTicket = () => ask<GivenTicket>('GET', '/ticket')
/** Sent again with the same key it does nothing twice. */
export const sendEntry = (entry: object, key: string) => ask<GivenReceipt>('POST', '/entries', entry, { 'idempotency-key': key })
export const getMatter = (code: string) => ask<Matter>('GET', '/case', undefined, { 'tracking-code': encodeURIComponent(code) })
export const sendReply = (reply: { code: string; body: string; attachments: readonly string[]; visitor?: string | undefined }, key: string) => ask<Matter>('POST', '/case/messages', reply, { 'idempotency-key': key })
export const sendDecision = (said: { code: string; accepted: boolean; words?: string }, key: string) => ask<Matter>('POST', '/case/decision', said, { 'idempotency-key': key })
export const sendPulse = (said: { code: string; score: number; words?: string }, key: string) => ask<Matter>('POST', '/case/pulse', said, { 'idempotency-key': key })
export const sendRating = (rating: { code: string; formId: string; answers: object }, key: string) => ask<Matter>('POST', '/case/ratings', rating, { 'idempotency-key': key })
export const findHelp = (asked: { q?: string; cursor?: string }) => ask<{ items: FoundHelp[]; nextCursor: string | null }>('GET', `/help?${new URLSearchParams(asked).toString()}`)
export const readHelp = (key: string) => ask<ReadHelp>('GET', `/help/${encodeURIComponent(key)}`)
export const countHelp = (key: string, visitor: string) => ask<null>('POST', `/help/${encodeURIComponent(key)}/views`, { visitor })
export const missHelp = (q: string, who: string) => ask<null>('POST', '/help-misses', { q, visitor: who })
export const voteHelp = (key: string, vote: { visitor: string; helpful: boolean; note?: string }) => ask<null>('POST', `/help/${encodeURIComponent(key)}/votes`, vote)
export const getSosPage = (code: string) => ask<Wire<SosPage>>('GET', `/sos/${encodeURIComponent(code)}`, undefined, {}, ROOT)
export const pressSos = (code: string) => ask<Wire<Call>>('POST', `/sos/${encodeURIComponent(code)}`, {}, {}, ROOT)
export const getCall = (token: string) => ask<Wire<Call>>('GET', `/sos-calls/${encodeURIComponent(token)}`, undefined, {}, ROOT)
export const saySos = (token: string, said: { words?: string; phone?: string }) => ask<Wire<Call>>('POST', `/sos-calls/${encodeURIComponent(token)}/words`, said, {}, ROOT)
// `crypto.randomUUID` is there on https only, and these pages may stand in a company's own net.
export const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Sends a file and tells how far it has come; `fetch` can't. */
export function sendFile(file: File, holder: { ticket: string } | { code: string }, sent: (share: number) => void): { done: Promise<{ id: string }>; stop: () => void } {
  const request = new XMLHttpRequest()
  const done = new Promise<{ id: string }>((resolve, reject) => {
    request.open('POST', `${API}/files`)
    const headers = { 'content-type': 'application/octet-stream', 'accept-language': language(), 'x-file-name': encodeURIComponent(file.name), 'idempotency-key': newKey(), ...OURS, ...('ticket' in holder ? { 'portal-ticket': holder.ticket } : { 'tracking-code': holder.code }) }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', (event) => sent(event.total ? event.loaded / event.total : 0))
    request.addEventListener('load', () => {
      let told: (Problem & { id?: string }) | undefined
      try { told = JSON.parse(request.responseText) as typeof told } catch { told = undefined }
      if (request.status === 201 && told?.id) resolve({ id: told.id })
      else reject(refusalOf(request.status, told))
    })
    request.addEventListener('error', () => reject(new Refusal(0, 'offline', t('portal.page.fault.offline'))))
    request.addEventListener('abort', () => reject(new Refusal(0, 'stopped', '')))
    request.send(file)
  })
  return { done, stop: () => request.abort() }
}
