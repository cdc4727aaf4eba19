import type { ReactNode } from 'react'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'

/** One part of the course of a complaint: its heading, what may be done there, and what is known. */
export function Part({ title, acts, empty, children }: { title: string; acts?: ReactNode; empty?: string | undefined; children?: ReactNode }) {
  const t = useT()
  return <section className="course-part-of"><header><h2>{t(title)}</h2><span className="part-acts">{acts}</span></header>{empty ? <p className="quiet">{t(empty)}</p> : null}{children}</section>
}
/** Who did it and when. */
export function By({ done, more }: { done: { by: { name: string } | null; at: Date } | null; more?: string }) {
  return done ? <p className="by num">{done.by ? <span>{done.by.name}</span> : null}{more ? <span>{more}</span> : null}<Moment at={done.at} /></p> : null
}
