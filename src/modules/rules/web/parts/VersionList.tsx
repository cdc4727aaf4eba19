import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'

/** The versions of a rule; each opens at the desk of definitions, where they are compared. */
export function VersionList({ name }: { name: string }) {
  const t = useT()
  const found = useQuery(query(definitions.list, { query: { kind: 'rule', key: name } }))
  return (
    <ul className="rule-versions">{(found.data?.items ?? []).map((one) => (
      <li key={one.id} data-current={one.inForce || undefined}>
        <Link to={`/definitions/rule/${name}` as string} search={{ version: one.id } as never}>{t(`definition.origin.${one.origin}`)} {one.version}</Link>
        <span className="quiet">{one.inForce ? t('definition.in-force') : t(`definition.state.${one.state === 'published' ? 'superseded' : one.state}`)}</span>
        <span className="quiet"><Moment at={one.effectiveFrom ?? one.changedAt} form="full" /></span>
      </li>
    ))}</ul>
  )
}
