import { CheckCircleOutlined, SaveOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { DraftFaults } from './use-definition-draft.ts'

interface Props { title: string; back: { to: string; label: string }; isDraft: boolean; dirty: boolean; standing: boolean; ready: boolean; busy: 'save' | 'publish' | null; run: (what: 'save' | 'publish') => Promise<void> }
/** The head of an editor: what is written, where it stands, and what may be done with it. */
export function DraftHead({ title, back, isDraft, dirty, standing, ready, busy, run }: Props) {
  const t = useT()
  const can = useCan()
  return (
    <header className="knowledge-edit-head">
      <h1 className="clip">{title}</h1>
      {isDraft ? <span className="quiet">{t('knowledge.is-draft')}</span> : null}
      <Link to={back.to as string}><Button>{t(back.label)}</Button></Link>
      <Button icon={<SaveOutlined aria-hidden />} loading={busy === 'save'} disabled={busy !== null || (!dirty && standing) || !ready} onClick={() => void run('save')}>{t('definition.save-draft')}</Button>
      {can('definition.publish') ? <Button type="primary" icon={<CheckCircleOutlined aria-hidden />} loading={busy === 'publish'} disabled={busy !== null || !ready || (!dirty && !standing)} onClick={() => void run('publish')}>{t('knowledge.publish')}</Button> : null}
    </header>
  )
}

/** Everything that is wrong with what was to be saved. */
export function DraftProblems({ of }: { of: DraftFaults | null }) {
  return of ? <Alert type="error" showIcon title={of.title} description={of.items.length ? <ul>{of.items.map((one) => <li key={one.path + (one.message ?? '')}>{one.message ?? one.path}</li>)}</ul> : undefined} /> : null
}
