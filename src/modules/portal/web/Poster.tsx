import './poster.css'
import { ArrowLeftOutlined, CopyOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { toast } from '../../../kernel/web/toast.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { portal } from '../contract.ts'

/** A sheet for counters, packages and papers, with a code that leads to the page on how to complain. */
export function Poster() {
  const t = useT()
  const router = useRouter()
  const { slug } = useParams({ strict: false }) as { slug: string }
  const page = useQuery(query(portal.page, { params: { slug } }))
  const how = useQuery(query(portal.howToComplain, { params: { slug } }))
  usePageTitle(t('portal-poster.title'))
  const fault = page.error ?? how.error
  if (fault) return <Fault error={fault} />
  if (!page.data || !how.data) return <PageSkeleton />
  const link = how.data.link ?? `${location.origin}/portal/${slug}/complain`
  const copy = async () => { await navigator.clipboard.writeText(link).then(() => toast.done(t('portal-poster.copied')), (error: unknown) => toast.fault(error)) }
  return (
    <div className="portal-poster">
      <div className="portal-poster-bar">
        <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => router.history.back()}>{t('portal-poster.back')}</Button>
        <span className="quiet">{how.data.link ? t('portal-poster.about') : t('portal-poster.no-address')}</span>
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>{t('portal-poster.copy')}</Button>
        <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => print()}>{t('portal-poster.print')}</Button>
      </div>
      <article className="portal-poster-sheet" style={{ borderTopColor: page.data.accent }}>
        <p className="portal-poster-name">{page.data.name}</p>
        <h1>{t('portal-poster.scan')}</h1>
        <Code link={link} />
        <p className="portal-poster-link num">{link.replace(/^https?:\/\//, '')}</p>
        <p className="portal-poster-free">{t('portal-poster.free')}</p>
        {how.data.contact ? <p>{how.data.contact}</p> : null}
      </article>
    </div>
  )
}

function Code({ link }: { link: string }) {
  const t = useT()
  const [picture, setPicture] = useState<string>()
  useEffect(() => {
    let gone = false
    // Quartile correction: a sheet on a counter gets stained.
    void import('qrcode').then(({ toDataURL }) => toDataURL(link, { margin: 2, width: 720, errorCorrectionLevel: 'Q' })).then((made) => { if (!gone) setPicture(made) })
    return () => { gone = true }
  }, [link])
  return picture ? <img src={picture} alt={t('portal-poster.picture')} width={300} height={300} /> : <span className="portal-poster-wait" />
}
