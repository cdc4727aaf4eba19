import { Suspense } from 'react'
import { useFills } from '../../../../kernel/web/slot.tsx'
import type { OutgoingMessage } from '../../contract.ts'
import { messageAbout } from '../places.ts'

/** The record a message belongs to, shown by the module that knows such records. */
export function About({ of }: { of: OutgoingMessage['about'] }) {
  const Known = useFills(messageAbout).find(({ key }) => key === of.kind)?.component
  return Known ? <Suspense><Known id={of.id} /></Suspense> : <span className="quiet">–</span>
}
