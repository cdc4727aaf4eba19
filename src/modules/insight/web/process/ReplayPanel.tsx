import { PauseOutlined, CaretRightOutlined, StepBackwardOutlined, StepForwardOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { PreparedLog } from '../../../../pure/process/index.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { CaseName } from './Conforming.tsx'
import { durationText } from './duration-text.ts'
import type { OpenLog } from './open-log.ts'
import type { Replay } from './replay.ts'

const OFFERED = 50

/** One case, step by step: played in the picture, or read as a list. */
export function ReplayPanel({ of, log, caseId, choose, replay }: { of: PreparedLog; log: OpenLog; caseId: string | null; choose: (caseId: string) => void; replay: Replay }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const steps = useMemo(() => stepsOf(of, caseId), [of, caseId])
  const list = useRef<HTMLOListElement>(null)
  const offered = useMemo(() => {
    const asked = typed.trim().toLowerCase()
    const found: { value: string; label: string }[] = []
    for (const id of of.cases) {
      if (found.length === OFFERED) break
      const label = log.caseName(id)
      if (!asked || label.toLowerCase().includes(asked)) found.push({ value: id, label })
    }
    return found
  }, [of, log, typed])
  useEffect(() => { list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }) }, [replay.at])
  return (
    <section className="process-part">
      <Select showSearch={{ filterOption: false, onSearch: setTyped }} aria-label={t('process.which-case')} placeholder={t('process.which-case')} style={{ width: '100%' }} value={caseId} options={caseId && !offered.some(({ value }) => value === caseId) ? [{ value: caseId, label: log.caseName(caseId) }, ...offered] : offered} onChange={(id: string | null) => { if (id) choose(id) }} />
      {caseId && steps.length ? (
        <>
          <div className="process-tools process-player">
            <Button icon={<StepBackwardOutlined />} aria-label={t('process.step-back')} disabled={replay.at <= 0} onClick={() => replay.goTo(replay.at - 1)} />
            <Button type="primary" icon={replay.isPlaying ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />} onClick={replay.isPlaying ? replay.pause : replay.play}>{t(replay.isPlaying ? 'process.pause' : 'process.play')}</Button>
            <Button icon={<StepForwardOutlined />} aria-label={t('process.step-on')} disabled={replay.at >= steps.length - 1} onClick={() => replay.goTo(replay.at + 1)} />
            <span className="quiet num">{t('process.case-took', { time: durationText(t, (steps.at(-1)!.at - steps[0]!.at) / 1_000), n: steps.length })}</span>
          </div>
          <p className="process-hint"><CaseName log={log} id={caseId} /></p>
          <ol className="process-course" ref={list}>{steps.map((one, i) => (
            <li key={i} aria-current={i === replay.at ? 'step' : undefined} data-past={i < replay.at || undefined}>
              {i > 0 ? <span className="process-gap quiet num">+{durationText(t, (one.at - steps[i - 1]!.at) / 1_000)}</span> : null}
              <button type="button" onClick={() => replay.goTo(i)}><strong>{log.activityName(one.activity)}</strong><small className="quiet num"><Moment at={new Date(one.at)} form="short" />{one.who ? ` · ${one.who}` : ''}</small></button>
            </li>
          ))}</ol>
        </>
      ) : <p className="quiet">{t('process.replay-text')}</p>}
    </section>
  )
}

export interface CaseStep { activity: string; at: number; who: string | null }
/** The events of one case, by time. */
export function stepsOf(of: PreparedLog, caseId: string | null): CaseStep[] {
  const c = caseId === null ? -1 : of.cases.indexOf(caseId)
  if (c < 0) return []
  return Array.from({ length: of.offsets[c + 1]! - of.offsets[c]! }, (_, k) => {
    const i = of.offsets[c]! + k
    return { activity: of.activities[of.activity[i]!]!, at: of.at[i]!, who: of.resources[of.resource[i]!] ?? null }
  })
}
