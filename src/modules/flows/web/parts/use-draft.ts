import { useState } from 'react'
import type { FlowBody } from '../../contract.ts'

const KEPT = 100
/** A draft with its way back: every change can be undone until the page is left. */
export function useDraft(start: FlowBody) {
  const [{ past, now, future }, set] = useState<{ past: readonly FlowBody[]; now: FlowBody; future: readonly FlowBody[] }>({ past: [], now: start, future: [] })
  return {
    flow: now,
    /** A change of the same `what` right after another is undone with it: letters typed into one field. */
    change: (to: FlowBody, what?: string) => {
      const together = what !== undefined && what === last.what && performance.now() - last.at < 1_500
      last = { what, at: performance.now() }
      set((was) => ({ past: together && was.past.length ? was.past : [...was.past.slice(-KEPT), was.now], now: to, future: [] }))
    },
    undo: past.length ? () => set((was) => ({ past: was.past.slice(0, -1), now: was.past.at(-1) ?? was.now, future: [was.now, ...was.future] })) : undefined,
    redo: future.length ? () => set((was) => ({ past: [...was.past, was.now], now: was.future[0] ?? was.now, future: was.future.slice(1) })) : undefined,
    restart: (to: FlowBody) => set({ past: [], now: to, future: [] }),
  }
}
let last: { what: string | undefined; at: number } = { what: undefined, at: 0 }
