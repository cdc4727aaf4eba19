import { useSyncExternalStore } from 'react'

let beat: ReturnType<typeof setInterval> | undefined
const hearers = new Set<() => void>()
function subscribe(hearer: () => void): () => void {
  hearers.add(hearer)
  beat ??= setInterval(() => { for (const one of hearers) one() }, 1_000)
  return () => {
    hearers.delete(hearer)
    if (hearers.size === 0) { clearInterval(beat); beat = undefined }
  }
}

/** A text that follows the clock: read every second by one timer for the whole page, drawn again only when it has become another. */
export const useTicking = (read: (now: number) => string): string => useSyncExternalStore(subscribe, () => read(Date.now()))
