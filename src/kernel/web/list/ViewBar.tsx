import { DownOutlined, PlusOutlined, TeamOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Switch } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Menu } from '../Menu.tsx'
import { call, query } from '../../client.ts'
import { shell, type SavedView } from '../../shell.ts'
import { ask, toast } from '../toast.tsx'
import { isComposing } from '../typing.ts'
import { useT } from '../words.ts'
import type { ListQuery, ShippedView } from './list-types.ts'

interface Props {
  list: string
  shipped: readonly ShippedView[]
  query: ListQuery
  view: string | undefined
  columns: readonly string[]
  show: (query: ListQuery, view?: string, columns?: readonly string[] | null) => void
}
type Naming = { of: SavedView | null; name: string; shared: boolean }

/** Views of a list as tabs: those of the product, one's own and the shared ones. A changed view offers to be saved. */
export function ViewBar({ list, shipped, query: now, view, columns, show }: Props) {
  const t = useT()
  const cache = useQueryClient()
  const [naming, setNaming] = useState<Naming | null>(null)
  const { data } = useQuery({ ...query(shell.views, { query: { list } }), staleTime: 60_000 })
  const views = data?.items ?? []
  const chosen = views.find((one) => one.id === view)
  const current = chosen ? undefined : shipped.find((one) => same(one.query, now))
  const changed = chosen ? !same(chosen.query, now) : !current && Object.keys(now).length > 0
  const tabs = useRef<HTMLElement>(null)
  const shown = chosen?.id ?? current?.key ?? ''
  // On a telephone the tabs are longer than the line: the one that is shown is to be seen.
  useEffect(() => {
    const [bar, tab] = [tabs.current, tabs.current?.querySelector<HTMLElement>('[aria-current]')]
    if (bar && tab) bar.scrollLeft = tab.offsetLeft + tab.offsetWidth - bar.offsetLeft - bar.clientWidth
  }, [shown, views.length])
  const columnsChanged = chosen?.columns ? chosen.columns.join() !== columns.join() : false

  const doing = async (deed: () => Promise<SavedView | null>, said: string) => {
    try {
      const answer = await deed()
      toast.done(t(said))
      await cache.invalidateQueries({ queryKey: [shell.views.path] })
      return answer
    } catch (error) {
      toast.fault(error)
      void cache.invalidateQueries({ queryKey: [shell.views.path] })
      return undefined
    }
  }
  const change = (one: SavedView, body: { name?: string; shared?: boolean; query?: Record<string, string>; columns?: string[] | null }) =>
    doing(() => call(shell.changeView, { params: { id: one.id }, body: { version: one.version, ...body } }), 'list.view-saved')
  const name = async ({ of, name: wanted, shared }: Naming) => {
    if (of) return void ((await change(of, { name: wanted, shared })) && setNaming(null))
    const saved = await doing(() => call(shell.saveView, { body: { list, name: wanted, shared, query: { ...now }, columns: [...columns] } }), 'list.view-saved')
    if (!saved) return
    setNaming(null)
    show(saved.query, saved.id, saved.columns)
  }
  const drop = async (one: SavedView) => {
    if (!await ask({ title: t('list.view-drop-ask', { name: one.name }), yes: t('frame.delete'), danger: true })) return
    if (await doing(() => call(shell.dropView, { params: { id: one.id } }), 'list.view-dropped') !== undefined && view === one.id) show({})
  }
  // One tab alone says nothing: the bar comes with the first view, or with something to save as one.
  if (shipped.length + views.length === 0 && !changed && !columnsChanged) return null
  const menuOf = (one: SavedView) => [
    { key: 'name', label: t('list.view-rename'), onClick: () => setNaming({ of: one, name: one.name, shared: one.shared }) },
    { key: 'share', label: t(one.shared ? 'list.view-unshare' : 'list.view-share'), onClick: () => void change(one, { shared: !one.shared }) },
    { type: 'divider' as const },
    { key: 'drop', danger: true, label: t('list.view-drop'), onClick: () => void drop(one) },
  ]
  return (
    <div className="list-views">
      <nav ref={tabs} className="list-views-tabs" aria-label={t('list.views')}>
        {shipped.map((one) => <button key={one.key} type="button" className="list-view" aria-current={one === current || undefined} onClick={() => show(one.query)}>{t(one.label)}</button>)}
        <button type="button" className="list-view" aria-current={chosen || current ? undefined : 'true'} onClick={() => show({})}>{t('list.all')}</button>
        {views.map((one) => (
          <span key={one.id} className="list-view-hold">
            <button type="button" className="list-view" aria-current={one.id === view || undefined} onClick={() => show(one.query, one.id, one.columns)}>
              {one.shared ? <TeamOutlined aria-label={t('list.view-shared')} /> : null}<span className="clip">{one.name}</span>{one.id === view && (changed || columnsChanged) ? <i className="list-view-dot" title={t('list.view-changed')} /> : null}
            </button>
            {one.id === view && one.mine ? <Menu menu={{ items: menuOf(one) }}><button type="button" className="list-view-more" aria-label={t('list.view-menu', { name: one.name })}><DownOutlined aria-hidden /></button></Menu> : null}
          </span>
        ))}
      </nav>
      <div className="list-views-acts">
        {chosen?.mine && (changed || columnsChanged) ? <Button size="small" onClick={() => void change(chosen, { query: { ...now }, columns: [...columns] })}>{t('list.view-save')}</Button> : null}
        {changed || columnsChanged ? <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={() => setNaming({ of: null, name: '', shared: false })}>{t('list.view-save-as')}</Button> : null}
      </div>
      {naming ? <NameDialog naming={naming} close={() => setNaming(null)} done={name} /> : null}
    </div>
  )
}

const same = (a: ListQuery, b: ListQuery) => new URLSearchParams(Object.entries(a).sort()).toString() === new URLSearchParams(Object.entries(b).sort()).toString()

function NameDialog({ naming, close, done }: { naming: Naming; close: () => void; done: (naming: Naming) => Promise<void> }) {
  const t = useT()
  const [name, setName] = useState(naming.name)
  const [shared, setShared] = useState(naming.shared)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (!name.trim()) return
    setBusy(true)
    await done({ ...naming, name: name.trim(), shared }).finally(() => setBusy(false))
  }
  return (
    <Modal open onCancel={close} width={400} title={t(naming.of ? 'list.view-rename' : 'list.view-save-as')} okText={t('form.save')} onOk={() => void save()} okButtonProps={{ disabled: !name.trim(), loading: busy }}>
      <Form layout="vertical" component="div">
        <Form.Item label={t('list.view-name')} htmlFor="view-name">
          <Input id="view-name" autoFocus value={name} maxLength={60} onChange={(event) => setName(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && !isComposing(event.nativeEvent)) void save() }} />
        </Form.Item>
        <label className="list-view-share"><Switch size="small" checked={shared} onChange={setShared} />{t('list.view-share-with-all')}</label>
      </Form>
    </Modal>
  )
}
