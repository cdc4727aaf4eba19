import { useEffect, useEffectEvent } from 'react'
import { isCovered, isWriting } from '../../../../kernel/web/frame/hotkey.ts'
import { deedOf } from './desk-keys.ts'
import type { DeskDeed } from './desk-keys.ts'

/** Does what the keys of the desk mean; a deed that is not offered leaves its key alone. */
export function useDeskKeys(deeds: Partial<Record<DeskDeed, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const deed = deedOf(event, { writing: isWriting(event.target), covered: isCovered() })
    const run = deed && deeds[deed]
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
