import { useEffect, useEffectEvent } from 'react'

/** The command palette stands apart from the button in the top bar: here the one tells the other. */
const hearers = new Set<(available: boolean) => void>()
export const askToTake = (available: boolean): void => { for (const hear of hearers) hear(available) }

/** Hears that somebody said by the palette whether they take work. */
export function useAskedToTake(hear: (available: boolean) => void): void {
  const heard = useEffectEvent(hear)
  useEffect(() => {
    const hearer = (available: boolean) => heard(available)
    hearers.add(hearer)
    return () => { hearers.delete(hearer) }
  }, [])
}
