import { DownOutlined, MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Link, useRouterState } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { useState } from 'react'
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

/** With no more lines than this nothing is closed at first: all of it is seen at once. */
const SEEN_AT_ONCE = 18
const KEPT = 'shouwen.menu'
const keptGroups = (): Record<string, boolean> => { try { return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Record<string, boolean> } catch { return {} } }

/** The menu's groups and lines; the phone's drawer shows the same. A group is opened and closed by its heading, and the one of the present page is open. */
export function MenuBlocks({ folded = false, onGo }: { folded?: boolean; onGo?: () => void }) {
  const t = useT()
  const blocks = useMenu()
  const here = useRouterState({ select: (state) => state.location.pathname })
  const [kept, setKept] = useState(keptGroups)
  const few = blocks.reduce((sum, { items }) => sum + items.length, 0) <= SEEN_AT_ONCE
  return blocks.map(({ group, items }, n) => {
    const isHere = items.some(({ to }) => here === to || here.startsWith(`${to}/`))
    const open = folded || (kept[group] ?? (few || n === 0 || isHere))
    const turn = () => setKept((was) => {
      const next = { ...was, [group]: !open }
      localStorage.setItem(KEPT, JSON.stringify(next))
      return next
    })
    return (
      <section key={group} className="frame-side-group" aria-labelledby={`menu-${group}`} data-here={(isHere && !open) || undefined}>
        <h2 id={`menu-${group}`}><button type="button" className="frame-side-text" aria-expanded={open} tabIndex={folded ? -1 : undefined} onClick={turn}>{t(`frame.group.${group}`)}<DownOutlined aria-hidden rotate={open ? 0 : -90} /></button></h2>
        {open ? <ul>{items.map((item) => <li key={item.to}><MenuLine item={item} folded={folded} {...(onGo ? { onGo } : {})} /></li>)}</ul> : null}
      </section>
    )
  })
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
