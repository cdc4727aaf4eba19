/** Doing one thing to many records, a few at a time, and telling of each how it went. */

export type Outcome = 'waiting' | 'running' | 'done' | { fault: unknown }

/** Runs `deed` for every item, at most `width` at once, and tells every change. Stops beginning new ones when the signal says so; those stay `waiting`. */
export async function eachOf<T>(items: readonly T[], deed: (item: T) => Promise<unknown>, tell: (at: number, outcome: Outcome) => void, { width = 4, signal }: { width?: number; signal?: AbortSignal } = {}): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < items.length && !signal?.aborted) {
      const at = next
      next += 1
      tell(at, 'running')
      await deed(items[at] as T).then(() => tell(at, 'done'), (fault: unknown) => tell(at, { fault }))
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane))
}
