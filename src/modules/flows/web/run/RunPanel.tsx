import './run.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { runs } from '../../contract.ts'
import type { RunSummary } from '../../contract.ts'
import { RunCard } from './RunCard.tsx'
import { said } from './said.ts'
import { StartRun } from './StartRun.tsx'

/** The flows that run on a record: each with the step whose turn it is, what may be done with it, and what is to come; those that are over behind a word. */
export function RunPanel({ about }: { about: { kind: string; id: string } }) {
  const t = useT()
  const can = useCan()
  const cache = useQueryClient()
  const { data } = useQuery({ ...query(runs.all, { query: { aboutId: about.id, limit: 50 } }), enabled: can('run.read') })
  const [isStarting, setIsStarting] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const again = () => { for (const { path } of [runs.all, runs.get]) void cache.invalidateQueries({ queryKey: [path] }) }
  useLive('run', again)
  // Steps come to others with the case, and their tasks reach whoever may not list the run itself.
  useLive('task', again)
  if (!can('run.read') || !data) return null
  const running = data.items.filter(({ state }) => state === 'running')
  const over = data.items.filter(({ state }) => state !== 'running')
  return (
    <Block title="run.panel" extra={can('run.start') ? <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={() => setIsStarting(true)}>{t('run.panel.start')}</Button> : null}>
      {data.items.length === 0 ? <p className="quiet">{t('run.panel.none')}</p> : null}
      {running.map((one) => <RunCard key={one.id} id={one.id} />)}
      {over.length > 0 ? <ul className="run-past">{over.map((one) => <Past key={one.id} of={one} isOpen={open === one.id} toggle={() => setOpen(open === one.id ? null : one.id)} />)}</ul> : null}
      {isStarting ? <StartRun about={about} running={running.map(({ flow }) => flow.key)} close={() => setIsStarting(false)} /> : null}
    </Block>
  )
}

function Past({ of, isOpen, toggle }: { of: RunSummary; isOpen: boolean; toggle: () => void }) {
  const t = useT()
  return (
    <li>
      <button type="button" className="run-past-line" aria-expanded={isOpen} onClick={toggle}><span className="clip">{said(of.flow.name)}</span><span className="quiet">{t(`run.panel.state.${of.state}`)}</span></button>
      {isOpen ? <RunCard id={of.id} /> : null}
    </li>
  )
}
