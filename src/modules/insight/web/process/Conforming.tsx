import { FileAddOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Upload } from 'antd'
import { useMemo, useState } from 'react'
import { conformance, type DeviationKind, fromPnml, type PetriNet, type ProcessEvent } from '../../../../pure/process/index.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { numberText, shareText } from './duration-text.ts'
import { judgedEvents, type OpenLog } from './open-log.ts'

const MOST = 60
const KINDS: readonly DeviationKind[] = ['skipped', 'out-of-order', 'repeated', 'unknown', 'unfinished', 'late']

/** How cases went against how they should: the published flow, or a net from a file. */
export function Conforming({ events, log, replay }: { events: readonly ProcessEvent[]; log: OpenLog; replay: (caseId: string) => void }) {
  const t = useT()
  const [own, setOwn] = useState<{ name: string; flow: PetriNet } | null>(null)
  const [kind, setKind] = useState<DeviationKind | null>(null)
  const model = own ?? log.model
  const found = useMemo(() => {
    if (!model) return null
    const judged = own ? events : judgedEvents(log, events)
    try { return judged.length ? conformance(judged, model.flow) : null } catch (error) { return error as Error }
  }, [events, log, model, own])
  const open = (
    <Upload accept=".pnml,.xml" showUploadList={false} beforeUpload={(file) => { void file.text().then((text) => setOwn({ name: file.name, flow: fromPnml(text) })).catch((error: unknown) => toast.fault(error)); return false }}>
      <Button size="small" icon={<FileAddOutlined aria-hidden />}>{t('process.open-net')}</Button>
    </Upload>
  )
  const tools = <header className="process-tools">{model ? <span>{t('process.against', { flow: model.name })}</span> : null}{open}{own && log.model ? <Button size="small" type="link" onClick={() => setOwn(null)}>{log.model.name}</Button> : null}</header>
  if (!model) return <section className="process-part">{tools}<p className="quiet">{t(log.file ? 'process.no-model-file' : 'process.no-model')}</p></section>
  if (!found) return <section className="process-part">{tools}<p className="quiet">{t('process.nothing-over')}</p></section>
  if (found instanceof Error) return <section className="process-part">{tools}<p role="alert">{found.message}</p></section>
  const shown = found.deviations.filter((one) => !kind || one.kind === kind)
  return (
    <section className="process-part">
      {tools}
      <dl className="process-sums num"><div><dt>{t('process.fitness')}</dt><dd>{numberText(found.fitness, 3)}</dd></div><div><dt>{t('process.fitting')}</dt><dd>{numberText(found.fittingCases)} / {numberText(found.n)} · {shareText(found.fittingShare)}</dd></div></dl>
      <div className="process-kinds" role="group" aria-label={t('process.deviations')}>{KINDS.filter((one) => found.byKind[one] > 0).map((one) => <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(kind === one ? null : one)}>{t(`process.deviation.${one}`)} <strong className="num">{numberText(found.byKind[one])}</strong></button>)}</div>
      {shown.length ? <ul className="process-deviations">{shown.slice(0, MOST).map((one, i) => (
        <li key={i}>
          <div><p><em>{t(`process.deviation.${one.kind}`)}</em> {log.activityName(one.activity)}</p><small className="quiet"><CaseName log={log} id={one.caseId} /> · <Moment at={one.at} form="short" />{one.by ? ` · ${one.by}` : ''}</small></div>
          <Button type="text" size="small" icon={<PlayCircleOutlined />} aria-label={t('process.replay-case', { name: log.caseName(one.caseId) })} onClick={() => replay(one.caseId)} />
        </li>
      ))}</ul> : <p className="quiet">{t('process.no-deviations')}</p>}
      {shown.length > MOST ? <p className="quiet num">{t('process.first-of', { n: MOST, of: numberText(shown.length) })}</p> : null}
    </section>
  )
}

/** The name of a case, which leads to its page where it has one. */
export function CaseName({ log, id }: { log: OpenLog; id: string }) {
  const path = log.casePath(id)
  return path ? <Link to={path as string}>{log.caseName(id)}</Link> : <>{log.caseName(id)}</>
}
