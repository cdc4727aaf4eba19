import './course.css'
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { links } from '../../course/contract.ts'
import { CaseStatusTag } from '../parts/tags.tsx'
import { ChildForm } from './ChildForm.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { SplitDialog } from './SplitDialog.tsx'

/** The cases that belong to this one, and the ways to add to them: link, child, split. Nothing where there are none and none can be made. */
export function LinksBlock({ of }: { of: Case }) {
  const t = useT()
  const found = useQuery(query(links.links, { params: { id: of.id } }))
  useLive('case', () => void found.refetch(), of.id)
  const end = useCall(links.endLink, { said: 'link.was-ended', refresh: [links.links] })
  const [asking, setAsking] = useState<'link' | 'child' | 'split' | null>(null)
  const items = found.data?.items ?? []
  const may = of.may.includes('change')
  if (items.length === 0 && !may) return null
  const close = () => setAsking(null)
  const add = may ? (
    <Menu placement="bottomRight" menu={{ items: (['link', 'child', 'split'] as const).map((key) => ({ key, label: t(`link.act.${key}`), onClick: () => setAsking(key) })) }}>
      <Button size="small" type="text" icon={<PlusOutlined />} aria-label={t('link.add')} />
    </Menu>
  ) : null
  return (
    <Block title="link.plural" extra={add}>
      {items.length === 0 ? <p className="quiet">{found.data ? t('link.none') : ' '}</p> : null}
      <ul className="case-links">
        {items.map((one) => (
          <li key={one.id}>
            <div className="case-links-words">
              {one.case.seen ? <Link to={`/cases/${one.case.id}`} className="clip" title={one.case.subject ?? ''}>{one.case.subject}</Link> : null}
              <span className="case-links-facts"><span className="case-links-kind">{t(`link.kind.${one.kind}`)}</span><span className="num quiet">{one.case.number}</span><CaseStatusTag of={one.case} /></span>
            </div>
            {one.may.includes('end') && may ? <Tooltip title={t('link.end')}><Button size="small" type="text" icon={<CloseOutlined />} aria-label={`${t('link.end')} ${one.case.number}`} onClick={() => void end.run({ params: { id: one.id } })} /></Tooltip> : <span />}
          </li>
        ))}
      </ul>
      {asking === 'link' ? <LinkDialog of={of} close={close} /> : null}
      {asking === 'split' ? <SplitDialog of={of} close={close} /> : null}
      {may ? <ChildForm open={asking === 'child'} of={of} close={close} /> : null}
    </Block>
  )
}
