import { Drawer } from 'antd'
import { useMemo } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { FlowBody } from '../../contract.ts'
import { criticalPath } from '../../paths/rules.ts'
import type { StepTime } from '../../paths/rules.ts'
import { addStep, changeStep, copyStep, moveStep, newStepName, placeStep, removeStep } from './draft-flow.ts'
import type { FieldFault } from './flow-faults.ts'
import { FlowForm } from './FlowForm.tsx'
import type { FlowNames } from './flow-names.ts'
import { inWords } from './flow-words.ts'
import { StatusFlow } from './StatusFlow.tsx'
import { StepForm } from './StepForm.tsx'
import { FlowRead, StepRead } from './StepRead.tsx'
import { StepList } from './StepList.tsx'

interface Props {
  flow: FlowBody; names: FlowNames; faults: readonly FieldFault[]; times: Readonly<Record<string, StepTime>>
  chosen: number; choose: (at: number) => void
  /** Absent where it is only read. */
  change: ((to: FlowBody, what?: string) => void) | undefined
  phone: boolean
}
const NOTHING = () => {}

/** The list of steps at the left, the chosen one as a form at the right; on a phone the form comes up from below. */
export function Editor({ flow, names, faults, times, chosen, choose, change, phone }: Props) {
  const t = useT()
  const critical = useMemo(() => new Set(criticalPath(flow, times).steps), [flow, times])
  const put = change ?? NOTHING
  const nameNew = (kind: 'work' | 'approval') => newStepName(kind, flow.steps.length + 1)
  const remove = (at: number) => { if (flow.steps.length > 1) { put(removeStep(flow, at)); choose(Math.min(at, flow.steps.length - 2)) } }
  const move = (from: number, to: number) => { put(moveStep(flow, from, to)); choose(to) }
  const form = !change ? chosen < 0 ? <FlowRead flow={flow} names={names} /> : <StepRead flow={flow} at={chosen} names={names} /> : chosen < 0
    ? <FlowForm flow={flow} names={names} faults={faults.filter(({ at }) => at === null)} change={(more) => put({ ...flow, ...more }, `flow.${Object.keys(more).join()}`)} />
    : <StepForm flow={flow} at={chosen} names={names} faults={faults.filter(({ at }) => at === chosen)} change={(more) => put(changeStep(flow, chosen, more), `${chosen}.${Object.keys(more).join()}`)} place={(mode, after) => put(placeStep(flow, chosen, mode, after))} move={(to) => move(chosen, to)} copy={() => { const made = copyStep(flow, chosen); put(made.flow); choose(made.at) }} remove={() => remove(chosen)} />
  if (!flow.steps.length) return <StatusFlow flow={flow} />
  return (
    <div className="flow-editor">
      <StepList flow={flow} names={names} faults={faults} chosen={phone ? -2 : chosen} choose={choose} critical={critical} {...(change ? { edit: { move, add: (at, kind) => { const made = addStep(flow, at, nameNew(kind), kind); put(made.flow); choose(made.at) }, beside: (at, on) => put(placeStep(flow, at, on ? 'beside' : 'next')), remove } } : {})} />
      {phone
        ? <Drawer open={chosen > -2} onClose={() => choose(-2)} placement="bottom" size="88dvh" title={chosen < 0 ? t('flow.self') : inWords(flow.steps[chosen]?.name)} className="flow-drawer">{chosen > -2 ? form : null}</Drawer>
        : form}
    </div>
  )
}
