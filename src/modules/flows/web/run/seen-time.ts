import { useEffect, useRef } from 'react'

/** Counts how long something has been before the reader's eyes: a page in the background is not worked on. Gives back the whole seconds so far. */
export function useSeenTime(): () => number {
  const seen = useRef<{ before: number; since: number | null }>({ before: 0, since: null })
  useEffect(() => {
    const turned = () => {
      const { before, since } = seen.current
      const now = performance.now()
      seen.current = document.hidden ? { before: before + (since === null ? 0 : now - since), since: null } : { before, since: since ?? now }
    }
    turned()
    document.addEventListener('visibilitychange', turned)
    return () => document.removeEventListener('visibilitychange', turned)
  }, [])
  return () => Math.round((seen.current.before + (seen.current.since === null ? 0 : performance.now() - seen.current.since)) / 1_000)
}
