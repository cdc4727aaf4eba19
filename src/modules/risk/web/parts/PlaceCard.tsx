import { EditOutlined, LinkOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, QRCode, Tag } from 'antd'
import { useRef } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { Place } from '../../contract.ts'

/** A place with its code as it hangs on the wall. */
export function PlaceCard({ of, edit }: { of: Place; edit: () => void }) {
  const t = useT()
  const address = `${location.origin}${of.path}`
  const card = useRef<HTMLElement>(null)
  /** Prints this card alone. */
  const print = () => {
    document.documentElement.dataset['printing'] = 'place'
    card.current?.setAttribute('data-printed', '')
    window.print()
    card.current?.removeAttribute('data-printed')
    delete document.documentElement.dataset['printing']
  }
  return (
    <article ref={card} className="sos-place" data-off={of.active ? undefined : true}>
      <div className="sos-code" aria-hidden><QRCode type="svg" value={address} size={132} bordered={false} color="#000000" bgColor="#ffffff" /></div>
      <div>
        <h3>{of.name}{of.active ? null : <Tag>{t('sos-place.off')}</Tag>}</h3>
        <p className="quiet">{of.location}</p>
        <p className="sos-scan">{t('sos-place.scan')}</p>
        <p className="quiet sos-who">{[of.team?.name, ...of.tree.map(({ staff }) => staff.map(({ name }) => name).join(' / '))].filter(Boolean).join(' → ')}</p>
        <div className="sos-acts">
          <Button size="small" icon={<PrinterOutlined aria-hidden />} onClick={print}>{t('sos-place.print')}</Button>
          <a href={of.path} target="_blank" rel="noreferrer" aria-label={t('sos-place.open')} title={t('sos-place.open')}><Button size="small" icon={<LinkOutlined aria-hidden />} tabIndex={-1} aria-label={t('sos-place.open')} /></a>
          {of.may.includes('change') ? <Button size="small" icon={<EditOutlined aria-hidden />} onClick={edit}>{t('sos-place.change')}</Button> : null}
        </div>
      </div>
    </article>
  )
}
