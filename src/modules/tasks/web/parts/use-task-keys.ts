import { useEffect, useEffectEvent } from 'react'
import { isCovered, isWriting } from '../../../../kernel/web/frame/hotkey.ts'

/** Single letters do what the buttons do, while nobody writes and no dialog is open. */
export function useTaskKeys(deeds: Readonly<Record<string, (() => void) | undefined>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target) || isCovered()) return
    const run = deeds[event.key]
    if (!run) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}
