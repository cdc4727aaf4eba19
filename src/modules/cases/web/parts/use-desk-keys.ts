import { useEffect, useEffectEvent } from 'react'
import { onPageKey } from '../../../../kernel/web/frame/hotkey.ts'
import { deedOf } from './desk-keys.ts'
import type { DeskDeed } from './desk-keys.ts'

/** Does what the keys of the desk mean; a deed that is not offered leaves its key alone. */
export function useDeskKeys(deeds: Partial<Record<DeskDeed, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent): boolean => {
    const deed = deedOf(event)
    const run = deed && deeds[deed]
    run?.()
    return run !== undefined
  })
  useEffect(() => onPageKey((event) => onKey(event)), [])
}
