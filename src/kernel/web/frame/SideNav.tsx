import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { useMenu } from '../brought.ts'
import { useSession } from '../session.tsx'
import type { MenuItem } from '../web-module.ts'
import { useT } from '../words.ts'
import { Logo } from './Logo.tsx'

export function SideNav({ folded, fold }: { folded: boolean; fold: () => void }) {
  const t = useT()
  const { company } = useSession()
  const foldLabel = t(folded ? 'frame.unfold-nav' : 'frame.fold-nav')
  return (
    <aside className="frame-side">
      <Link to="/" className="frame-side-brand" aria-label={t('frame.product')}>
        <Logo />
        <span className="frame-side-text"><strong>{t('frame.product')}</strong><small className="clip">{company.name}</small></span>
      </Link>
      <nav aria-label={t('frame.navigation')} className="frame-side-scroll"><MenuBlocks folded={folded} /></nav>
      <Tooltip title={folded ? foldLabel : null} placement="right">
        <button type="button" className="frame-side-line frame-side-fold" onClick={fold} aria-label={foldLabel} aria-expanded={!folded}>
          {folded ? <MenuUnfoldOutlined aria-hidden /> : <MenuFoldOutlined aria-hidden />}<span className="frame-side-text">{foldLabel}</span>
        </button>
      </Tooltip>
    </aside>
  )
}

/** The menu's groups and lines; the phone's drawer shows the same. */
export function MenuBlocks({ folded = false, onGo }: { folded?: boolean; onGo?: () => void }) {
  const t = useT()
  return useMenu().map(({ group, items }) => (
    <section key={group} className="frame-side-group" aria-labelledby={`menu-${group}`}>
      <h2 id={`menu-${group}`}><span className="frame-side-text">{t(`frame.group.${group}`)}</span></h2>
      <ul>{items.map((item) => <li key={item.to}><MenuLine item={item} folded={folded} {...(onGo ? { onGo } : {})} /></li>)}</ul>
    </section>
  ))
}

function MenuLine({ item, folded, onGo }: { item: MenuItem; folded: boolean; onGo?: () => void }) {
  const t = useT()
  return (
    <Tooltip title={folded ? t(item.label) : null} placement="right">
      <Link to={item.to} className="frame-side-line" activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }} {...(onGo ? { onClick: onGo } : {})}>
        <span aria-hidden>{item.icon}</span><span className="frame-side-text clip">{t(item.label)}</span>
      </Link>
    </Tooltip>
  )
}
