import { ClockCircleOutlined, SwapOutlined, UnorderedListOutlined, WarningOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import { handoffsOf } from '../../checks/rules.ts'
import type { FlowBody } from '../../contract.ts'
import { criticalPath, simulateRemoval } from '../../paths/rules.ts'
import type { StepTime } from '../../paths/rules.ts'
import type { FieldFault } from './flow-faults.ts'
import { durationText, inWords } from './flow-words.ts'

interface Props { flow: FlowBody; faults: readonly FieldFault[]; times: Readonly<Record<string, StepTime>>; /** More handovers than this speak against “concise”. */ limit: number | undefined; /** Whether faults are mended here. */ edits: boolean; goTo: (fault: FieldFault) => void }

/** What the draft comes to, while it is written: its length, its longest way, how often it changes hands, what is still missing. */
export function Figures({ flow, faults, times, limit, edits, goTo }: Props) {
  const t = useT()
  const path = criticalPath(flow, times)
  const handoffs = handoffsOf(flow)
  const many = limit !== undefined && handoffs > limit
  const waste = flow.steps.filter(({ value }) => value === 'waste').map(({ key }) => key)
  const saved = waste.length ? simulateRemoval(flow, waste, times) : null
  const nameOf = (key: string) => inWords(flow.steps.find((step) => step.key === key)?.name)
  const [first] = faults
  const breaks = faults.some(({ hinders }) => hinders === 'save')
  return (
    <dl className="flow-figures num" aria-live="polite">
      <div><dt><UnorderedListOutlined aria-hidden />{t('flow.steps')}</dt><dd>{flow.steps.length}</dd></div>
      <Tooltip title={path.steps.map(nameOf).join(' → ')}><div tabIndex={0}><dt><ClockCircleOutlined aria-hidden />{t('flow.critical')}</dt><dd>{durationText(t, path.seconds)}</dd></div></Tooltip>
      <Tooltip title={many ? t('flow.handoffs-many', { n: limit }) : t('flow.handoffs-about')}><div tabIndex={0} data-warn={many || undefined}><dt><SwapOutlined aria-hidden />{t('flow.handoffs')}</dt><dd>{handoffs}</dd></div></Tooltip>
      {saved ? <Tooltip title={waste.map(nameOf).join('、')}><div tabIndex={0}><dt>{t('flow.without-waste')}</dt><dd>−{durationText(t, Math.max(saved.savedSeconds, 0))}</dd></div></Tooltip> : null}
      {edits || first ? (
        <div data-warn={first ? true : undefined}>
          <dt><WarningOutlined aria-hidden />{t(breaks ? 'flow.to-mend' : 'flow.lacking')}</dt>
          <dd>{first ? <button type="button" onClick={() => goTo(first)}>{faults.length}</button> : 0}</dd>
        </div>
      ) : null}
    </dl>
  )
}
