import './run.css'
import { MoreOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { query } from '../../../../kernel/client.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { runs } from '../../contract.ts'
import type { Run } from '../../contract.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { RunStepItem } from './RunStepItem.tsx'
import { said } from './said.ts'

/** One run, step by step: what is done folded, whose turn it is in full, what comes after it by name. */
export function RunCard({ id, whole = false }: { id: string; whole?: boolean }) {
  const { data: run } = useQuery(query(runs.get, { params: { id } }))
  const t = useT()
  const [isWhole, setIsWhole] = useState(whole)
  if (!run) return <div className="run-card"><span className="grey" /><span className="grey" /></div>
  const settled = run.steps.filter(({ state }) => state !== 'ready' && state !== 'waiting')
  const folded = isWhole || settled.length < 3 ? [] : settled.slice(0, -1)
  return (
    <section className="run-card" data-state={run.state} aria-label={said(run.flow.name)}>
      <RunHead run={run} />
      {run.reason ? <p className="quiet">{run.reason}</p> : null}
      <ol className="run-steps">
        {folded.length > 0 ? <li className="run-folded"><button type="button" onClick={() => setIsWhole(true)}>{t('run.panel.settled', { n: folded.length })}</button></li> : null}
        {run.steps.filter((step) => !folded.includes(step)).map((step) => <RunStepItem key={step.key} run={run} step={step} />)}
      </ol>
    </section>
  )
}

function RunHead({ run }: { run: Run }) {
  const t = useT()
  const [asking, setAsking] = useState<'cancel' | 'move' | null>(null)
  const cancel = useCall(runs.cancel, { said: 'run.panel.cancelled' })
  const move = useCall(runs.move, { said: 'run.panel.moved' })
  const params = { id: run.id }
  const items = [
    ...(run.may.includes('move') && run.newer ? [{ key: 'move', label: t('run.panel.move', { version: run.newer.version }), onClick: () => setAsking('move') }] : []),
    ...(run.may.includes('cancel') ? [{ key: 'cancel', danger: true, label: t('run.panel.cancel'), onClick: () => setAsking('cancel') }] : []),
  ]
  return (
    <header className="run-head">
      <strong className="clip">{said(run.flow.name)}</strong>
      <span className="run-version quiet num">v{run.flow.version}</span>
      <span className="run-count num" aria-label={t('run.panel.progress', { done: run.settled, of: run.of })}>{run.settled}/{run.of}</span>
      {items.length > 0 ? <Menu placement="bottomRight" menu={{ items }}><Button size="small" type="text" icon={<MoreOutlined />} aria-label={t('frame.more-actions')} /></Menu> : null}
      <progress className="run-bar" value={run.settled} max={run.of} aria-hidden />
      {asking === 'cancel' ? <ReasonDialog title={t('run.panel.cancel')} text={t('run.panel.cancel-text')} yes={t('run.panel.cancel')} danger busy={cancel.busy} close={() => setAsking(null)} done={async (reason) => await cancel.run({ params, body: { reason, version: run.version } }) !== undefined} /> : null}
      {asking === 'move' && run.newer ? <ReasonDialog title={t('run.panel.move', { version: run.newer.version })} text={t('run.panel.move-text')} yes={t('run.panel.move-yes')} busy={move.busy} close={() => setAsking(null)} done={async (reason) => await move.run({ params, body: { to: run.newer?.id ?? '', reason, version: run.version } }) !== undefined} /> : null}
    </header>
  )
}
