import './proposals.css'
import { LineChartOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { ProposalFinding } from '../../proposals/contract.ts'

const percent = (share: number) => new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: share < .1 ? 1 : 0 }).format(share)
const number = (value: number, digits = 0) => new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value)

/** A finding in a sentence with its figure. */
export function findingText(t: ReturnType<typeof useT>, { kind, from, step, share }: Pick<ProposalFinding, 'kind' | 'from' | 'step' | 'share'>): string {
  return t(`improvement.finding.${kind}`, { from: from ?? '', step: step ?? '', share: percent(share) })
}

/** The figure that a proposal rests on, and how many cases of which log it was found in. */
export function Finding({ of }: { of: ProposalFinding }) {
  const t = useT()
  return (
    <div className="proposal-finding">
      <LineChartOutlined aria-hidden />
      <div><p>{findingText(t, of)} <Tag>{t('improvement.unproven')}</Tag></p><small className="quiet num">{t('improvement.finding-log', { cases: number(of.cases), of: number(of.of), log: of.log })}{of.seconds > 0 ? ` · ${t('improvement.finding-seconds', { hours: number(of.seconds / 3_600, 1) })}` : ''}</small></div>
    </div>
  )
}
