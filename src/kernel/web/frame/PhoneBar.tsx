import { MenuOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useState } from 'react'
import { useMenu } from '../brought.ts'
import { useT } from '../words.ts'
import { MenuBlocks } from './SideNav.tsx'

/** The phone's foot: the first four places of the menu, and all of them behind the last button. */
export function PhoneBar() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const items = useMenu().flatMap((block) => block.items)
  return (
    <>
      <nav className="frame-foot" aria-label={t('frame.navigation')}>
        {items.slice(0, 4).map((item) => (
          <Link key={item.to} to={item.to} className="frame-foot-line" activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}><span aria-hidden>{item.icon}</span><span className="clip">{t(item.label)}</span></Link>
        ))}
        <button type="button" className="frame-foot-line" onClick={() => setOpen(true)} aria-expanded={open}><MenuOutlined aria-hidden /><span className="clip">{t('frame.more')}</span></button>
      </nav>
      <Drawer open={open} onClose={() => setOpen(false)} placement="bottom" size="auto" title={t('frame.navigation')} styles={{ body: { padding: '4px 8px 24px' } }}>
        <MenuBlocks onGo={() => setOpen(false)} />
      </Drawer>
    </>
  )
}
