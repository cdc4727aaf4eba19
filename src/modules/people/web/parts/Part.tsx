import type { ReactNode } from 'react'

/** One part of the profile: its name, what it is for, and what can be done with it. */
export function Part({ title, text, act, flush, children }: { title: string; text?: string; act?: ReactNode; flush?: true; children?: ReactNode }) {
  return <section><header><div><h2>{title}</h2>{text ? <p>{text}</p> : null}</div>{act}</header>{children ? <div className={flush ? 'people-flush' : undefined}>{children}</div> : null}</section>
}
