import { LogoutOutlined } from '@ant-design/icons'
import { Avatar, Popover, Segmented } from 'antd'
import { useState } from 'react'
import { chooseAppearance, useAppearance, type Appearance } from '../appearance.ts'
import { shellUser } from '../places.ts'
import { useSession, useSignOut } from '../session.tsx'
import { Slot } from '../slot.tsx'
import { chooseLanguage, language, LANGUAGES, useT } from '../words.ts'

const APPEARANCES: readonly Appearance[] = ['light', 'dark', 'system']

export function UserMenu() {
  const t = useT()
  const { staff, company, release } = useSession()
  const [open, setOpen] = useState(false)
  const signOut = useSignOut()
  const current = useAppearance()
  if (!staff) return null
  const panel = (
    <div className="user-panel">
      <div className="user-who"><strong className="clip">{staff.name}</strong><span className="quiet clip">{company.name}</span></div>
      <Slot of={shellUser} props={{ close: () => setOpen(false) }} />
      <div className="user-row"><span id="user-appearance">{t('frame.appearance')}</span>
        <Segmented size="small" aria-labelledby="user-appearance" value={current} onChange={chooseAppearance} options={APPEARANCES.map((value) => ({ value, label: t(`frame.appearance.${value}`) }))} />
      </div>
      <div className="user-row"><span id="user-language">{t('frame.language')}</span>
        <Segmented size="small" aria-labelledby="user-language" value={language()} onChange={(to) => void chooseLanguage(to)} options={LANGUAGES.map(({ key, name }) => ({ value: key, label: name }))} />
      </div>
      <button type="button" className="user-line" onClick={() => void signOut()}><LogoutOutlined aria-hidden />{t('frame.sign-out')}</button>
      <div className="user-release quiet num">{t('frame.release', { release })}</div>
    </div>
  )
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" arrow={false} content={panel} styles={{ container: { padding: 6 } }}>
      <button type="button" className="frame-top-user" aria-label={t('frame.user-menu', { name: staff.name })} aria-expanded={open}>
        <Avatar size={26} style={{ background: 'var(--ant-color-fill-secondary)', color: 'var(--ant-color-text)', fontWeight: 600, fontSize: 12 }}>{initialOf(staff.name)}</Avatar>
      </button>
    </Popover>
  )
}

/** Chinese names show their given name's last character, others their first letter. */
const initialOf = (name: string) => /\p{Script=Han}/u.test(name) ? [...name].at(-1) : ([...name][0] ?? '').toUpperCase()
