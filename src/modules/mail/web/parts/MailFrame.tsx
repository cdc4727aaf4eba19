import { useState } from 'react'
import { urlOf } from '../../../../kernel/client.ts'
import { caseMails } from '../../contract.ts'

const LEAST = 80
const MOST = 1_600

/** The mail as its sender laid it out, in a frame where nothing runs, as tall as it needs. */
export function MailFrame({ id, images, title }: { id: string; images: boolean; title: string }) {
  const [height, setHeight] = useState(LEAST)
  return (
    <iframe
      key={String(images)} className="mail-frame" title={title} style={{ height }} sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" referrerPolicy="no-referrer"
      src={urlOf(caseMails.page, { params: { id }, query: images ? { images: 'true' } : {} })}
      onLoad={(event) => { const root = event.currentTarget.contentDocument?.documentElement; if (root) setHeight(Math.min(Math.max(root.scrollHeight + 2, LEAST), MOST)) }}
    />
  )
}
