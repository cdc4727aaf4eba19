import '../../../../kernel/web/list/list.css'
import './calls.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../../kernel/web/list/Rows.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { draftOf } from './call-draft.ts'
import { NewCallScript } from './NewCallScript.tsx'

const inMine = (of: { zh: string; en: string }) => language() === 'en' ? of.en : of.zh

/** Every script of a call, with the kinds of case it is for. */
export function CallScripts() {
  const t = useT()
  const can = useCan()
  const [making, setMaking] = useState(false)
  const found = useQuery(query(definitions.list, { query: { kind: 'call-script' } }))
  const keys = [...new Set(found.data?.items.map(({ key }) => key))]
  const shown = keys.flatMap((key) => found.data?.items.find((one) => one.key === key && one.inForce) ?? found.data?.items.find((one) => one.key === key && one.state !== 'retired') ?? [])
  const read = useQueries({ queries: shown.map(({ id }) => query(definitions.get, { params: { id } })) })
  usePageTitle(t('call-script.plural'))
  return (
    <div className="list">
      <header className="list-head"><h1>{t('call-script.plural')}</h1><div className="list-acts"><Link to={'/scripts' as string}><Button>{t('script.plural')}</Button></Link>{can('definition.write') ? <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>{t('call-script.new')}</Button> : null}</div></header>
      <div className="list-body call-list">
        {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data || read.some((one) => one.isPending) ? <RowsSkeleton columns={3} /> : (
          <ul>{read.flatMap(({ data: it }) => {
            if (!it) return []
            const { name, kinds, stages } = draftOf(it.body)
            return [(
              <li key={it.id}>
                <div><h2><Link to={`/scripts/calls/${encodeURIComponent(it.key)}` as string}>{inMine(name)}</Link>{it.inForce ? null : <Tag>{t('definition.state.draft')}</Tag>}</h2><p className="quiet">{kinds.length ? t('call-script.for', { kinds: kinds.map((kind) => t(`case.kind.${kind}`)).join(t('condition.comma')) }) : t('call-script.for-any')}</p></div>
                <span className="quiet num">{t('call-script.size', { stages: stages.length, steps: stages.reduce((sum, { steps }) => sum + steps.length, 0) })}</span>
                <ol>{stages.map((stage) => <li key={stage.key} data-if-needed={stage.always ? undefined : true}>{inMine(stage.name)}</li>)}</ol>
              </li>
            )]
          })}</ul>
        )}
      </div>
      {making ? <NewCallScript known={shown} close={() => setMaking(false)} /> : null}
    </div>
  )
}
