import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { LANGUAGES, language, useT } from '../../../../kernel/web/words.ts'
import { scripts } from '../../scripts/contract.ts'
import type { ReadyScript } from '../../scripts/contract.ts'
import type { Scene } from '../../scripts/rules.ts'
import { blankValues, blanksIn, filled } from '../../scripts/rules.ts'

interface Props { caseId: string; put: (words: string) => void; close: () => void }
type Tongue = 'zh-CN' | 'en'
const inTongue = <T,>(of: { zh: T; en: T }, tongue: Tongue): T => tongue === 'en' ? of.en : of.zh

/** Scripts for the case that is answered, in the language the customer is spoken to in: arrows choose, Enter puts the words in, blanks are filled beside their preview. */
export function ScriptPanel({ caseId, put, close }: Props) {
  const t = useT()
  const { company } = useSession()
  const [q, setQ] = useState('')
  const [scene, setScene] = useState<Scene | null>(null)
  const [chosenTongue, setTongue] = useState<Tongue | null>(null)
  const [at, setAt] = useState(0)
  const [blanks, setBlanks] = useState<Record<string, string>>({})
  const settled = useSettled(q.trim(), 120)
  const found = useQuery({ ...query(scripts.scriptsOfCase, { params: { id: caseId }, query: settled ? { q: settled } : {} }), placeholderData: keepPreviousData, staleTime: 15_000 })
  const tongue = chosenTongue ?? found.data?.speaks ?? 'zh-CN'
  const items = (found.data?.items ?? []).filter((one) => !scene || one.scene === scene)
  const chosen = items[Math.min(at, items.length - 1)]
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) }, [at, chosen?.key])
  const go = (next: number) => { setAt(items.length ? (next + items.length) % items.length : 0); setBlanks({}) }
  const show = (next: Scene | null) => { setScene(next); go(0) }
  const textOf = (one: ReadyScript) => filled(inTongue(one.text, tongue), blankValues(one.fields, blanks, tongue, company.zone))
  const missing = chosen ? blanksIn(inTongue(chosen.text, tongue), chosen.fields).filter(({ key, required }) => required && !blanks[key]?.trim()) : []
  const insert = (one: ReadyScript | undefined) => {
    if (!one) return
    if (missing.length && one === chosen) { list.current?.parentElement?.querySelector<HTMLInputElement>('.script-blanks input')?.focus(); return }
    put(textOf(one))
    void call(scripts.use, { params: { id: caseId, key: one.key }, body: { language: tongue } }).catch(() => undefined)
  }
  const press = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); close() }
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); go(at + (event.key === 'ArrowDown' ? 1 : -1)) }
    else if (event.key === 'Enter' && (event.target as HTMLElement).tagName === 'INPUT') { event.preventDefault(); insert(chosen) }
  }
  const scenes = found.data?.scenes ?? []
  return (
    <div className="script-panel" role="dialog" aria-label={t('script.plural')} onKeyDown={press}>
      <header>
        <Input size="small" autoFocus allowClear value={q} onChange={(event) => { setQ(event.target.value); go(0) }} placeholder={t('script.search')} aria-label={t('script.search')} />
        <Segmented size="small" value={tongue} onChange={(to) => { setTongue(to); setBlanks({}) }} options={LANGUAGES.map((one) => ({ value: one.key, label: t(`script.tongue.${one.key === 'en' ? 'en' : 'zh'}`) }))} aria-label={t('script.language')} />
      </header>
      {found.data?.peak ? <p className="script-peak" role="status">{t('script.peak', { waiting: found.data.peak.waiting, threshold: found.data.peak.threshold })}</p> : null}
      <div className="script-scenes" role="tablist" aria-label={t('script.scene')}>
        <button type="button" role="tab" aria-selected={scene === null} onClick={() => show(null)}>{t('script.all')}</button>
        {scenes.map((one) => <button key={one} type="button" role="tab" aria-selected={scene === one} onClick={() => show(one)}>{t(`script.scene.${one}`)}</button>)}
      </div>
      {items.length === 0 ? <p className="script-none quiet">{found.isPending ? '…' : t('list.no-match')}</p> : (
        <div className="script-panes">
          <ul ref={list} role="listbox" aria-label={t('script.plural')}>
            {items.map((one, n) => (
              <li key={one.key} role="option" aria-selected={one === chosen} onMouseEnter={() => { if (n !== at) go(n) }} onMouseDown={(event) => { event.preventDefault(); insert(one) }}>
                <span className="clip">{inTongue(one.name, language())}</span>
                {inTongue(one.judged, tongue)?.level === 'refuse' ? <i data-level="refuse">{t('script.refused')}</i> : <small className="quiet">{t(`script.scene.${one.scene}`)}</small>}
              </li>
            ))}
          </ul>
          {chosen ? (
            <div className="script-preview">
              <Words text={textOf(chosen)} of={chosen} />
              {inTongue(chosen.judged, tongue) ? <p className="script-judged" data-level={inTongue(chosen.judged, tongue)?.level}>{inTongue(chosen.judged, tongue)?.message}</p> : null}
              <Blanks of={chosen} tongue={tongue} values={blanks} change={setBlanks} />
              <footer><span className="quiet">{chosen.source ? t('script.source', { source: chosen.source }) : chosen.uses ? t('script.used', { n: chosen.uses }) : ''}</span><Button size="small" type="primary" disabled={missing.length > 0} onClick={() => insert(chosen)}>{t('script.insert')} ↵</Button></footer>
            </div>
          ) : null}
        </div>
      )}
    </div>
  )
}

/** The words as they will stand; what is still to be filled is drawn as its name. */
function Words({ text, of }: { text: string; of: ReadyScript }) {
  return (
    <p className="script-words">{text.split(/(\{\{[^{}]+\}\})/).map((part, at) => {
      const field = of.fields.find(({ key }) => part === `{{${key}}}`)
      return field ? <span key={at} className="script-gap">{inTongue(field.name, language())}</span> : <span key={at}>{part}</span>
    })}</p>
  )
}

function Blanks({ of, tongue, values, change }: { of: ReadyScript; tongue: Tongue; values: Record<string, string>; change: (to: Record<string, string>) => void }) {
  const open = blanksIn(inTongue(of.text, tongue), of.fields)
  if (!open.length) return null
  return (
    <div className="script-blanks">
      {open.map((field) => (
        <label key={field.key}><span className="quiet">{inTongue(field.name, language())}</span>
          <Input size="small" value={values[field.key] ?? ''} maxLength={500} placeholder={inTongue(field.example, tongue)} onChange={(event) => change({ ...values, [field.key]: event.target.value })} />
        </label>
      ))}
    </div>
  )
}
