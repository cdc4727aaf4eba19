import { useEffect, useEffectEvent } from 'react'
import { onPageKey } from '../frame/hotkey.ts'

interface Keys { change?: (() => void) | undefined; step: (by: -1 | 1) => void; toActs: () => void }

/** On a record's page: e changes it, [ and ] go from tab to tab, a full stop goes to what may be done. Keys the page itself has heard are left alone. */
export function useRecordKeys({ change, step, toActs }: Keys): void {
  const onKey = useEffectEvent((event: KeyboardEvent): boolean => {
    if (event.repeat) return false
    if (event.key === 'e' && change) change()
    else if (event.key === '[' || event.key === '【') step(-1)
    else if (event.key === ']' || event.key === '】') step(1)
    else if (event.key === '.' || event.key === '。') toActs()
    else return false
    return true
  })
  useEffect(() => onPageKey((event) => onKey(event)), [])
}
