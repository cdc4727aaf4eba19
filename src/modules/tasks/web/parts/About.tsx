import { Suspense } from 'react'
import { useFills } from '../../../../kernel/web/slot.tsx'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import type { RecordRef } from '../../contract.ts'
import { taskAbout } from '../places.ts'

/** What a task is about, as the module of that record names it. */
export function About({ of, self }: { of: RecordRef; self: string }) {
  const t = useT()
  const Known = useFills(taskAbout).find(({ key }) => key === of.kind)?.component
  if (of.kind === 'task' || of.id === self) return <span className="quiet">–</span>
  if (Known) return <Suspense fallback="…"><Known id={of.id} /></Suspense>
  return <span className="clip">{hasWord(`task.kind.${of.kind}`) ? t(`task.kind.${of.kind}`) : of.kind}</span>
}
