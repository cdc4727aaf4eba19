import { ThunderboltOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { workspace } from '../../desk/contract.ts'
import type { Macro } from '../../desk/contract.ts'

const nameOf = ({ name }: Macro) => language() === 'en' ? name.en : name.zh
const QUIET_MS = 100

/** The macros for a case: found by word, pinyin or initials, shown with what they do, run by Enter. */
export function MacroDialog({ of, busy, run, close }: { of: Case; busy: boolean; run: (macro: Macro) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), QUIET_MS)
  const found = useQuery({ ...query(workspace.macros, { params: { id: of.id }, query: q ? { q } : {} }), placeholderData: keepPreviousData, staleTime: 0 })
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const items = found.data?.items ?? []
  const chosen = items[Math.min(at, items.length - 1)]
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) }, [at])
  const go = async (one: Macro | undefined) => { if (one && !one.against && !busy && await run(one)) close() }
  // What is shown may still belong to what was typed before: Enter waits for its own.
  const [entered, setEntered] = useState(false)
  const isOwn = q === typed.trim() && found.isSuccess && !found.isPlaceholderData
  useEffect(() => {
    if (!entered || !isOwn) return
    setEntered(false)
    void go(chosen)
    // Once for each Enter.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [entered, isOwn])
  return (
    <Modal open onCancel={close} footer={null} width={680} title={t('macro.run')} className="macro-dialog">
      <Input autoFocus value={typed} prefix={<ThunderboltOutlined aria-hidden />} placeholder={t('macro.find')} aria-label={t('macro.find')} aria-controls="macro-list" onChange={(event) => { setTyped(event.target.value); setAt(0); setEntered(false) }} onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); setAt((n) => items.length === 0 ? 0 : (Math.min(n, items.length - 1) + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length) }
        if (event.key === 'Enter') { event.preventDefault(); setEntered(true) }
      }} />
      {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : (
        <div className="macro-panes" aria-busy={found.isPending}>
          <ul ref={list} id="macro-list" role="listbox" aria-label={t('macro.plural')}>
            {items.map((one, n) => (
              <li key={one.key} role="option" aria-selected={one === chosen} aria-disabled={one.against !== null} onMouseEnter={() => setAt(n)} onClick={() => void go(one)}>
                <span className="clip">{nameOf(one)}</span>
                <span className="macro-does">{one.does.map((deed) => <i key={deed}>{t(`macro.does.${deed}`)}</i>)}</span>
              </li>
            ))}
            {found.data && items.length === 0 ? <li className="quiet macro-none">{t(typed ? 'list.no-match' : 'macro.none')}</li> : null}
          </ul>
          <div className="macro-preview">
            {chosen?.against ? <p role="alert" className="macro-against">{t(chosen.against)}</p> : chosen?.about ? <p className="quiet">{chosen.about}</p> : null}
            {chosen?.text ? <div className="macro-text">{chosen.text}</div> : null}
          </div>
        </div>
      )}
    </Modal>
  )
}
