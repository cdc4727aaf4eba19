import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { usePhone } from '../appearance.ts'
import { onPageKey } from '../frame/hotkey.ts'
import { isComposing, typing } from '../typing.ts'
import { useT } from '../words.ts'

/** Searches while one types, but never in the middle of a composition. `/` comes here, Escape leaves. */
export function SearchBox({ q, search, slash }: { q: string; search: (q: string) => void; slash: boolean }) {
  const t = useT()
  const phone = usePhone()
  const field = useRef<InputRef>(null)
  const [text, setText] = useState(q)
  const tell = useEffectEvent(search)
  const [told, setTold] = useState(q)
  if (told !== q) { setTold(q); setText(q) }
  const typer = useMemo(() => typing(250, q, (wanted) => tell(wanted.trim())), [q])
  useEffect(() => typer.stop, [typer])
  useEffect(() => {
    if (!slash) return
    return onPageKey(({ key }) => {
      if (key !== '/') return false
      field.current?.focus({ cursor: 'all' })
      return true
    })
  }, [slash])
  return (
    <Input ref={field} className="list-search" value={text} maxLength={200} type="search" enterKeyHint="search" placeholder={t('list.search')} aria-label={t('list.search')} aria-keyshortcuts="/"
      prefix={<SearchOutlined className="quiet" aria-hidden />} suffix={text ? <button type="button" className="list-clear" aria-label={t('list.search-clear')} onClick={() => { setText(''); search('') }}><CloseCircleFilled aria-hidden /></button> : slash && !phone ? <kbd aria-hidden>/</kbd> : <span />}
      onChange={(event) => { setText(event.target.value); typer.typed(event.target.value) }}
      onCompositionStart={typer.begin} onCompositionEnd={(event) => typer.end(event.currentTarget.value)} onBlur={typer.flush}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return
        if (event.key === 'Enter') typer.flush()
        if (event.key === 'Escape') { typer.flush(); field.current?.blur() }
      }} />
  )
}
