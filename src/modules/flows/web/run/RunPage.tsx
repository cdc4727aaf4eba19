import './run.css'
import { Link, useParams } from '@tanstack/react-router'
import { HistoryTab } from '../../../../kernel/web/record/History.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block, Facts, RecordPage } from '../../../../kernel/web/record/RecordPage.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { runs } from '../../contract.ts'
import { RunCard } from './RunCard.tsx'
import { said } from './said.ts'

/** The page of one run: every step, and what happened when. */
export function RunPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  return (
    <RecordPage
      endpoint={runs.get} params={{ id }} entity="run" back={{ to: '/runs', label: 'run.plural' }} title={(it) => said(it.flow.name)} tags={(it) => <span className="run-state" data-state={it.state}>{t(`run.panel.state.${it.state}`)}</span>}
      tabs={() => [
        { key: 'steps', label: 'run.panel.steps-tab', content: <div className="run-page"><RunCard id={id} whole /></div> },
        { key: 'history', label: 'history.title', content: <HistoryTab endpoint={runs.events} params={{ id }} /> },
      ]}
      side={(it) => (
        <Block title="run.panel.facts">
          <Facts items={[
            { label: 'run.panel.about', value: it.about.label ? it.about.path ? <Link to={it.about.path}>{it.about.label}</Link> : it.about.label : null },
            { label: 'run.panel.started-by', value: it.startedBy?.name ?? null }, { label: 'run.panel.started-at', value: <Moment at={it.startedAt} form="full" /> },
            ...(it.endedAt ? [{ label: 'run.panel.ended-at', value: <Moment at={it.endedAt} form="full" /> }] : []), { label: 'run.panel.version', value: `v${it.flow.version}` },
          ]} />
        </Block>
      )}
    />
  )
}
