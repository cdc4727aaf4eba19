import './briefs.css'
import { CheckCircleFilled } from '@ant-design/icons'
import { useT } from '../../../../kernel/web/words.ts'
import type { Reception } from '../../briefs/contract.ts'

/** How far a reception is prepared: a bar, a tick when all is done, and nothing before the card is made. */
export function Prepared({ of }: { of: Pick<Reception, 'checklist' | 'prepAt' | 'preparedAt'> }) {
  const t = useT()
  if (!of.prepAt) return <span className="quiet">{t('reception.no-card-yet')}</span>
  const done = of.checklist.filter((item) => item.done).length
  if (of.preparedAt) return <span className="reception-ready"><CheckCircleFilled aria-hidden /> {t('reception.is-prepared')}</span>
  return <span className="reception-part"><span className="reception-bar"><i style={{ width: `${done / Math.max(1, of.checklist.length) * 100}%` }} /></span><span className="num">{done}/{of.checklist.length}</span></span>
}
