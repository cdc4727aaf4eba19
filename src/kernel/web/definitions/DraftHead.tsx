import './draft-desk.css'
import { CheckCircleOutlined, SaveOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useCan } from '../session.tsx'
import { useT } from '../words.ts'
import type { DraftFaults } from './write-definition.ts'

interface Props {
  title: string
  back: { to: string; label: string }
  /** Where it stands: a draft, in force, since when. */
  state?: ReactNode
  /** Other ways from here. */
  more?: ReactNode
  shows?: readonly ('save' | 'publish')[]
  canSave: boolean
  canPublish: boolean
  busy: 'save' | 'publish' | null
  run: (what: 'save' | 'publish') => Promise<void>
  /** Publishing asks for a day first. */
  asksForDay?: boolean
}
/** The head of an editor of definitions: what is written, where it stands, and what may be done with it. */
export function DraftHead({ title, back, state, more, shows = ['save', 'publish'], canSave, canPublish, busy, run, asksForDay = false }: Props) {
  const t = useT()
  const can = useCan()
  return (
    <header className="draft-desk-head">
      <div><Link to={back.to as string} className="quiet">{back.label}</Link><h1 className="clip">{title}</h1></div>
      {state ? <span className="draft-desk-state quiet">{state}</span> : null}
      {more}
      {shows.includes('save') ? <Button icon={<SaveOutlined aria-hidden />} loading={busy === 'save'} disabled={!canSave} onClick={() => void run('save')}>{t('definition.save-draft')}</Button> : null}
      {shows.includes('publish') && can('definition.publish') ? <Button type="primary" icon={<CheckCircleOutlined aria-hidden />} loading={busy === 'publish'} disabled={!canPublish} onClick={() => void run('publish')}>{t(asksForDay ? 'definition.publish' : 'definition.publish-now')}</Button> : null}
    </header>
  )
}

/** Everything that is wrong with what was to be saved. */
export function DraftProblems({ of }: { of: DraftFaults | null }) {
  return of ? <Alert type="error" showIcon title={of.title} description={of.items.length ? <ul>{of.items.map((one, at) => <li key={at}><code>{one.path}</code> {one.message}</li>)}</ul> : undefined} /> : null
}
