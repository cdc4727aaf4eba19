import { Suspense } from 'react'
import { useFills } from '../../../../kernel/web/slot.tsx'
import type { Interaction } from '../../contract.ts'
import { interactionAbout } from '../places.ts'

/** The record an interaction belongs to, shown by the module that knows such records; nothing when the reader may not see them. */
export function About({ of }: { of: Interaction }) {
  const Known = useFills(interactionAbout).find(({ key }) => key === of.about?.kind)?.component
  return Known && of.about ? <Suspense><Known id={of.about.id} /></Suspense> : null
}
