import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Slider, Tabs } from 'antd'
import { useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { prepareLog, type Recommendation, summary, variants } from '../../../../pure/process/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { findingText, ProposalForm } from '../../../improvement/web/index.ts'
import type { ProposalFinding } from '../../../improvement/web/index.ts'
import { Before } from './Before.tsx'
import { Conforming } from './Conforming.tsx'
import { durationText, numberText } from './duration-text.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { Findings } from './Findings.tsx'
import { activitiesBy, drawingOf, edgeKey, graphOf, type Measure, readableShare } from './graph-model.ts'
import { widthOf, wordOf } from './graph-words.ts'
import { ProcessGraph } from './ProcessGraph.tsx'
import type { OpenLog } from './open-log.ts'
import { useReplay } from './replay.ts'
import { ReplayPanel, stepsOf } from './ReplayPanel.tsx'
import { StepCard } from './StepCard.tsx'
import { Again, Steps } from './Steps.tsx'
import { variantKey, Variants } from './Variants.tsx'

const NOTHING: ReadonlySet<string> = new Set()
const ZOOM = { least: .3, most: 1.6, step: .15, /** Smaller than this, words can’t be read: then it is scrolled. */ readable: .72 }

/** One log: its picture at the left, what it says at the right. Variants that are chosen narrow both. */
export function Study({ log, tab, setTab, old }: { log: OpenLog; tab: string; setTab: (tab: string) => void; old: boolean }) {
  const t = useT()
  const navigate = useNavigate()
  const svg = useRef<SVGSVGElement>(null)
  const token = useRef<SVGCircleElement>(null)
  const all = useMemo(() => { const prepared = prepareLog(log.events); return { prepared, ways: variants(prepared) } }, [log])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NOTHING)
  const [activities, setActivities] = useState<number | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [measure, setMeasure] = useState<Measure>('count')
  const [zoomed, setZoom] = useState<number | null>(null)
  const [room, setRoom] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const measured = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0))
    if (place.current) {
      // Known before the first drawing, so that the picture does not change its size under the reader's eyes.
      const { paddingLeft, paddingRight } = getComputedStyle(place.current)
      setRoom(place.current.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight))
      measured.observe(place.current)
    }
    return () => measured.disconnect()
  }, [])
  const [step, setStep] = useState<string | null>(null)
  const [lit, setLit] = useState<{ ways: ReadonlySet<string>; step: string | null }>({ ways: NOTHING, step: null })
  const [proposing, setProposing] = useState<ProposalFinding | null>(null)
  const [caseId, setCaseId] = useState<string | null>(null)

  const narrowed = useMemo(() => {
    if (chosen.size === 0) return { events: log.events, prepared: all.prepared }
    const cases = new Set(all.ways.filter((way) => chosen.has(variantKey(way))).flatMap((way) => way.caseIds))
    const events = log.events.filter((event) => cases.has(event.caseId))
    return { events, prepared: prepareLog(events) }
  }, [log, all, chosen])
  const sums = useMemo(() => summary(narrowed.prepared), [narrowed])
  const ranked = useMemo(() => activitiesBy(narrowed.prepared), [narrowed])
  const course = useMemo(() => (tab === 'replay' ? stepsOf(all.prepared, caseId).map(({ activity }) => activity) : []), [all, caseId, tab])
  const always = useMemo(() => new Set([...lit.ways, ...course.slice(1).map((to, i) => edgeKey(course[i]!, to))]), [lit, course])
  const wish = useDeferredValue(useMemo(() => ({ activities: activities ?? ranked.length, share, always }), [activities, ranked, share, always]))
  const graph = useMemo(() => graphOf(narrowed.events, ranked, wish), [narrowed, ranked, wish])
  const drawing = useMemo(() => drawingOf(graph, (edge) => widthOf(wordOf(t, measure, edge))), [graph, measure, t])
  const zoom = zoomed ?? Math.max(ZOOM.readable, Math.min(1, (room - 16) / drawing.width))
  // Where a picture is wider than its place, it is seen from its beginning.
  useLayoutEffect(() => { if (place.current) place.current.scrollLeft = (drawing.boxes[0]?.x ?? 0) * zoom - room / 2 }, [drawing, zoom, room])
  const replay = useReplay(course, svg, token)
  const shown = share ?? readableShare(graph.of.edges)
  const play = (id: string) => { setCaseId(id); replay.goTo(0); setTab('replay') }
  const zoomBy = (by: number) => setZoom(Math.max(ZOOM.least, Math.min(ZOOM.most, Math.round((zoom + by) * 100) / 100)))
  const { prepared, events } = narrowed
  const source = (log.file ?? `${t(log.casePath('')?.startsWith('/runs') ? 'process.source.runs' : 'process.source.cases')} ${log.window?.from ?? ''} – ${log.window?.to ?? ''}`).slice(0, 200)
  const nameIn = (activity: string | null) => (activity ? log.activityName(activity).slice(0, 200) : null)
  const improve = ({ kind, from, activity, share: part, seconds, cases, of }: Recommendation) => setProposing({ kind, from: nameIn(from), step: nameIn(activity), share: Math.min(1, part), cases, of, seconds: seconds / Math.max(1, cases), log: source })
  const tabs = [
    { key: 'findings', content: <Findings of={prepared} log={log} light={(ways, one = null) => setLit({ ways: new Set(ways), step: one })} improve={improve} /> },
    { key: 'variants', content: <Variants of={all.ways} log={log} chosen={chosen} choose={setChosen} replay={play} /> },
    { key: 'steps', content: <Steps of={prepared} log={log} choose={setStep} /> },
    { key: 'again', content: <Again of={prepared} log={log} /> },
    { key: 'conformance', content: <Conforming events={events} log={log} replay={play} /> },
    { key: 'compare', content: <Before events={events} log={log} /> },
    { key: 'replay', content: <ReplayPanel of={all.prepared} log={log} caseId={caseId} choose={play} replay={replay} /> },
  ]
  return (
    <div className="process-study" data-old={old || undefined}>
      <dl className="process-figures num">
        <div><dt>{t('process.cases')}</dt><dd>{numberText(sums.cases)}</dd></div><div><dt>{t('process.events')}</dt><dd>{numberText(sums.events)}</dd></div>
        <div><dt>{t('process.activities')}</dt><dd>{numberText(sums.activities)}</dd></div><div><dt>{t('process.variants')}</dt><dd>{numberText(sums.variants)}</dd></div>
        <div><dt>{t('process.median-duration')}</dt><dd>{durationText(t, sums.medianDuration)}</dd></div><div><dt>{t('process.p90-duration')}</dt><dd>{durationText(t, sums.p90Duration)}</dd></div>
      </dl>
      <div className="process-body">
        <section className="process-picture">
          <header>
            <Segmented size="small" aria-label={t('process.measure')} value={measure} onChange={setMeasure} options={(['count', 'median', 'total'] as const).map((value) => ({ value, label: t(`process.measure.${value}`) }))} />
            <label className="process-slider"><span>{t('process.activities')}</span><Slider min={1} max={Math.max(1, ranked.length)} value={Math.min(activities ?? ranked.length, ranked.length)} onChange={setActivities} aria-label={t('process.activities')} ariaValueTextFormatterForHandle={(n) => t('process.n-of', { n, of: ranked.length })} /><em className="num">{Math.min(activities ?? ranked.length, ranked.length)}/{ranked.length}</em></label>
            <label className="process-slider"><span>{t('process.ways')}</span><Slider min={0} max={100} value={Math.round(shown * 100)} onChange={(to) => setShare(to / 100)} aria-label={t('process.ways')} ariaValueTextFormatterForHandle={(n) => `${n}%`} /><em className="num">{graph.edges.length}/{graph.of.edges}</em></label>
            <span className="process-zoom"><Button size="small" type="text" icon={<MinusOutlined />} aria-label={t('process.smaller')} disabled={zoom <= ZOOM.least} onClick={() => zoomBy(-ZOOM.step)} /><button type="button" className="num" onClick={() => setZoom(null)} aria-label={t('process.whole-size')}>{Math.round(zoom * 100)}%</button><Button size="small" type="text" icon={<PlusOutlined />} aria-label={t('process.larger')} disabled={zoom >= ZOOM.most} onClick={() => zoomBy(ZOOM.step)} /></span>
            <ExportMenu log={log} events={events} svg={svg} />
          </header>
          <div ref={place} className="process-graph" data-cases={sums.cases} onKeyDown={(event) => { if (event.key === '+' || event.key === '=') zoomBy(ZOOM.step); else if (event.key === '-') zoomBy(-ZOOM.step); else if (event.key === '0') setZoom(null) }}>
            <ProcessGraph of={graph} drawing={drawing} log={log} measure={measure} zoom={zoom} chosen={step} choose={(to) => { setStep(to); setLit({ ways: NOTHING, step: null }) }} lit={course.length ? always : lit.ways} litNode={lit.step ?? course[replay.at] ?? null} token={token} svg={svg} />
          </div>
          <p className="quiet process-hint">{t('process.graph-keys')}</p>
        </section>
        <aside className="process-side">
          {step && ranked.includes(step) ? <StepCard key={step} of={prepared} log={log} activity={step} close={() => setStep(null)} improve={(saved, part, cases) => setProposing({ kind: 'without-step', from: null, step: nameIn(step), share: Math.min(1, Math.max(0, part)), cases, of: prepared.cases.length, seconds: Math.max(0, saved), log: source })} /> : null}
          <Tabs size="small" activeKey={tab} onChange={(to) => { setLit({ ways: NOTHING, step: null }); setTab(to) }} items={tabs.map(({ key, content }) => ({ key, label: t(`process.tab.${key}`), children: tab === key ? content : null }))} />
        </aside>
      </div>
      {proposing ? <ProposalForm key={proposing.kind + proposing.step} open close={() => setProposing(null)} first={{ title: findingText(t, proposing).slice(0, 200), problem: findingText(t, proposing), finding: proposing, flowKey: log.flowKey ?? undefined }} saved={(made) => void navigate({ to: `/improvements/${made.id}` as string })} /> : null}
    </div>
  )
}
