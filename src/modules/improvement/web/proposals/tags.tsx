import { Tag } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Opinion, Proposal } from '../../proposals/contract.ts'

const TONE = { draft: 'default', consulting: 'blue', approved: 'green', rejected: 'red', withdrawn: 'default' } as const
export function ProposalTag({ state }: { state: Proposal['state'] }) {
  const t = useT()
  return <Tag color={TONE[state]}>{t(`improvement.state.${state}`)}</Tag>
}
const STANCE = { agree: 'green', condition: 'gold', oppose: 'red' } as const
export function StanceTag({ stance, open }: { stance: Opinion['stance']; open: boolean }) {
  const t = useT()
  return stance ? <Tag color={STANCE[stance]}>{t(`improvement.stance.${stance}`)}</Tag> : <Tag>{t(open ? 'improvement.stance.awaited' : 'improvement.stance.none')}</Tag>
}
