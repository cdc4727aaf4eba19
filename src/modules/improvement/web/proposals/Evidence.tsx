import { LineChartOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { language, useT } from '../../../../kernel/web/words.ts'
import { figureText, named } from '../../../metrics/web/index.ts'
import type { ProposalEvidence } from '../../proposals/contract.ts'

/** The figure a proposal rests on, as it was counted when it was proposed, with the way to its records. */
export function Evidence({ of }: { of: ProposalEvidence }) {
  const t = useT()
  return (
    <div className="proposal-finding">
      <LineChartOutlined aria-hidden />
      <div><p><Link to={`/figures/${of.metric}` as string} search={{ from: of.from, to: of.to } as never}>{named(of.name)}</Link> <strong className="num">{figureText(language(), of.unit, of.value)}</strong></p><small className="quiet num">{t('improvement.evidence-of', { from: of.from, to: of.to, n: of.n, version: of.definitionVersion })}</small></div>
    </div>
  )
}
