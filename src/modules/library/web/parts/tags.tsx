import { Tag } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { DocumentState, Stage } from '../../contract.ts'

const TONE = { draft: 'default', review: 'gold', approved: 'blue', trained: 'geekblue', assessed: 'cyan', 'in-force': 'green', 'under-review': 'orange', retired: 'default' } as const
export function StateTag({ state }: { state: DocumentState }) {
  const t = useT()
  return <Tag color={TONE[state]}>{t(`document.state.${state}`)}</Tag>
}
export function StageTag({ stage }: { stage: Stage }) {
  const t = useT()
  return <Tag color={TONE[stage]}>{t(`document.stage.${stage}`)}</Tag>
}
