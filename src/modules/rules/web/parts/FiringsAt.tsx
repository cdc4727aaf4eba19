import '../rules.css'
import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { rules } from '../../contract.ts'
import { FiringItem } from './FiringList.tsx'
import { useVocabulary } from './use-vocabulary.ts'

/** What rules did at a record, and why; nothing where none did. */
export function FiringsAt({ kind, id }: { kind: string; id: string }) {
  const can = useCan()
  const may = can('rule.read')
  const found = useQuery({ ...query(rules.firings, { query: { limit: 5, subjectKind: kind, subjectId: id } }), enabled: may })
  const any = (found.data?.items.length ?? 0) > 0
  const vocabulary = useVocabulary(any)
  if (!any || !vocabulary.data) return null
  return <Block title="rule.plural"><ul className="rule-firings-at">{found.data?.items.map((one) => <li key={one.id}><FiringItem of={one} vocabulary={vocabulary.data} named placed={false} /></li>)}</ul></Block>
}
