import { useEffect, useEffectEvent } from 'react'
import { isCovered, isWriting } from '../frame/hotkey.ts'

interface Keys { change?: (() => void) | undefined; step: (by: -1 | 1) => void; toActs: () => void }

/** On a record's page: e changes it, [ and ] go from tab to tab, a full stop goes to what may be done. Keys the page itself has heard are left alone. */
export function useRecordKeys({ change, step, toActs }: Keys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || isWriting(event.target) || isCovered()) return
    if (event.key === 'e' && change) change()
    else if (event.key === '[' || event.key === '【') step(-1)
    else if (event.key === ']' || event.key === '】') step(1)
    else if (event.key === '.' || event.key === '。') toActs()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}
