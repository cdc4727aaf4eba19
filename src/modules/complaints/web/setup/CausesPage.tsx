import './setup.css'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { onSaveKey } from '../../../../kernel/web/typing.ts'
import { useLeaving } from '../../../../kernel/web/form/use-leaving.ts'
import { call, query } from '../../../../kernel/client.ts'
import { shell } from '../../../../kernel/shell.ts'
import type { SettingEntry } from '../../../../kernel/shell.ts'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { ask, toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { named } from '../../../metrics/web/index.ts'
import { addCause, dropCause, orderedTree, wantingInTree } from './cause-tree.ts'
import type { Cause } from './cause-tree.ts'

const KEY = 'cases.causes'

/** The tree of causes by which complaints are coded. */
export function CausesPage() {
  const t = useT()
  usePageTitle(t('complaint-setup.causes'))
  const found = useQuery(query(shell.settings, {}))
  const entry = found.data?.items.find(({ key }) => key === KEY)
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  return entry ? <Tree key={entry.version} entry={entry} /> : <PageSkeleton />
}

function Tree({ entry }: { entry: SettingEntry }) {
  const t = useT()
  const cache = useQueryClient()
  const readOnly = !useCan()('setting.write')
  const [tree, setTree] = useState(() => entry.value as unknown as readonly Cause[])
  const [busy, setBusy] = useState(false)
  const dirty = tree !== (entry.value as unknown)
  const lacks = wantingInTree(tree)
  useLeaving(dirty && !busy)
  const save = async () => {
    if (busy || !dirty || lacks) return
    setBusy(true)
    try {
      await call(shell.changeSetting, { params: { key: KEY }, body: { value: orderedTree(tree) as never, version: entry.version } })
      toast.done(t('complaint-setup.causes-saved'))
      await cache.invalidateQueries()
    } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }
  const set = (key: string, more: Partial<Cause>) => setTree(tree.map((one) => one.key === key ? { ...one, ...more } : one))
  const drop = async (cause: Cause) => { if (await ask({ title: t('complaint-setup.drop-cause-ask', { name: cause.zh || cause.en }), text: t('complaint-setup.drop-cause-text'), yes: t('complaint-setup.drop-cause'), danger: true })) setTree(dropCause(tree, cause.key)) }
  const branches = tree.filter(({ parent }) => !tree.some(({ key }) => key === parent))
  const row = (cause: Cause, isLeaf: boolean) => (
    <div className={isLeaf ? 'cause-row cause-leaf' : 'cause-row'}>
      {readOnly ? <span>{cause.zh} <span className="quiet">{cause.en}</span></span> : <TwoNames label={t(isLeaf ? 'complaint-setup.cause' : 'complaint-setup.branch')} value={cause} maxLength={60} wanting change={({ zh, en }) => set(cause.key, { zh, en })} />}
      {isLeaf && !readOnly ? <Select value={cause.parent} aria-label={t('complaint-setup.branch-of', { name: cause.zh || cause.en })} popupMatchSelectWidth={180} options={branches.map(({ key, zh, en }) => ({ value: key, label: named({ zh, en }) || zh || en || key }))} onChange={(parent: string) => set(cause.key, { parent })} /> : null}
      {readOnly ? null : <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('complaint-setup.drop-cause')} · ${cause.zh || cause.en}`} onClick={() => void drop(cause)} />}
    </div>
  )
  return (
    <div className="draft-desk" onKeyDown={onSaveKey(() => { void save() })}>
      <header className="draft-desk-head">
        <div><Link to={'/complaint-setup' as string} className="quiet">{t('complaint-setup.title')}</Link><h1>{t('complaint-setup.causes')}</h1></div>
        {lacks && dirty ? <span className="draft-desk-state quiet">{t(`complaint-setup.wants.${lacks}`)}</span> : null}
        {readOnly ? null : <Button type="primary" disabled={!dirty || lacks !== null} loading={busy} onClick={() => void save()}>{t('form.save')}</Button>}
      </header>
      <div className="draft-desk-form">
        <p className="quiet draft-desk-about">{t('complaint-setup.causes-about')}</p>
        {branches.map((branch) => (
          <section key={branch.key} className="setup-part">
            {row(branch, false)}
            {tree.filter(({ parent }) => parent === branch.key).map((leaf) => <div key={leaf.key}>{row(leaf, true)}</div>)}
            {readOnly ? null : <Button size="small" type="dashed" className="cause-add" icon={<PlusOutlined aria-hidden />} onClick={() => setTree(addCause(tree, branch.key))}>{t('complaint-setup.add-cause')}</Button>}
          </section>
        ))}
        {readOnly ? null : <Button type="dashed" block icon={<PlusOutlined aria-hidden />} onClick={() => setTree(addCause(tree, ''))}>{t('complaint-setup.add-branch')}</Button>}
      </div>
    </div>
  )
}
