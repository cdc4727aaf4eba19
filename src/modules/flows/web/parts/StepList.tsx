import { AuditOutlined, BranchesOutlined, FormOutlined, HolderOutlined, PaperClipOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { FlowBody, FlowStep } from '../../contract.ts'
import { modesOf } from './draft-flow.ts'
import type { FieldFault } from './flow-faults.ts'
import type { FlowNames } from './flow-names.ts'
import { deadlineText, inWords, ownerText, whenText } from './flow-words.ts'

interface Props {
  flow: FlowBody; names: FlowNames; faults: readonly FieldFault[]
  /** The chosen step's place; -1 is the flow itself. */
  chosen: number; choose: (at: number) => void
  /** Steps on the longest way through. */
  critical: ReadonlySet<string>
  /** Absent where the flow is only read. */
  edit?: { move: (from: number, to: number) => void; add: (at: number, kind: FlowStep['kind']) => void; beside: (at: number, on: boolean) => void; remove: (at: number) => void }
}

/** `1`, `2a`, `2b`, `3`: steps side by side share their number. */
export function numbersOf(steps: readonly FlowStep[]): string[] {
  const modes = modesOf(steps)
  let stage = 0
  const places = modes.map((mode, at) => ({ stage: mode === 'beside' ? stage : ++stage, at }))
  return places.map(({ stage: of }) => of).map((of, at) => {
    const row = places.filter((one) => one.stage === of)
    return row.length > 1 ? `${of}${String.fromCharCode(97 + row.findIndex((one) => one.at === at))}` : String(of)
  })
}

/** The steps in their order: moved by the handle, or with Alt and the arrow keys; Alt and → puts one beside the one above. */
export function StepList({ flow, names, faults, chosen, choose, critical, edit }: Props) {
  const t = useT()
  const list = useRef<HTMLOListElement>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const [said, setSaid] = useState('')
  const modes = modesOf(flow.steps)
  const numbers = numbersOf(flow.steps)
  const focus = (at: number) => requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('.flow-step-open')[at]?.focus())
  const move = (from: number, to: number) => {
    if (!edit || from === to || to < 0 || to >= flow.steps.length) return
    edit.move(from, to)
    choose(to)
    setSaid(t('flow.moved', { step: inWords(flow.steps[from]?.name), n: to + 1 }))
    focus(to)
  }
  const onKey = (at: number) => (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step && event.altKey) { event.preventDefault(); move(at, at + step) }
    else if (step) { event.preventDefault(); const to = Math.max(0, Math.min(flow.steps.length - 1, at + step)); choose(to); focus(to) }
    else if (edit && event.altKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft') && at > 0) { event.preventDefault(); edit.beside(at, event.key === 'ArrowRight') }
    else if (edit && event.key === 'Delete') { event.preventDefault(); edit.remove(at); focus(Math.max(0, at - 1)) }
  }
  /** The place in the list that a height on the screen stands for. */
  const placeAt = (y: number, from: number) => {
    const rows = [...list.current?.querySelectorAll('.flow-step') ?? []].map((row) => row.getBoundingClientRect())
    const to = rows.findIndex(({ top, height }) => y < top + height / 2)
    return to < 0 ? rows.length - 1 : to > from ? to - 1 : to
  }
  const handle = (at: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => { event.preventDefault(); event.currentTarget.setPointerCapture(event.pointerId); setDrag({ from: at, to: at }) },
    onPointerMove: (event: PointerEvent) => { if (drag) setDrag({ ...drag, to: placeAt(event.clientY, drag.from) }) },
    onPointerUp: () => { if (drag) move(drag.from, drag.to); setDrag(null) },
    onPointerCancel: () => setDrag(null),
  })
  return (
    <div className="flow-steps" data-dragging={drag ? true : undefined}>
      <button type="button" className="flow-self" aria-current={chosen === -1 || undefined} onClick={() => choose(-1)}>
        <span>{t('flow.self')}</span><Faults of={faults.filter(({ at }) => at === null)} />
      </button>
      <ol ref={list} aria-label={t('flow.steps')}>
        {flow.steps.map((step, at) => (
          <li key={step.key} className="flow-step" data-beside={modes[at] === 'beside' || modes[at + 1] === 'beside' || undefined} data-first={modes[at] !== 'beside' && modes[at + 1] === 'beside' || undefined} data-critical={critical.has(step.key) || undefined} data-chosen={chosen === at || undefined}
            data-from={drag?.from === at || undefined} data-drop={drag && drag.to === at && drag.from !== at ? drag.to > drag.from ? 'below' : 'above' : undefined}>
            {modes[at] !== 'beside' && modes[at + 1] === 'beside' ? <span className="flow-beside quiet">{t('flow.together')}</span> : null}
            <button type="button" className="flow-step-open" aria-current={chosen === at || undefined} onClick={() => choose(at)} onKeyDown={onKey(at)} {...(edit ? { 'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown Alt+ArrowRight Delete' } : {})}>
              <span className="flow-step-number num">{numbers[at]}</span>
              <span className="flow-step-name">{inWords(step.name)}</span>
              <span className="flow-step-facts quiet">{ownerText(t, step.owner, names)}{step.deadline ? ` · ${deadlineText(t, step.deadline)}` : ''}</span>
              <span className="flow-step-marks">
                {step.kind === 'approval' ? <Mark label={t('flow.approval')}><AuditOutlined aria-hidden /></Mark> : null}
                {step.form ? <Mark label={names.forms.get(step.form) ?? step.form}><FormOutlined aria-hidden /></Mark> : null}
                {step.evidence ? <Mark label={t('flow.evidence')}><PaperClipOutlined aria-hidden /></Mark> : null}
                {step.when ? <Mark label={whenText(t, flow, step.when, names)}><BranchesOutlined aria-hidden /></Mark> : null}
                {step.optional ? <small>{t('flow.optional')}</small> : null}
                {step.value === 'waste' ? <small data-waste>{t('flow.value.waste')}</small> : null}
              </span>
              <Faults of={faults.filter((one) => one.at === at)} />
            </button>
            {edit ? <span className="flow-step-handle" aria-hidden {...handle(at)}><HolderOutlined /></span> : null}
          </li>
        ))}
      </ol>
      {edit ? (
        <div className="flow-step-add">
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => edit.add(chosen >= 0 ? chosen : flow.steps.length - 1, 'work')}>{t('flow.add-step')}</Button>
          <Button icon={<AuditOutlined aria-hidden />} onClick={() => edit.add(chosen >= 0 ? chosen : flow.steps.length - 1, 'approval')}>{t('flow.add-approval')}</Button>
        </div>
      ) : null}
      <span className="unseen" aria-live="polite">{said}</span>
    </div>
  )
}

const Mark = ({ label, children }: { label: string; children: React.ReactNode }) => <Tooltip title={label}><span role="img" aria-label={label}>{children}</span></Tooltip>
function Faults({ of }: { of: readonly FieldFault[] }) {
  const t = useT()
  if (!of.length) return null
  const hinders = of.some((one) => one.hinders === 'save') ? 'save' : 'publish'
  return <span className="flow-count num" data-hinders={hinders} role="img" aria-label={t(hinders === 'save' ? 'flow.faults' : 'flow.missing', { n: of.length })}>{of.length}</span>
}
