import { ApiError, call, urlOf } from '../../../kernel/client.ts'
import type { Problem } from '../../../kernel/client.ts'
import { language } from '../../../kernel/web/words.ts'
import { z } from 'zod'
import { FileView, Upload, files, intake } from '../contract.ts'
import type { Wire } from './send-file.ts'

/** The browser's way: XMLHttpRequest for bytes, since `fetch` tells nobody how far it has come. */
export const browserWire: Wire = {
  whole: async ({ blob, name }, key, sent, signal) =>
    z.decode(FileView, await put('POST', urlOf(intake.upload), blob, { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name.toWellFormed()), 'idempotency-key': key }, sent, signal) as z.input<typeof FileView>),
  open: ({ blob, name, type }) => call(files.open, { body: { name, size: blob.size, ...(type ? { type } : {}) } }),
  append: async (id, offset, bytes, sent, signal) =>
    z.decode(Upload, await put('PATCH', urlOf(intake.append, { params: { id } }), bytes, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, sent, signal) as z.input<typeof Upload>),
  offset: (id) => call(files.offset, { params: { id } }),
  drop: async (id) => void await call(files.drop, { params: { id } }),
  pause: (ms, signal) => new Promise((done, fail) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', () => { clearTimeout(timer); fail(signal.reason as Error) }, { once: true })
  }),
}

function put(method: string, url: string, body: Blob, headers: Record<string, string>, sent: (bytes: number) => void, signal: AbortSignal): Promise<unknown> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    request.open(method, url)
    for (const [name, value] of Object.entries({ accept: 'application/json', 'accept-language': language(), 'x-shouwen-csrf': '1', ...headers })) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', (event) => sent(event.loaded))
    request.addEventListener('load', () => {
      const told = parsed(request.responseText)
      if (request.status >= 200 && request.status < 300 && told !== undefined) done(told)
      else fail(new ApiError(problemIn(told, request.status)))
    })
    request.addEventListener('error', () => fail(new TypeError('network')))
    request.addEventListener('abort', () => fail(signal.reason as Error))
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    signal.addEventListener('abort', stop, { once: true })
    request.send(body)
  })
}
const parsed = (text: string): unknown => { try { return JSON.parse(text) as unknown } catch { return undefined } }
const problemIn = (told: unknown, status: number): Problem =>
  told && typeof told === 'object' && 'code' in told ? told as Problem : { type: 'about:blank', title: 'server.unexpected', status, code: status === 413 ? 'request.too-large' : status >= 500 ? 'server.unexpected' : 'request.failed' }

/** Sends a small file that the page has made itself, such as a drawing. @throws ApiError when it is refused */
export const sendWhole = (blob: Blob, name: string): Promise<FileView> => browserWire.whole({ blob, name, type: blob.type }, crypto.randomUUID(), () => {}, new AbortController().signal)
