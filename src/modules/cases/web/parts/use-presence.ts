import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { presence } from '../../contract.ts'
import type { Here } from '../../contract.ts'

/** Said again so often, for the server forgets after three quarters of a minute. */
const BEAT_MS = 20_000
/** So long after the last key nobody counts as writing. */
const IDLE_MS = 6_000
const NOBODY: readonly Here[] = []

export interface Presence {
  others: readonly Here[]
  /** A key was pressed in the field: told to the others once, not at every key. */
  typed: () => void
  stopped: () => void
}
/** Who else has this case open; says that the reader has, while the page is before their eyes. */
export function usePresence(caseId: string): Presence {
  const cache = useQueryClient()
  const here = query(presence.here, { params: { id: caseId } })
  const others = useQuery({ ...here, enabled: false }).data?.items ?? NOBODY
  const writing = useRef<{ is: boolean; timer: ReturnType<typeof setTimeout> | undefined; say: (isHere: boolean) => void }>({ is: false, timer: undefined, say: () => {} })
  useLive('presence', () => void cache.fetchQuery({ ...here, staleTime: 0 }).catch(() => undefined), caseId)
  useEffect(() => {
    const state = writing.current
    const say = (isHere: boolean) => void call(presence.beHere, { params: { id: caseId }, body: { here: isHere, typing: isHere && state.is } }).then((found) => cache.setQueryData(query(presence.here, { params: { id: caseId } }).queryKey, found), () => undefined)
    state.say = say
    const look = () => say(document.visibilityState === 'visible')
    look()
    const timer = setInterval(() => { if (document.visibilityState === 'visible') say(true) }, BEAT_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      clearTimeout(state.timer)
      document.removeEventListener('visibilitychange', look)
      state.is = false
      say(false)
    }
  }, [cache, caseId])
  const write = (is: boolean) => {
    const state = writing.current
    clearTimeout(state.timer)
    if (is) state.timer = setTimeout(() => write(false), IDLE_MS)
    if (state.is === is) return
    state.is = is
    state.say(true)
  }
  return { others, typed: () => write(true), stopped: () => write(false) }
}
