import '../list/list.css'
import '../record/record.css'
import './settings.css'
import { ControlOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { query } from '../../client.ts'
import type { SettingEntry } from '../../shell.ts'
import { shell } from '../../shell.ts'
import { usePhone } from '../appearance.ts'
import { Blank, Fault } from '../frame/faults.tsx'
import { SearchBox } from '../list/SearchBox.tsx'
import { usePageTitle } from '../page-title.ts'
import { HistoryTab } from '../record/History.tsx'
import { useT } from '../words.ts'
import { sameValue } from './setting-form.ts'
import { SettingItem } from './SettingItem.tsx'
import { groupName, settingAbout, settingName } from './setting-text.ts'

/** Every number, word and list that the company may want otherwise, module by module. */
export function SettingsPage() {
  const t = useT()
  const phone = usePhone()
  const navigate = useNavigate()
  const { q = '', changed } = useSearch({ strict: false }) as Record<string, string | undefined>
  const [told, setTold] = useState<{ key: string; open: boolean } | null>(null)
  const found = useQuery(query(shell.settings, {}))
  usePageTitle(t('setting.plural'))

  const all = found.data?.items ?? []
  const own = all.filter((one) => !sameValue(one.value, one.default))
  const shown = (changed ? own : all).filter((one) => matches(one, q))
  const groups = [...Map.groupBy(shown, (one) => one.module)]
  const narrow = (next: { q?: string; changed?: string }) => void navigate({ to: '.', replace: true, search: next as never })
  const view = (label: string, count: number, on: boolean, next: { changed?: string }) => (
    <button type="button" className="list-view" aria-current={on || undefined} onClick={() => narrow({ ...(q ? { q } : {}), ...next })}>{label}<span className="quiet num">{count}</span></button>
  )

  return (
    <div className="list setting-page">
      <header className="list-head"><h1>{t('setting.plural')}</h1></header>
      <div className="list-views"><div className="list-views-tabs">{view(t('list.all'), all.length, !changed, {})}{view(t('setting.changed-ones'), own.length, !!changed, { changed: '1' })}</div></div>
      <div className="list-tools"><SearchBox q={q} search={(next) => narrow({ ...(next ? { q: next } : {}), ...(changed ? { changed } : {}) })} slash /></div>
      <div className="setting-scroll">
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} />
          : !found.data ? <Grey />
          : groups.length === 0 ? (
            changed && !q ? <Blank mark={<ControlOutlined />} title={t('setting.none-changed')} text={t('setting.none-changed-text')} />
              : <Blank mark={<SearchOutlined />} title={t('list.no-match')} text={t('list.no-match-text')} act={<Button onClick={() => narrow({})}>{t('list.clear-all')}</Button>} />
          ) : (
            <div className="setting-grid">
              {phone ? null : (
                <nav className="setting-nav" aria-label={t('setting.groups')}>
                  {groups.map(([module, items]) => <button key={module} type="button" className="setting-nav-line" onClick={() => document.getElementById(`setting-${module}`)?.scrollIntoView({ block: 'start' })}><span className="clip">{groupName(module)}</span><span className="quiet num">{items.length}</span></button>)}
                </nav>
              )}
              <div className="setting-groups">
                {groups.map(([module, items]) => (
                  <section key={module} id={`setting-${module}`} className="setting-group" aria-labelledby={`setting-${module}-name`}>
                    <h2 id={`setting-${module}-name`}>{groupName(module)}</h2>
                    <ul>{items.map((one) => <SettingItem key={one.key} entry={one} showHistory={() => setTold({ key: one.key, open: true })} />)}</ul>
                  </section>
                ))}
              </div>
            </div>
          )}
      </div>
      <Drawer open={told?.open ?? false} onClose={() => setTold(told && { ...told, open: false })} size={phone ? '100%' : 520} title={told ? settingName(told.key) : ''}>
        {told ? <HistoryTab key={told.key} endpoint={shell.settingEvents} params={{ key: told.key }} /> : null}
      </Drawer>
    </div>
  )
}

/** Every word typed is somewhere in the setting's name, sentence or key. */
const matches = (one: SettingEntry, q: string): boolean => {
  const text = [settingName(one.key), settingAbout(one.key), groupName(one.module), one.key].join(' ').toLowerCase()
  return q.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}

function Grey() {
  return (
    <div className="setting-groups setting-grey" aria-busy>
      {Array.from({ length: 7 }, (_, n) => <div key={n} className="setting"><div className="setting-what"><span className="grey" style={{ width: `${46 - (n * 7) % 20}%`, height: 14 }} /><span className="grey" style={{ width: `${88 - (n * 13) % 30}%`, height: 12, marginTop: 8 }} /></div><div className="setting-is"><span className="grey" style={{ width: 90, height: 14 }} /></div></div>)}
    </div>
  )
}
