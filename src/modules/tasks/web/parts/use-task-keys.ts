import { useEffect, useEffectEvent } from 'react'
import { onPageKey } from '../../../../kernel/web/frame/hotkey.ts'

/** Single letters do what the buttons do, while nobody writes and no dialog is open. */
export function useTaskKeys(deeds: Readonly<Record<string, (() => void) | undefined>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent): boolean => {
    const run = deeds[event.key]
    run?.()
    return run !== undefined
  })
  useEffect(() => onPageKey((event) => onKey(event)), [])
}
