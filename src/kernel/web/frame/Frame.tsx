import './frame.css'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { LiveSocket } from '../live.tsx'
import { usePhone } from '../appearance.ts'
import { shellNotice } from '../places.ts'
import { Slot } from '../slot.tsx'
import { Toaster } from '../Toaster.tsx'
import { useT } from '../words.ts'
import { PhoneBar } from './PhoneBar.tsx'
import { SideNav } from './SideNav.tsx'
import { TopBar } from './TopBar.tsx'
import { onDialogEnter } from './dialog-keys.ts'
import { focusFirstField } from './first-field.ts'
import { onHotkey } from './hotkey.ts'

const CommandPalette = lazy(() => import('./CommandPalette.tsx').then((file) => ({ default: file.CommandPalette })))
const KEPT = 'shouwen.nav'

export function Frame() {
  const t = useT()
  const phone = usePhone()
  const [folded, setFolded] = useState(() => (localStorage.getItem(KEPT) ?? (innerWidth < 1200 ? 'folded' : 'open')) === 'folded')
  const [palette, setPalette] = useState<'unopened' | 'open' | 'closed'>('unopened')
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const fold = () => setFolded((was) => {
    localStorage.setItem(KEPT, was ? 'open' : 'folded')
    return !was
  })
  useEffect(onDialogEnter, [])
  useEffect(() => onHotkey('k', () => setPalette((was) => was === 'open' ? 'closed' : 'open')), [])
  useEffect(() => focusFirstField(), [])
  useEffect(() => setPalette((was) => was === 'open' ? 'closed' : was), [pathname])

  return (
    <Toaster>
      <div className="frame" data-folded={folded || undefined}>
        <a className="frame-skip" href="#main">{t('frame.skip')}</a>
        <div id="page-voice" className="unseen" role="status" aria-live="polite" />
        {phone ? null : <SideNav folded={folded} fold={fold} />}
        <TopBar openPalette={() => setPalette('open')} />
        <main id="main" tabIndex={-1} className="frame-main" data-scroll-restoration-id="page">
          <Slot of={shellNotice} props={{}} />
          <Outlet />
        </main>
        {phone ? <PhoneBar /> : null}
        {palette === 'unopened' ? null : <Suspense><CommandPalette open={palette === 'open'} close={() => setPalette('closed')} fold={fold} /></Suspense>}
        <LiveSocket />
      </div>
    </Toaster>
  )
}
