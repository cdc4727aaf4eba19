import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import type { DefinitionSummary } from '../../../../kernel/definition-contract.ts'
import { StateTag, Since, versionName } from '../../../../kernel/web/definitions/parts.tsx'
import { counterpartOf } from '../../../../kernel/web/definitions/standing.ts'
import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { FlowBody } from '../../contract.ts'
import { FlowDefinition } from '../../contract.ts'
import { ChangeList } from './ChangeList.tsx'
import { diffFlows } from './diff-flow.ts'
import type { FlowNames } from './flow-names.ts'

interface Props { versions: readonly DefinitionSummary[]; id: string; flow: FlowBody; names: FlowNames; now: Date; show: (id: string) => void }

/** Every version of a flow, and what the one that is open changes in another. */
export function Versions({ versions, id, flow, names, now, show }: Props) {
  const t = useT()
  const [against, setAgainst] = useState<string | undefined>()
  const other = versions.find((one) => one.id === against && one.id !== id) ?? counterpartOf(versions, id)
  const read = useQuery({ ...query(definitions.get, { params: { id: other?.id ?? '' } }), enabled: other !== undefined })
  const before = FlowDefinition.safeParse(read.data?.body)
  const open = versions.find((one) => one.id === id)
  return (
    <div className="flow-versions">
      <ul className="definition-versions">{versions.map((one) => (
        <li key={one.id}><button type="button" aria-current={one.id === id || undefined} onClick={() => show(one.id)}><span className="num">{versionName(one)}</span><StateTag it={one} now={now} /><small className="quiet"><Since it={one} /></small></button></li>
      ))}</ul>
      <section>
        {!other || !open ? <Blank title={t('definition.only-one')} /> : (
          <>
            <div className="flow-versions-head">
              <h3>{t('flow.compared', { version: versionName(open) })}</h3>
              <Select value={other.id} onChange={setAgainst} options={versions.filter((one) => one.id !== id).map((one) => ({ value: one.id, label: one.inForce ? t('definition.version-in-force', { version: versionName(one) }) : versionName(one) }))} aria-label={t('definition.before')} popupMatchSelectWidth={false} />
              <Link to={`/definitions/flow/${open.key}` as string} search={{ version: id, against: other.id, tab: 'compare' } as never}>{t('flow.compared-as-text')}</Link>
            </div>
            {before.success ? <ChangeList diff={diffFlows(before.data as FlowBody, flow)} before={before.data as FlowBody} after={flow} names={names} /> : <span className="grey" style={{ height: 12, width: '60%' }} />}
          </>
        )}
      </section>
    </div>
  )
}
