import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Better, Comparison, Unit } from '../../contract.ts'
import { changeText, spanName } from './change-text.ts'

/** The sentence on a change, coloured only where it is real. */
export function ChangeLine({ of, comparison, against = 'previous' }: { of: { unit: Unit; better: Better }; comparison: Comparison; against?: 'previous' | 'year' }) {
  const t = useT()
  const { text, tone, way } = changeText(t, language(), of, comparison, spanName(t, comparison, against))
  return <span className="figure-change" data-tone={tone}>{way === 'up' ? <ArrowUpOutlined aria-hidden /> : way === 'down' ? <ArrowDownOutlined aria-hidden /> : null}{text}</span>
}
