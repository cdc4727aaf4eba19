import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { query, urlOf } from '../../../../kernel/client.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language as spoken, t as inProduct, useT } from '../../../../kernel/web/words.ts'
import { files } from '../../../files/contract.ts'
import { portal } from '../../contract.ts'
import type { Brand, Language } from '../../contract.ts'
import { NAMES } from '../language-names.ts'
import type { Preview } from '../pages/preview.ts'

// Our own page under our own content policy: what it is kept from is leaving the frame.
const OURS = 'allow-scripts allow-same-origin'

/** The customer's own page in a frame, told what is being designed: what is seen here is what they will see. */
export function BrandPreview({ brand }: { brand: Brand }) {
  const t = useT()
  const { company } = useSession()
  const frame = useRef<HTMLIFrameElement>(null)
  const [isDark, setIsDark] = useState(false)
  const [wanted, setWanted] = useState<Language>(spoken())
  const limits = useQuery({ ...query(portal.page, { params: { slug: 'main' } }), retry: false }).data
  const language = brand.languages.includes(wanted) ? wanted : brand.languages[0] ?? 'zh-CN'
  const own = (text: { zh: string | null; en: string | null }) => language === 'en' ? text.en : text.zh
  const name = own(brand.name) ?? brand.name.zh ?? brand.name.en ?? company.name
  const told: Preview = {
    portalPreview: true, dark: isDark, language,
    page: {
      slug: brand.slug, name, sender: own(brand.sender) ?? name, intro: own(brand.intro), notice: own(brand.notice) ?? inProduct('portal.notice.text', { company: name }), noticeVersion: brand.version, contact: own(brand.contact), accent: brand.accent, banner: brand.banner,
      logo: brand.logoId ? urlOf(files.get, { params: { id: brand.logoId }, query: { inline: 'true' } }) : null, open: true, others: limits?.others.filter((one) => one.slug !== brand.slug) ?? [], kinds: brand.kinds, languages: brand.languages, services: (limits?.services ?? []).map((one) => ({ ...one, form: null })), mostFiles: limits?.mostFiles ?? 5, mostBytes: limits?.mostBytes ?? 10 * 1024 * 1024, zone: company.zone,
    },
  }
  const text = JSON.stringify(told)
  const tell = useCallback(() => frame.current?.contentWindow?.postMessage(JSON.parse(text), location.origin), [text])
  useEffect(() => {
    tell()
    const asked = (event: MessageEvent) => { if (event.source === frame.current?.contentWindow && event.data === 'portal-preview') tell() }
    addEventListener('message', asked)
    return () => removeEventListener('message', asked)
  }, [tell])
  return (
    <aside className="portal-preview" aria-label={t('portal-brand.preview')}>
      <div className="portal-preview-tools">
        <Segmented size="small" value={isDark ? 'dark' : 'light'} onChange={(value) => setIsDark(value === 'dark')} options={[{ value: 'light', label: t('portal-brand.preview.light') }, { value: 'dark', label: t('portal-brand.preview.dark') }]} />
        {brand.languages.length > 1 ? <Segmented size="small" value={language} onChange={setWanted} options={brand.languages.map((one) => ({ value: one, label: NAMES[one] }))} /> : null}
      </div>
      <iframe ref={frame} sandbox={OURS} src="/portal/preview?preview" title={t('portal-brand.preview')} tabIndex={-1} />
    </aside>
  )
}
