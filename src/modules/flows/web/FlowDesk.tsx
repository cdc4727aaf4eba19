import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { useLeaving } from '../../../kernel/web/form/use-leaving.ts'
import { ApiError, call, query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import type { Definition } from '../../../kernel/definition-contract.ts'
import { Definition as DefinitionSchema } from '../../../kernel/definition-contract.ts'
import { usePhone } from '../../../kernel/web/appearance.ts'
import { PublishDialog } from '../../../kernel/web/definitions/PublishDialog.tsx'
import type { Standing } from '../../../kernel/web/definitions/standing.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Slot } from '../../../kernel/web/slot.tsx'
import { useCan } from '../../../kernel/web/session.tsx'
import { ask, toast } from '../../../kernel/web/toast.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { flows } from '../contract.ts'
import type { FlowBody } from '../contract.ts'
import type { StepTime } from '../paths/rules.ts'
import { DeskHead } from './parts/DeskHead.tsx'
import { bodyOf } from './parts/draft-flow.ts'
import { Editor } from './parts/Editor.tsx'
import { Figures } from './parts/Figures.tsx'
import { GoalFigures } from './parts/GoalFigures.tsx'
import { faultsIn, subjectWords } from './parts/flow-faults.ts'
import type { FieldFault } from './parts/flow-faults.ts'
import { useFlowNames } from './parts/flow-names.ts'
import { inWords } from './parts/flow-words.ts'
import { OlderRuns } from './parts/OlderRuns.tsx'
import { ReviewPanel } from './parts/ReviewPanel.tsx'
import { RunningRuns } from './parts/RunningRuns.tsx'
import { TryRun } from './parts/TryRun.tsx'
import { useDraft } from './parts/use-draft.ts'
import { Versions } from './parts/Versions.tsx'
import { flowHistory } from './places.ts'

interface Props { it: Definition; body: FlowBody; standing: Standing; now: Date; show: (id: string, more?: Record<string, string>) => void }

/** One version of a flow on the desk: written, tried, compared, reviewed, published, and what runs on it. */
export function FlowDesk({ it, body, standing, now, show }: Props) {
  const t = useT()
  const can = useCan()
  const phone = usePhone()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { tab = 'steps' } = useSearch({ strict: false }) as Record<string, string | undefined>
  const { flow, change, undo, redo, restart } = useDraft(body)
  const [saved, setSaved] = useState({ flow: body, revision: it.revision })
  const [chosen, setChosen] = useState(phone ? -2 : body.steps.length ? 0 : -1)
  const [busy, setBusy] = useState(false)
  const [publishing, setPublishing] = useState(false)
  const edits = it.may.includes('edit')
  const dirty = edits && flow !== saved.flow
  const names = useFlowNames(flow.steps.flatMap(({ form }) => form ?? []))
  const subject = subjectWords(flow, names)
  const faults = useMemo(() => flow.steps.length && (flow.subject === 'free' || subject) ? faultsIn(flow, subject) : [], [flow, subject])
  const check = useQuery({ ...query(flows.check, { params: { id: it.id } }), enabled: flow.steps.length > 0 })
  const measured = useQuery({ ...query(flows.times, { params: { id: it.id } }), enabled: flow.steps.length > 0 })
  const times = useMemo((): Record<string, StepTime> => Object.fromEntries((measured.data?.items ?? []).flatMap((one) => one.meanSeconds === null ? [] : [[one.step, { seconds: one.meanSeconds, share: one.share ?? 1 }]])), [measured.data])
  usePageTitle(inWords(flow.name))

  useLeaving(dirty && !busy)

  const goTo = (fault: Pick<FieldFault, 'at'> & { field?: string }) => {
    setChosen(fault.at ?? -1)
    openTab('steps')
    requestAnimationFrame(() => document.querySelector('.flow-fault')?.scrollIntoView({ block: 'center' }))
  }
  const openTab = (to: string) => void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, version: it.id, tab: to === 'steps' ? undefined : to })) as never })
  /** Saves the draft; answers it as it then stands, undefined when it was refused. */
  const save = async (revision = saved.revision): Promise<Definition | undefined> => {
    const broken = faults.find(({ hinders }) => hinders === 'save')
    if (broken) { goTo(broken); toast.warn(t('flow.mend-first')); return undefined }
    if (!dirty && revision === saved.revision) return { ...it, revision: saved.revision }
    setBusy(true)
    try {
      const made = await call(definitions.edit, { params: { id: it.id }, body: { body: bodyOf(flow) as never, version: revision } })
      setSaved({ flow, revision: made.revision })
      cache.setQueryData([definitions.get.path, { params: { id: it.id } }], made)
      void cache.invalidateQueries({ queryKey: [definitions.list.path] })
      void cache.invalidateQueries({ queryKey: [flows.check.path] })
      toast.done(t('definition.saved'))
      return made
    } catch (error) {
      const theirs = error instanceof ApiError && error.problem.code === 'record.stale' ? DefinitionSchema.safeDecode(error.problem.current as never) : undefined
      if (theirs?.success && await ask({ title: t('form.conflict'), text: t('flow.conflict-text'), yes: t('flow.conflict-mine'), no: t('frame.cancel'), danger: true })) return await save(theirs.data.revision)
      if (!theirs?.success) toast.fault(error)
      return undefined
    } finally { setBusy(false) }
  }
  const tabs = [
    { key: 'steps', label: t('flow.tab.steps'), children: (
      <>
        {it.state === 'review' ? <ReviewPanel it={it} goTo={(path) => goTo({ at: path.startsWith('steps.') ? Number(path.split('.')[1]) : null })} /> : null}
        <Editor flow={flow} names={names} faults={edits || it.state === 'review' ? faults : []} times={times} chosen={chosen} choose={setChosen} change={edits ? change : undefined} phone={phone} />
      </>
    ) },
    ...(flow.steps.length ? [{ key: 'try', label: t('flow.tab.try'), children: <TryRun flow={bodyOf(flow)} names={names} /> }] : []),
    { key: 'versions', label: t('definition.versions'), children: <><Versions versions={standing.versions} id={it.id} flow={bodyOf(flow)} names={names} now={now} show={(id) => show(id, { tab: 'versions' })} /><Slot of={flowHistory} props={{ flowKey: it.key }} /></> },
    ...(flow.steps.length && can('run.read') ? [{ key: 'runs', label: t('flow.tab.runs'), children: <><OlderRuns flow={it.key} versions={standing.versions} inForce={standing.inForce} /><RunningRuns flow={it.key} /></> }] : []),
  ]
  return (
    <article className="flow-desk" onKeyDown={(event) => {
      const key = event.key.toLowerCase()
      if (!edits || !(event.ctrlKey || event.metaKey)) return
      if (key === 's') { event.preventDefault(); void save() }
      else if (key === 'z' && !(event.target as HTMLElement).matches('input,textarea')) { event.preventDefault(); (event.shiftKey ? redo : undo)?.() }
    }}>
      <DeskHead it={it} flow={flow} standing={standing} now={now} dirty={dirty} busy={busy} undo={undo} redo={redo} save={save} restart={(to) => { restart(to); setChosen(-1) }} show={show} publish={() => setPublishing(true)} broken={faults.some(({ hinders }) => hinders === 'save')} />
      {flow.steps.length ? <Figures flow={flow} faults={edits || it.state === 'review' ? faults : []} times={times} limit={check.data?.handoffLimit} edits={edits} goTo={goTo} /> : null}
      {flow.steps.length && can('metric.read') ? <GoalFigures flow={it.key} goals={flow.goals} names={names} /> : null}
      <Tabs className="flow-tabs" activeKey={tabs.some(({ key }) => key === tab) ? tab : 'steps'} onChange={openTab} items={tabs} destroyOnHidden={false} />
      {publishing ? <PublishDialog it={it} inForce={standing.inForce} open={publishing} close={() => setPublishing(false)} /> : null}
    </article>
  )
}
