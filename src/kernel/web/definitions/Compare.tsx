import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { SwapOutlined } from '@ant-design/icons'
import { Button, Select, Tooltip } from 'antd'
import { query } from '../../client.ts'
import { definitions } from '../../definition-contract.ts'
import type { DefinitionSummary } from '../../definition-contract.ts'
import { Blank, Fault } from '../frame/faults.tsx'
import { useT } from '../words.ts'
import { Difference } from './Code.tsx'
import { versionName } from './parts.tsx'
import { counterpartOf } from './standing.ts'

/** Two versions held against each other; which two stands in the address. */
export function Compare({ versions, id }: { versions: readonly DefinitionSummary[]; id: string }) {
  const t = useT()
  const navigate = useNavigate()
  const { against } = useSearch({ strict: false }) as { against?: string }
  const other = versions.find((one) => one.id === against && one.id !== id)?.id ?? counterpartOf(versions, id)?.id
  const before = useQuery({ ...query(definitions.get, { params: { id: other ?? id } }), enabled: !!other })
  const after = useQuery(query(definitions.get, { params: { id } }))
  if (!other) return <Blank title={t('definition.only-one')} />
  const show = (next: Record<string, string>) => void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, ...next })) as never })
  const options = versions.map((one) => ({ value: one.id, label: one.inForce ? t('definition.version-in-force', { version: versionName(one) }) : versionName(one) }))
  const failed = before.error ?? after.error
  return (
    <div className="definition-compare">
      <div className="definition-compare-bar">
        <Select value={other} options={options.filter((one) => one.value !== id)} onChange={(next) => show({ against: next })} aria-label={t('definition.before')} popupMatchSelectWidth={false} />
        <Tooltip title={t('definition.swap')}><Button type="text" icon={<SwapOutlined aria-hidden />} aria-label={t('definition.swap')} onClick={() => show({ version: other, against: id })} /></Tooltip>
        <Select value={id} options={options.filter((one) => one.value !== other)} onChange={(next) => show({ version: next, against: other })} aria-label={t('definition.after')} popupMatchSelectWidth={false} />
      </div>
      {failed ? <Fault error={failed} again={() => { void before.refetch(); void after.refetch() }} />
        : before.data && after.data ? <Difference before={before.data.body} after={after.data.body} label={t('definition.compare')} />
        : <div aria-busy>{Array.from({ length: 8 }, (_, n) => <span key={n} className="grey" style={{ height: 12, width: `${64 - (n * 17) % 40}%`, margin: '10px 0' }} />)}</div>}
    </div>
  )
}
