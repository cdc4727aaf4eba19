import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Vocabulary } from '../../contract.ts'
import { fieldsFor } from './draft-rule.ts'
import type { RuleDraft } from './draft-rule.ts'
import { actionText, conditionText, triggerText } from './rule-words.ts'
import type { Names } from './rule-words.ts'

/** A rule said in words: when, if, then. */
export function Sentence({ vocabulary, of, names }: { vocabulary: Vocabulary; of: RuleDraft; names: Names }) {
  const t = useT()
  const { company } = useSession()
  const fields = fieldsFor(vocabulary, of)
  const always = 'all' in of.when && of.when.all.length === 0
  return (
    <dl className="rule-sentence">
      <dt>{t('rule.when')}</dt><dd>{triggerText(t, vocabulary, of)}</dd>
      {always ? null : <><dt>{t('rule.if')}</dt><dd>{safely(() => conditionText(t, fields, names, company.zone, of.when))}</dd></>}
      <dt>{t('rule.then')}</dt>
      <dd>{of.then.length ? <ol>{of.then.map((step, at) => <li key={at}>{actionText(t, vocabulary, fields, names, step)}</li>)}</ol> : <span className="quiet">{t('rule.nothing-yet')}</span>}{of.stop ? <span className="quiet">{t('rule.stops')}</span> : null}</dd>
    </dl>
  )
}
/** A condition from an older release may hold what this one can't say. */
const safely = (say: () => string): string => { try { return say() } catch { return '…' } }
