import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../../../kernel/client.ts'
import { workspace } from '../../desk/contract.ts'
import { countActive } from './active-time.ts'

/** Told on leaving and now and then, so that a browser that dies loses little. */
const TELL_MS = 180_000
/** A glance is no work. */
const LEAST_SECONDS = 3
const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll'] as const
const uuid = () => crypto.randomUUID() as string

/** Measures how long this case is worked on and tells the server, visit by visit. */
export function useActiveTime(caseId: string): void {
  const cache = useQueryClient()
  useEffect(() => {
    const visitId = uuid()
    const beganAt = new Date().toISOString()
    const inFront = () => document.visibilityState === 'visible' && document.hasFocus()
    const time = countActive(() => performance.now(), inFront())
    let told = 0
    const tell = (isLeaving: boolean) => {
      const seconds = time.seconds()
      if (seconds < LEAST_SECONDS || seconds === told) return
      told = seconds
      void call(workspace.noteWork, { params: { id: caseId }, body: { visitId, beganAt, seconds: Math.min(seconds, 86_400) } }, { own: { send: (url, init) => fetch(url, { ...init, keepalive: true }), headers: () => ({ 'x-shouwen-csrf': '1' }) } })
        .then(() => { if (isLeaving) void cache.invalidateQueries({ queryKey: [workspace.beside.path] }) }, () => { told = 0 })
    }
    const look = () => { time.seen(inFront()); if (!inFront()) tell(false) }
    const touch = () => time.touched()
    const leave = () => tell(true)
    const timer = setInterval(() => tell(false), TELL_MS)
    for (const one of TOUCHES) addEventListener(one, touch, { passive: true, capture: true })
    for (const one of ['focus', 'blur'] as const) addEventListener(one, look)
    document.addEventListener('visibilitychange', look)
    addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      for (const one of TOUCHES) removeEventListener(one, touch, { capture: true })
      for (const one of ['focus', 'blur'] as const) removeEventListener(one, look)
      document.removeEventListener('visibilitychange', look)
      removeEventListener('pagehide', leave)
      tell(true)
    }
  }, [cache, caseId])
}
