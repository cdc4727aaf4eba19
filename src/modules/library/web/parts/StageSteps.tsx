import { CheckOutlined } from '@ant-design/icons'
import { useT } from '../../../../kernel/web/words.ts'
import type { Kind, Stage } from '../../contract.ts'

const WAY = ['draft', 'review', 'approved', 'trained', 'assessed', 'in-force'] as const

/** Where a standard stands on its way into force. */
export function StageSteps({ stage, rule }: { stage: Stage; rule: NonNullable<Kind['standard']> }) {
  const t = useT()
  const way = WAY.filter((one) => one !== 'assessed' || rule.passed > 0)
  const at = stage === 'under-review' ? way.length - 1 : way.indexOf(stage as 'draft')
  return (
    <ol className="doc-steps">
      {way.map((one, n) => (
        <li key={one} data-state={n < at || (n === at && one === 'in-force') ? 'done' : n === at ? 'now' : 'later'} aria-current={n === at ? 'step' : undefined}>
          <i aria-hidden>{n < at || (n === at && one === 'in-force') ? <CheckOutlined /> : n + 1}</i>
          <span>{t(`document.stage.${one}`)}{one === 'trained' ? <small className="quiet num">{t('document.needs-percent', { n: rule.coverage })}</small> : one === 'assessed' ? <small className="quiet num">{t('document.needs-percent', { n: rule.passed })}</small> : null}</span>
        </li>
      ))}
      {stage === 'under-review' ? <li data-state="now" aria-current="step"><i aria-hidden>↻</i><span>{t('document.stage.under-review')}</span></li> : null}
    </ol>
  )
}
