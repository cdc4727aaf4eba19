import { useIsFetching } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import { PageSkeleton } from './frame/PageSkeleton.tsx'

/** Milliseconds that parts are waited for; what comes later moves what stands below it. */
const PATIENCE = 2_000

/** Told by parts whose code is still on its way. */
const Awaited = createContext<((by: 1 | -1) => void) | undefined>(undefined)

/**
 * What belongs together appears together: the parts stand in their place, unseen, until what each asks for first has come, so that none pushes
 * another about under the reader's eyes. Give it the record's id as `key`; later questions and answers change nothing.
 */
export function Together({ children }: { children: ReactNode }) {
  const [isShown, setIsShown] = useState(false)
  const [codes, setCodes] = useState(0)
  const context = useMemo(() => (by: 1 | -1) => setCodes((count) => count + by), [])
  const asked = useIsFetching({ predicate: ({ state }) => state.data === undefined })
  const isWaiting = asked + codes > 0
  useEffect(() => {
    if (isShown) return
    if (isWaiting) return
    // Parts that have just been drawn ask in the same moment; the answer to one may be the question of another.
    const frame = requestAnimationFrame(() => setIsShown(true))
    return () => cancelAnimationFrame(frame)
  }, [isShown, isWaiting])
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Awaited.Provider value={context}>
      <div className="together" data-waiting={isShown ? undefined : true} aria-busy={!isShown}>
        {isShown ? null : <PageSkeleton />}
        <div className="together-parts">{children}</div>
      </div>
    </Awaited.Provider>
  )
}

/** Stands where code is fetched: whoever shows this together with other parts waits for it. */
export function CodeComing({ children }: { children?: ReactNode }) {
  const tell = useContext(Awaited)
  useLayoutEffect(() => {
    tell?.(1)
    return () => tell?.(-1)
  }, [tell])
  return children
}
