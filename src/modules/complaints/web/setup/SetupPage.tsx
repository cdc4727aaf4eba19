import './setup.css'
import { ApartmentOutlined, ClockCircleOutlined, NodeIndexOutlined, QrcodeOutlined, TableOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'

const PARTS = [
  { key: 'matrix', to: '/complaint-setup/matrix', icon: <TableOutlined aria-hidden />, permission: 'definition.read' },
  { key: 'stages', to: '/complaint-setup/stages', icon: <NodeIndexOutlined aria-hidden />, permission: 'definition.read' },
  { key: 'causes', to: '/complaint-setup/causes', icon: <ApartmentOutlined aria-hidden />, permission: 'setting.read' },
  { key: 'times', to: '/deadlines/complaint', icon: <ClockCircleOutlined aria-hidden />, permission: 'definition.read' },
  { key: 'poster', to: '/portal-brands/main/poster', icon: <QrcodeOutlined aria-hidden />, permission: 'portal.design' },
] as const

/** Where the ways of working complaints are set: how grave, what stages, which causes, by when, and how customers find it. */
export function SetupPage() {
  const t = useT()
  const can = useCan()
  usePageTitle(t('complaint-setup.title'))
  return (
    <div className="setup-page">
      <header><h1>{t('complaint-setup.title')}</h1><p className="quiet">{t('complaint-setup.about')}</p></header>
      <ul>{PARTS.filter(({ permission }) => can(permission)).map(({ key, to, icon }) => (
        <li key={key}><Link to={to as string}>{icon}<span><strong>{t(`complaint-setup.${key}`)}</strong><span className="quiet">{t(`complaint-setup.${key}-short`)}</span></span></Link></li>
      ))}</ul>
    </div>
  )
}
