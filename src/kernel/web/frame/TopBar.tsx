import { SearchOutlined } from '@ant-design/icons'
import { usePhone } from '../appearance.ts'
import { shellHeader } from '../places.ts'
import { Slot } from '../slot.tsx'
import { useT } from '../words.ts'
import { MAC, MOD } from './hotkey.ts'
import { Logo } from './Logo.tsx'
import { UserMenu } from './UserMenu.tsx'

export function TopBar({ openPalette }: { openPalette: () => void }) {
  const t = useT()
  const phone = usePhone()
  return (
    <header className="frame-top">
      {phone ? <Logo size={24} /> : null}
      <button type="button" className="frame-top-search" onClick={openPalette} aria-keyshortcuts={MAC ? 'Meta+K' : 'Control+K'}>
        <SearchOutlined aria-hidden /><span className="clip">{t('frame.search')}</span>{phone ? null : <kbd aria-hidden>{MOD} K</kbd>}
      </button>
      <div className="frame-top-end"><Slot of={shellHeader} props={{}} /><UserMenu /></div>
    </header>
  )
}
