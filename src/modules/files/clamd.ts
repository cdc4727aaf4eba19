import { connect } from 'node:net'
import { once } from 'node:events'

export type ScanResult = { verdict: 'clean' } | { verdict: 'infected'; signature: string } | { verdict: 'unknown'; reason: string }

const CHUNK = 64 * 1024

/**
 * Has clamd look at some bytes by its INSTREAM command (clamd(8)): `zINSTREAM\0`, chunks with their length before them as 32 bits big-endian,
 * a length of zero, and one answer that ends in a zero byte. Never throws: what could not be asked is `unknown`, with the reason.
 * @param address `host:port`, `[v6]:port`, or the absolute path of a socket
 * @param seconds for the whole of it
 */
export async function scanBytes(address: string, bytes: AsyncIterable<Uint8Array>, seconds: number): Promise<ScanResult> {
  const tcp = /^(?:\[(.+)\]|([^:/]+)):(\d+)$/.exec(address)
  const socket = tcp ? connect({ host: (tcp[1] ?? tcp[2]) as string, port: Number(tcp[3]) }) : connect({ path: address })
  const limit = AbortSignal.timeout(seconds * 1_000)
  const stop = () => void socket.destroy(new Error('timeout'))
  limit.addEventListener('abort', stop)
  let told = ''
  let failed: Error | undefined
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => { told += text; if (text.includes('\0') || told.length > 4_096) socket.destroy() })
  socket.on('error', (error) => { failed = error })
  const closed = new Promise<void>((done) => { socket.once('close', () => done()) })
  const send = async (part: Uint8Array | string) => { if (socket.writable && !socket.write(part)) await Promise.race([once(socket, 'drain').catch(() => {}), closed]) }
  try {
    await send('zINSTREAM\0')
    for await (const piece of bytes) {
      for (let from = 0; from < piece.length && socket.writable; from += CHUNK) {
        const chunk = piece.subarray(from, from + CHUNK)
        const length = Buffer.alloc(4)
        length.writeUInt32BE(chunk.length)
        await send(length)
        await send(chunk)
      }
      // It answers and hangs up in the middle when the stream is longer than it takes.
      if (!socket.writable) break
    }
    await send(Buffer.alloc(4))
    await closed
  } catch (error) {
    socket.destroy()
    failed ??= error as Error
  } finally { limit.removeEventListener('abort', stop) }
  const answer = told.replace(/\0[^]*$/, '').trim()
  if (/^stream: OK$/.test(answer)) return { verdict: 'clean' }
  const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (signature) return { verdict: 'infected', signature: signature.slice(0, 200) }
  return { verdict: 'unknown', reason: answer || failed?.message || 'no answer' }
}
