import './scripts.css'
import { CheckCircleFilled } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { calls } from '../../calls/contract.ts'
import type { CallScript } from '../../calls/contract.ts'
import { stepOf } from '../../calls/rules.ts'

/** Beside a case that came by telephone: what is said at which stage, ticked while one speaks. Nothing beside any other. */
export function CallScriptBlock({ caseId }: { caseId: string }) {
  const of = useQuery(query(cases.get, { params: { id: caseId } })).data
  return of?.channel === 'phone' ? <Call caseId={caseId} open={of.status.class !== 'closed'} /> : null
}
const inMine = (of: { zh: string; en: string }) => language() === 'en' ? of.en : of.zh

function Call({ caseId, open }: { caseId: string; open: boolean }) {
  const t = useT()
  const cache = useQueryClient()
  const asked = query(calls.callScript, { params: { id: caseId } })
  const of = useQuery(asked).data
  const { run } = useCall(calls.tickSteps, { refresh: [cases.events], done: (now) => cache.setQueryData(asked.queryKey, now) })
  const [shown, setShown] = useState<string | null>(null)
  const [turned, setTurned] = useState(false)
  // The room it takes is kept while it is read, so that what is below stays where it was drawn.
  if (!of && open) return <Block title="call-script.title"><div className="call-script call-script-wait" aria-busy /></Block>
  if (!of || (!open && !of.begunAt)) return null
  const said = new Set(of.stages.flatMap((stage) => stage.steps.flatMap((step) => step.said ? [stepOf(stage.key, step.key)] : [])))
  const tick = (step: string, on: boolean) => {
    const next = new Set(said)
    if (on) next.add(step)
    else next.delete(step)
    void run({ params: { id: caseId }, body: { said: [...next], version: of.version } })
  }
  const current = shown ?? of.stages.find((stage) => stage.always && stage.steps.some((step) => !step.said))?.key ?? of.stages[0]?.key
  const tongue = turned === (of.speaks === 'en') ? 'zh' : 'en'
  return (
    <Block title="call-script.title">
      <div className="call-script">
        <p className="call-script-name"><span className="clip">{inMine(of.name)}</span><Button size="small" type="text" aria-label={t('call-script.turn')} title={t('call-script.turn')} onClick={() => setTurned(!turned)}>{t(`script.tongue.${tongue}`)}</Button></p>
        <p className="call-script-sum"><span className="call-script-bar" role="meter" aria-valuemin={0} aria-valuemax={100} aria-valuenow={of.coverage} aria-label={t('call-script.coverage')}><i style={{ width: `${of.coverage}%` }} /></span><span className="num">{of.coverage}%</span><span className="quiet num">{t('call-script.steps', { done: of.done, needed: of.needed })}</span></p>
        {of.stages.map((stage) => <Stage key={stage.key} of={stage} tongue={tongue} open={stage.key === current} show={() => setShown(stage.key)} may={of.may.includes('tick')} tick={tick} />)}
      </div>
    </Block>
  )
}

function Stage({ of, tongue, open, show, may, tick }: { of: CallScript['stages'][number]; tongue: 'zh' | 'en'; open: boolean; show: () => void; may: boolean; tick: (step: string, on: boolean) => void }) {
  const t = useT()
  const done = of.steps.filter(({ said }) => said).length
  return (
    <section data-open={open || undefined}>
      <button type="button" aria-expanded={open} onClick={show}>
        {done === of.steps.length ? <CheckCircleFilled aria-hidden /> : <i aria-hidden />}
        <span>{inMine(of.name)}</span><span className="quiet num">{done}/{of.steps.length}{of.always ? '' : ` · ${t('call-script.if-needed')}`}</span>
      </button>
      {open ? (
        <div>
          <p className="call-script-says" lang={tongue === 'zh' ? 'zh-CN' : 'en'}>{of.says[tongue]}</p>
          {of.steps.map((step) => <Checkbox key={step.key} checked={step.said} disabled={!may} onChange={(event) => tick(stepOf(of.key, step.key), event.target.checked)}>{inMine(step.words)}</Checkbox>)}
        </div>
      ) : null}
    </section>
  )
}
