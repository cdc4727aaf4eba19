import { useEffect, useEffectEvent, type RefObject } from 'react'
import { onPageKey } from '../frame/hotkey.ts'
import type { Row } from './Rows.tsx'

interface Keys<T> { rows: readonly T[]; open?: ((row: T) => void) | undefined; choose?: ((row: T) => void) | undefined }

/** j, k and the arrows go from row to row, Enter opens, x chooses; Home and End to the ends. The row with the focus keeps it when the list is read again. */
export function useRowKeys<T extends Row>(within: RefObject<HTMLElement | null>, enabled: boolean, { rows, open, choose }: Keys<T>): void {
  const onKey = useEffectEvent((event: KeyboardEvent): boolean => {
    const standing = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')
    if (!standing && !['j', 'k'].includes(event.key)) return false
    const elements = [...within.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []]
    const at = standing ? elements.indexOf(standing) : event.key === 'j' ? -1 : elements.length
    const row = rows.find(({ id }) => id === standing?.dataset['row'])
    const onRow = event.target === standing
    const goTo = { j: at + 1, ArrowDown: at + 1, k: at - 1, ArrowUp: at - 1, Home: 0, End: elements.length - 1 }[event.key]
    if (goTo !== undefined) {
      const next = elements[Math.max(0, Math.min(elements.length - 1, goTo))]
      next?.focus({ preventScroll: true })
      next?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && onRow && row && open) open(row)
    else if (event.key === 'x' && row && choose) choose(row)
    else return false
    return true
  })
  useEffect(() => {
    if (!enabled) return
    return onPageKey((event) => onKey(event))
  }, [enabled])
}
