import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { language, useT } from '../../../../kernel/web/words.ts'
import { changeText, differenceText, figureText, named, spanName } from '../../../metrics/web/index.ts'
import type { BoardTile as Tile } from '../../figures/contract.ts'

/** One figure with how it differs from the days before; leads to its course and its records. */
export function BoardTile({ of: { value, name, formula, better, reference } }: { of: Tile }) {
  const t = useT()
  const say = (one: number | null) => figureText(language(), value.unit, one)
  const change = value.comparison ? changeText(t, language(), { unit: value.unit, better }, value.comparison, spanName(t, value.comparison, 'previous')) : null
  const difference = value.comparison?.difference ?? null
  return (
    <Link className="cboard-tile" to={`/figures/${value.key}` as string} search={{ from: value.from, to: value.to } as never} title={named(formula)}>
      <span className="cboard-name">{named(name)}</span>
      <span className="cboard-value num">{say(value.value)}</span>
      <span className="cboard-change num" data-tone={change?.tone} title={change?.text}>{!change || difference === null ? ' ' : change.way === 'none' ? t('complaint-board.unchanged') : <>{change.way === 'up' ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />}<span className="unseen">{t(change.way === 'up' ? 'complaint-board.up' : 'complaint-board.down')} </span>{differenceText(language(), value.unit, difference, t('metric.points'))}</>}</span>
      <span className="cboard-foot num"><span>n = {value.n.toLocaleString(language())}</span>{reference === null ? null : <span>{t('complaint-board.reference', { value: say(reference) })}</span>}</span>
    </Link>
  )
}
