import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'
import type { CaseWork } from './use-case-work.tsx'

/** Cases that speak of the same, with how they were solved: to be read, or taken over into the answer. */
export function SimilarCases({ of, work }: { of: Case; work: CaseWork }) {
  const t = useT()
  const items = useQuery({ ...query(workspace.similar, { params: { id: of.id } }), staleTime: 120_000 }).data?.items ?? []
  if (items.length === 0) return null
  return (
    <Block title="case.similar">
      <ul className="similar">
        {items.map((one) => (
          <li key={one.id}>
            <Link to={`/cases/${one.id}` as string} className="clip" title={one.subject}>{one.subject}</Link>
            <span className="similar-facts quiet"><span className="num">{one.number.slice(-6)}</span> <RelativeTime at={one.at} />{one.sameCustomer ? <> · {t('case.similar-same')}</> : null}</span>
            {one.solution ? <span className="similar-solution">{one.solution}{of.may.includes('reply') ? <button type="button" onClick={() => work.composer.current?.put('reply', one.solution ?? '')}>{t('case.similar-use')}</button> : null}</span> : null}
          </li>
        ))}
      </ul>
    </Block>
  )
}
