import '../changes.css'
import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { documentCauses } from '../../document-causes/contract.ts'
import { Causes } from './Causes.tsx'

/** Beside a document: the dissatisfaction behind its versions, the newest first. Nothing where none led to a revision. */
export function DocumentWhy({ documentId }: { documentId: string }) {
  const t = useT()
  const items = useQuery(query(documentCauses.causesOfDocument, { params: { id: documentId } })).data?.items ?? []
  if (!items.length) return null
  const byVersion = [...Map.groupBy(items, ({ version }) => version?.number ?? null)].toSorted(([a], [b]) => (b ?? Infinity) - (a ?? Infinity))
  return (
    <Block title="document-cause.why">
      <div className="document-why">{byVersion.map(([number, causes]) => <section key={number ?? 'open'}><h3>{number === null ? t('document-cause.to-come') : t('document-cause.version', { n: number })}</h3><Causes items={causes} /></section>)}</div>
    </Block>
  )
}
