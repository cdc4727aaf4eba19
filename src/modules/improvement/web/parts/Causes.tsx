import '../changes.css'
import { useT } from '../../../../kernel/web/words.ts'
import { CaseLink } from '../../../cases/web/index.ts'
import type { ChangeCause } from '../../causes/contract.ts'

/** The dissatisfaction behind a change: the case, and the cause that was found. */
export function Causes({ items }: { items: readonly ChangeCause[] }) {
  const t = useT()
  return items.length ? <ul className="change-causes">{items.map((one) => <li key={one.id}>{one.case ? <span className="change-cause-case">{t(`case.kind.${one.case.kind}`)} {one.case.seen ? <CaseLink of={one.case} /> : <span className="num">{one.case.number}</span>}</span> : null}<span>{one.finding}</span></li>)}</ul> : null
}
