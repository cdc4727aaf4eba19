import { SearchOutlined } from '@ant-design/icons'
import { useQueries } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { chooseAppearance, useDark } from '../appearance.ts'
import { useCommands, useMenu, useSearches } from '../brought.ts'
import { useSignOut } from '../session.tsx'
import { isComposing } from '../typing.ts'
import { useSettled } from '../use-settled.ts'
import type { RecordHit } from '../web-module.ts'
import { chooseLanguage, language, useT } from '../words.ts'

/** The dialog's name, for those who hear the page. */
const UNSEEN = { position: 'absolute', width: 1, height: 1, margin: 0, overflow: 'hidden', clipPath: 'inset(50%)' } as const

interface Line { key: string; block: string; title: string; hint?: string; icon?: ReactNode; to?: string; run?: () => void }

/** Everything in one field: records, pages and commands, wholly by keyboard. */
export function CommandPalette({ open, close, fold }: { open: boolean; close: () => void; fold: () => void }) {
  const t = useT()
  const id = useId()
  const router = useRouter()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const wanted = useDeferredValue(text.trim().toLowerCase())
  const { hits, searching } = useHits(text.trim())
  const places = usePlaces(fold)
  const lines = useMemo(() => {
    const found = places.filter((line) => `${line.title} ${line.hint ?? ''} ${line.to ?? ''} ${line.key}`.toLowerCase().includes(wanted))
    // Whoever types the name of a page or a command means it: records that come a moment later don't take its place under the finger.
    const meant = (line: Line) => wanted !== '' && line.title.toLowerCase().startsWith(wanted)
    return [...found.filter(meant), ...hits, ...found.filter((line) => !meant(line))]
  }, [hits, places, wanted])
  const current = Math.min(at, Math.max(lines.length - 1, 0))

  useEffect(() => setAt(0), [wanted])
  useEffect(() => { if (open) setText('') }, [open])
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) }, [current, lines])

  const choose = (line: Line | undefined) => {
    if (!line) return
    close()
    if (line.to) void router.navigate({ to: line.to })
    line.run?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((current + step + lines.length) % Math.max(lines.length, 1))
    else if (event.key === 'Enter') choose(lines[current])
    else return
    event.preventDefault()
  }
  return (
    <Modal open={open} onCancel={close} footer={null} closable={false} width={600} style={{ top: '12vh' }} styles={{ container: { padding: 0, overflow: 'hidden' }, header: UNSEEN }} title={t('frame.palette')} destroyOnHidden
      afterOpenChange={(shown) => { if (shown) input.current?.focus() }}>
      <label className="frame-palette-input">
        <SearchOutlined aria-hidden />
        <input ref={input} autoFocus value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} placeholder={t('frame.palette-hint')} aria-label={t('frame.palette-hint')}
          role="combobox" aria-expanded aria-controls={`${id}list`} aria-autocomplete="list" aria-activedescendant={lines[current] ? `${id}${current}` : undefined} autoComplete="off" spellCheck={false} />
      </label>
      <div ref={list} className="frame-palette-list" id={`${id}list`} role="listbox" aria-label={t('frame.palette')} aria-busy={searching}>
        {lines.map((line, n) => (
          <div key={line.key} role="presentation">
            {line.block === lines[n - 1]?.block ? null : <div className="frame-palette-head" role="presentation">{line.block}</div>}
            <div id={`${id}${n}`} role="option" aria-selected={n === current} className="frame-palette-line" onPointerMove={() => setAt(n)} onClick={() => choose(line)}>
              {line.icon ? <span aria-hidden>{line.icon}</span> : null}<span className="clip">{line.title}</span>{line.hint ? <span className="frame-palette-hint clip num">{line.hint}</span> : null}
            </div>
          </div>
        ))}
        {lines.length === 0 ? <div className="frame-palette-none">{t(searching ? 'frame.searching' : 'frame.palette-none', { text: text.trim() })}</div> : null}
      </div>
      <div className="frame-palette-foot" aria-hidden><span><kbd>↑</kbd> <kbd>↓</kbd> {t('frame.key-choose')}</span><span><kbd>↵</kbd> {t('frame.key-open')}</span><span><kbd>esc</kbd> {t('frame.key-close')}</span></div>
    </Modal>
  )
}

function useHits(text: string): { hits: readonly Line[]; searching: boolean } {
  const t = useT()
  const q = useSettled(text, 180)
  const searches = useSearches()
  const results = useQueries({
    queries: searches.map((one) => ({ queryKey: ['palette', one.key, q], queryFn: () => one.search(q), enabled: q.length >= 2, staleTime: 30_000, retry: false, placeholderData: (before: readonly RecordHit[] | undefined) => before })),
  })
  const searching = text.length >= 2 && (q !== text || results.some((result) => result.isFetching))
  const found = text.length < 2 ? [] : searches.flatMap((one, n) => (results[n]?.data ?? []).map((hit): Line => ({ ...hit, key: `${one.key}:${hit.key}`, block: t(one.label) })))
  // One kind that comes after another would push it from under the finger: all are shown once the last has come.
  const [hits, setHits] = useState<readonly Line[]>([])
  const key = searching ? undefined : found.map((line) => line.key).join()
  if (key !== undefined && key !== hits.map((line) => line.key).join()) setHits(found)
  return { hits, searching }
}

function usePlaces(fold: () => void): readonly Line[] {
  const t = useT()
  const dark = useDark()
  const signOut = useSignOut()
  const menu = useMenu()
  const commands = useCommands()
  const go: Line[] = menu.flatMap(({ group, items }) => items.map((item) => ({ key: `go:${item.to}`, block: t('frame.palette-pages'), title: t(item.label), hint: t(`frame.group.${group}`), icon: item.icon, to: item.to })))
  const own: Line[] = [
    { key: 'appearance', title: t(dark ? 'frame.command.light' : 'frame.command.dark'), run: () => chooseAppearance(dark ? 'light' : 'dark') },
    { key: 'language', title: language() === 'en' ? '切换为简体中文' : 'Switch to English', run: () => void chooseLanguage(language() === 'en' ? 'zh-CN' : 'en') },
    { key: 'fold', title: t('frame.command.fold'), run: fold },
    { key: 'sign-out', title: t('frame.sign-out'), run: () => void signOut() },
  ].map((line) => ({ ...line, block: t('frame.palette-commands') }))
  const brought: Line[] = commands.map(({ key, label, icon, to, run }) => ({ key, block: t('frame.palette-commands'), title: t(label), ...(icon ? { icon } : {}), ...(to ? { to } : {}), ...(run ? { run } : {}) }))
  return [...go, ...brought, ...own]
}
