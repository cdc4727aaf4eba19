import './parts/dialogs.css'
import './desk.css'
import { MessageOutlined } from '@ant-design/icons'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCallback, useRef, useState } from 'react'
import { usePhone } from '../../../kernel/web/appearance.ts'
import { Blank } from '../../../kernel/web/frame/faults.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useT } from '../../../kernel/web/words.ts'
import { stepTo } from './parts/desk-keys.ts'
import { CasePane } from './parts/CasePane.tsx'
import { KeysDialog } from './parts/KeysDialog.tsx'
import { NewCase } from './parts/NewCase.tsx'
import { QueuePane } from './parts/QueuePane.tsx'
import { useDeskKeys } from './parts/use-desk-keys.ts'
import { opensNext } from './parts/next-case.ts'
import { QUEUES } from './parts/use-queue.ts'
import type { QueueKey } from './parts/use-queue.ts'

/** Where an agent works all day: the queue, the conversation, the customer, on one page and wholly by keyboard. */
export function Desk() {
  const t = useT()
  const phone = usePhone()
  const navigate = useNavigate()
  const { id } = useParams({ strict: false }) as { id?: string }
  const search = useSearch({ strict: false }) as Record<string, string>
  const tab = QUEUES.find((one) => one === search['queue']) ?? 'mine'
  const rows = useRef<HTMLDivElement>(null)
  const [areKeysOpen, setAreKeysOpen] = useState(false)
  const [voice, setVoice] = useState('')
  const announce = useCallback((text: string) => setVoice(text), [])
  usePageTitle(id ? undefined : t('case.desk'))

  const go = (to: { id?: string | undefined; queue?: QueueKey; isNew?: boolean }) => void navigate({
    to: to.id ? `/desk/${to.id}` : '/desk', resetScroll: false,
    search: { ...((to.queue ?? tab) === 'mine' ? {} : { queue: to.queue ?? tab }), ...(to.isNew ? { new: '1' } : {}) } as never,
  })
  const openTab = (queue: QueueKey) => go({ id, queue })
  const openNew = () => go({ id, isNew: true })
  const step = (by: 1 | -1) => {
    const all = Array.from(rows.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])
    const standing = all.findIndex((one) => one === document.activeElement)
    const to = all[stepTo(standing < 0 ? all.findIndex((one) => one.dataset['row'] === id) : standing, by, all.length)]
    to?.focus({ preventScroll: true })
    to?.scrollIntoView({ block: 'nearest' })
  }
  /** When the reader is done with a case the one after it in the queue opens, unless they want to stay. */
  const openNext = () => {
    if (phone || !opensNext()) return
    const all = Array.from(rows.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])
    const at = all.findIndex((one) => one.dataset['row'] === id)
    const to = (at < 0 ? all[0] : all[at + 1] ?? all[at - 1])?.dataset['row']
    go({ id: to === id ? undefined : to })
    announce(t(to ? 'case.next-opened' : 'case.next-none'))
  }
  useDeskKeys({
    next: () => step(1), previous: () => step(-1), help: () => setAreKeysOpen(true),
    'tab-1': () => openTab('mine'), 'tab-2': () => openTab('unclaimed'), 'tab-3': () => openTab('first'),
  })

  return (
    <div className="desk" data-case={id ? true : undefined}>
      {id ? null : <h1 className="unseen">{t('case.desk')}</h1>}
      <div className="unseen" role="status" aria-live="polite">{voice}</div>
      <div className="desk-panes">
        {phone && id ? null : <QueuePane tab={tab} open={openTab} chosen={id} openNew={openNew} announce={announce} rowsRef={rows} />}
        {id ? <CasePane key={id} id={id} toQueue={() => go({})} announce={announce} left={openNext} />
          : phone ? null : <div className="desk-none"><Blank mark={<MessageOutlined />} title={t('case.choose-one')} text={t('case.choose-one-text')} act={<Button onClick={() => setAreKeysOpen(true)}>{t('case.keys')} <kbd>?</kbd></Button>} /></div>}
      </div>
      {areKeysOpen ? <KeysDialog close={() => setAreKeysOpen(false)} /> : null}
      <NewCase open={search['new'] === '1'} close={(opened) => go({ id: opened?.id ?? id })} />
    </div>
  )
}
