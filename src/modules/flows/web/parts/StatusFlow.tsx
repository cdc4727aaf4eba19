import { useT } from '../../../../kernel/web/words.ts'
import type { FlowBody } from '../../contract.ts'
import { inWords } from './flow-words.ts'

/** A flow of statuses alone: which there are, and where each may go. */
export function StatusFlow({ flow }: { flow: FlowBody }) {
  const t = useT()
  const nameOf = (key: string) => inWords(flow.statuses.find((one) => one.key === key)?.name) || key
  return (
    <div className="flow-statuses">
      <p className="quiet">{t('flow.statuses-about')}</p>
      <table>
        <thead><tr><th scope="col">{t('flow.status')}</th><th scope="col">{t('flow.status-class')}</th><th scope="col">{t('flow.status-to')}</th></tr></thead>
        <tbody>{flow.statuses.map((status) => (
          <tr key={status.key}>
            <th scope="row">{inWords(status.name)}</th>
            <td className="quiet">{t(`flow.class.${status.class}`)}</td>
            <td>{flow.transitions.filter(({ from }) => from.includes(status.key)).map(({ to }) => nameOf(to)).join('、') || <span className="quiet">–</span>}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  )
}
