import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { LiveSignal, shell } from '../shell.ts'

/** One socket for the whole page; screens hear what changed and ask again for what they show. */

/** Closed by the server because the session ended. */
const SIGNED_OUT = 4401
const hearers = new Set<(signal: LiveSignal) => void>()

/** Hears that a record of this kind changed; with `id`, only that one. A signal without id says that many did. */
export function useLive(entity: string | undefined, hear: (signal: LiveSignal) => void, id?: string): void {
  const heard = useEffectEvent(hear)
  useEffect(() => {
    if (!entity) return
    const hearer = (signal: LiveSignal) => {
      if (signal.entity === entity && (!id || !signal.id || signal.id === id)) heard(signal)
    }
    hearers.add(hearer)
    return () => { hearers.delete(hearer) }
  }, [entity, id])
}

/** Waits before try number `tries`: 1, 2, 4 … 30 seconds, each shortened by chance so that a restarted server isn't met by all at once. */
export const backOff = (tries: number, chance = Math.random()): number => Math.min(30_000, 1000 * 2 ** tries) * (0.5 + chance / 2)

/** Keeps the socket open. After a gap nobody knows what was missed, so everything shown is asked again. */
export function LiveSocket() {
  const cache = useQueryClient()
  const router = useRouter()
  useEffect(() => {
    let socket: WebSocket | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let tries = 0
    let gap = false
    let left = false
    const open = () => {
      clearTimeout(timer)
      socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`)
      socket.onopen = () => {
        tries = 0
        if (gap) void cache.invalidateQueries()
        gap = false
      }
      socket.onmessage = (message) => {
        const signal = LiveSignal.safeParse(parsed(message.data))
        if (signal.success) for (const hearer of hearers) hearer(signal.data)
      }
      socket.onclose = (event) => {
        gap = true
        if (event.code === SIGNED_OUT) void cache.invalidateQueries({ queryKey: [shell.session.path] }).then(() => router.invalidate())
        if (!left) timer = setTimeout(open, backOff(tries++))
      }
    }
    const atOnce = () => {
      if (document.visibilityState === 'visible' && socket?.readyState === WebSocket.CLOSED) open()
    }
    open()
    addEventListener('online', atOnce)
    document.addEventListener('visibilitychange', atOnce)
    return () => {
      left = true
      clearTimeout(timer)
      removeEventListener('online', atOnce)
      document.removeEventListener('visibilitychange', atOnce)
      socket?.close()
    }
  }, [cache, router])
  return null
}
const parsed = (text: unknown): unknown => {
  try { return JSON.parse(String(text)) } catch { return undefined }
}
