import './portal.css'
import { ExportOutlined, PlusOutlined, QrcodeOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../kernel/client.ts'
import { FormDrawer } from '../../../kernel/web/form/FormDrawer.tsx'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useT } from '../../../kernel/web/words.ts'
import { LinePicker } from '../../people/web/index.ts'
import { portalDesk } from '../contract.ts'
import type { Brand } from '../contract.ts'
import { BrandDesk } from './parts/BrandDesk.tsx'

/** How the customer's pages look, business line by business line, with the page itself beside. */
export function PortalBrands() {
  const t = useT()
  const navigate = useNavigate()
  const { brand: chosen } = useSearch({ strict: false }) as { brand?: string }
  const [isAdding, setIsAdding] = useState(false)
  const found = useQuery(query(portalDesk.brands, {}))
  usePageTitle(t('portal-brand.plural'))
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  const brands = found.data?.items ?? []
  const shown = brands.find((one) => one.slug === chosen) ?? brands[0]
  const choose = (slug: string) => void navigate({ to: '.', search: { brand: slug } as never })
  const nameOf = (one: Brand) => one.line?.name ?? t('portal-brand.whole')
  return (
    <div className="portal-brands">
      <header className="portal-brands-head">
        <h1>{t('portal-brand.plural')}</h1>
        {brands.length > 1 ? <Segmented value={shown?.slug ?? ''} onChange={choose} options={brands.map((one) => ({ value: one.slug, label: nameOf(one) }))} /> : null}
        {shown ? <Tag color={shown.active ? 'success' : 'default'}>{t(shown.active ? 'portal-brand.state.open' : 'portal-brand.state.closed')}</Tag> : null}
        <span className="portal-brands-acts">
          {shown?.active && shown.kinds.includes('complaint') ? <Link to={`/portal-brands/${shown.slug}/poster` as string}><Button icon={<QrcodeOutlined aria-hidden />} tabIndex={-1}>{t('portal-poster.title')}</Button></Link> : null}
          {shown?.active ? <Button href={`/portal/${shown.slug}`} target="_blank" rel="noreferrer" icon={<ExportOutlined aria-hidden />}>{t('portal-brand.open-page')}</Button> : null}
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>{t('portal-brand.add')}</Button>
        </span>
      </header>
      {shown ? <BrandDesk key={shown.id} brand={shown} /> : null}
      <FormDrawer
        open={isAdding} close={() => setIsAdding(false)} title="portal-brand.add" body={portalDesk.add.spec.body} said="portal-brand.added" saveLabel="portal-brand.add"
        fields={[{ name: 'lineId', label: 'portal-brand.line', input: <LinePicker /> }, { name: 'slug', label: 'portal-brand.slug', input: <Input prefix="/portal/" maxLength={40} /> }]}
        save={(body) => call(portalDesk.add, { body })} saved={(made) => { void found.refetch(); choose(made.slug) }}
      />
    </div>
  )
}
