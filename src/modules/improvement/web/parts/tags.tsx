import { Tag } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { ChangeItem } from '../../contract.ts'

const TONE = { planned: 'blue', live: 'green', closed: 'default', withdrawn: 'default' } as const
export function ChangeTag({ state }: { state: ChangeItem['state'] }) {
  const t = useT()
  return <Tag color={TONE[state]}>{t(`process-change.state.${state}`)}</Tag>
}
