import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { language, useT } from '../../../../kernel/web/words.ts'
import { figureText } from '../../../metrics/web/index.ts'
import type { ComplaintBoard } from '../../figures/contract.ts'

/** What the handbook claims, marked as unverified, beside what is counted here. */
export function Claims({ of }: { of: ComplaintBoard }) {
  const t = useT()
  const say = (value: number | null, change: boolean) => value === null ? '–' : `${change && value > 0 ? '+' : ''}${figureText(language(), 'percent', value)}`
  return (
    <>
      <p className="quiet cboard-note">{t('complaint-claim.about')}</p>
      <div className="cboard-hold">
        <table className="cboard-table num">
          <thead><tr><th scope="col" /><th scope="col">{t('complaint-claim.claimed')}</th><th scope="col">{t('complaint-claim.own')}</th></tr></thead>
          <tbody>
            {of.claims.map((one) => (
              <tr key={one.key}>
                <th scope="row">{t(`complaint-claim.${one.key}`)}<small>{one.where}{one.year ? ` · ${one.year}` : ''}</small></th>
                <td className="cboard-claim"><span>{say(one.claimed, one.of === 'change')}</span> <Tag>{t('complaint-claim.unverified')}</Tag></td>
                <td><Link to={`/figures/${one.metric}` as string} search={{ from: of.from, to: of.to } as never}>{say(one.own, one.of === 'change')}</Link><small>n = {one.n.toLocaleString(language())}</small></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
