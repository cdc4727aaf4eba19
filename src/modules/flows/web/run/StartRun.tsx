import { useQuery } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { flows, runs } from '../../contract.ts'
import { said } from './said.ts'

/** Chooses a flow to start on a record: those with steps for this kind of record that do not run on it yet. */
export function StartRun({ about, running, close }: { about: { kind: string; id: string }; running: readonly string[]; close: () => void }) {
  const t = useT()
  const { data } = useQuery(query(flows.list, {}))
  const [chosen, setChosen] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const start = useCall(runs.start, { said: 'run.panel.started', done: close })
  const asked = search.trim().toLowerCase()
  const all = data?.items.filter((one) => one.subject === about.kind && one.steps > 0 && !running.includes(one.key)) ?? []
  const shown = all.filter(({ name }) => !asked || name.zh.includes(asked) || name.en.toLowerCase().includes(asked))
  return (
    <Modal open onCancel={close} width={480} title={t('run.panel.start')} okText={t('run.panel.start')} okButtonProps={{ disabled: chosen === null, loading: start.busy }} onOk={() => { if (chosen) void start.run({ body: { flow: chosen, about } }) }}>
      {all.length > 8 ? <Input allowClear autoFocus className="run-search" value={search} placeholder={t('run.panel.search')} aria-label={t('run.panel.search')} onChange={(event) => setSearch(event.target.value)} /> : null}
      <div className="run-choices" role="radiogroup" aria-label={t('run.panel.start')}>
        {shown.map((one) => (
          <label key={one.key} className="run-choice" data-chosen={chosen === one.key || undefined}>
            <input type="radio" name="flow" checked={chosen === one.key} onChange={() => setChosen(one.key)} />
            <span className="clip">{said(one.name)}</span><span className="quiet num">{t('run.panel.steps', { n: one.steps })}</span>
          </label>
        ))}
        {data && shown.length === 0 ? <p className="quiet">{t('run.panel.no-flow')}</p> : null}
      </div>
    </Modal>
  )
}
