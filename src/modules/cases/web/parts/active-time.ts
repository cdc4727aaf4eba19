/** How long a page is really worked on: visible, in front, and touched within the last minute. */

export interface ActiveTime {
  /** A key, a click, a scroll or a pointer that moved. */
  touched: () => void
  /** The page comes before the eyes or leaves them. */
  seen: (is: boolean) => void
  /** Seconds so far, whole ones. */
  seconds: () => number
}
/** Reading without touching anything counts for so long. */
export const IDLE_MS = 60_000

/** Counts from its opening on, which is a touch; what lies between the last touch plus the idle time and the next touch doesn't count. */
export function countActive(now: () => number, isSeen: boolean): ActiveTime {
  let done = 0
  let from: number | null = isSeen ? now() : null
  let last = now()
  const settle = () => {
    if (from === null) return
    done += Math.max(0, Math.min(now(), last + IDLE_MS) - from)
    from = null
  }
  return {
    touched: () => {
      if (from === null) return
      if (now() > last + IDLE_MS) { settle(); from = now() }
      last = now()
    },
    seen: (is) => {
      if (!is) settle()
      else if (from === null) { from = now(); last = now() }
    },
    seconds: () => Math.floor((done + (from === null ? 0 : Math.max(0, Math.min(now(), last + IDLE_MS) - from))) / 1_000),
  }
}
