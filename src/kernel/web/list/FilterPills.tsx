import { CloseOutlined, DownOutlined, FilterOutlined } from '@ant-design/icons'
import { Button, Checkbox, Drawer, Input, Popover, Radio } from 'antd'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { usePhone } from '../appearance.ts'
import { useT } from '../words.ts'
import { keysOf, type Choice, type Filter, type ListQuery } from './list-types.ts'

const DayRange = lazy(() => import('./DayRange.tsx').then((file) => ({ default: file.DayRange })))
export type Narrow = (patch: Readonly<Record<string, string | undefined>>) => void
interface FilterProps { filter: Filter; query: ListQuery; narrow: Narrow }

/** The declared filters as pills that say what they hold; on a phone one button opens them all. */
export function FilterPills({ filters, query, narrow }: { filters: readonly Filter[]; query: ListQuery; narrow: Narrow }) {
  const t = useT()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const active = filters.filter((filter) => isActive(filter, query))
  const clear = () => narrow(Object.fromEntries(filters.flatMap(keysOf).map((key) => [key, undefined])))
  if (filters.length === 0) return null
  if (!phone) {
    return (
      <div className="list-pills" role="group" aria-label={t('list.filters')}>
        {filters.map((filter) => <Pill key={filter.key} filter={filter} query={query} narrow={narrow} />)}
        {active.length > 0 ? <Button type="text" size="small" className="list-pills-clear" onClick={clear}>{t('list.clear-filters')}</Button> : null}
      </div>
    )
  }
  return (
    <>
      <Button icon={<FilterOutlined aria-hidden />} onClick={() => setOpen(true)} aria-label={t('list.filters')}>{active.length > 0 ? active.length : null}</Button>
      <Drawer open={open} onClose={() => setOpen(false)} placement="bottom" size="82%" title={t('list.filters')}
        footer={<div className="list-pills-foot"><Button onClick={clear} disabled={active.length === 0}>{t('list.clear-filters')}</Button><Button type="primary" onClick={() => setOpen(false)}>{t('list.show-results')}</Button></div>}>
        {filters.map((filter) => <section key={filter.key} className="list-pills-section"><h3>{t(filter.label)}</h3><Editor filter={filter} query={query} narrow={narrow} /></section>)}
      </Drawer>
    </>
  )
}

const isActive = (filter: Filter, query: ListQuery) => keysOf(filter).some((key) => query[key])

function Pill({ filter, query, narrow }: FilterProps) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const active = isActive(filter, query)
  const done = (patch: Parameters<Narrow>[0]) => { narrow(patch); if (filter.kind === 'choice' || (filter.kind === 'pick' && !filter.stays)) setOpen(false) }
  return (
    <span className="list-pill" data-active={active || undefined}>
      <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomLeft" arrow={false} destroyOnHidden styles={{ container: { padding: 8 } }} content={<div className="list-pill-panel"><Editor filter={filter} query={query} narrow={done} /></div>}>
        <button type="button" className="list-pill-open" aria-expanded={open} aria-haspopup="dialog">
          {active ? <><span className="list-pill-label">{t(filter.label)}</span><span className="list-pill-value clip num"><Held filter={filter} query={query} /></span></> : <>{t(filter.label)}<DownOutlined aria-hidden /></>}
        </button>
      </Popover>
      {active ? <button type="button" className="list-pill-drop" aria-label={t('list.drop-filter', { filter: t(filter.label) })} onClick={() => narrow(Object.fromEntries(keysOf(filter).map((key) => [key, undefined])))}><CloseOutlined aria-hidden /></button> : null}
    </span>
  )
}

/** What a filter holds, in words. */
function Held({ filter, query }: { filter: Filter; query: ListQuery }): ReactNode {
  const t = useT()
  const value = query[filter.key] ?? ''
  if (filter.kind === 'days') return `${query[filter.from] ?? '…'} – ${query[filter.to] ?? '…'}`
  if (filter.kind === 'pick') return <filter.Name id={value} />
  const held = value.split(',').map((one) => filter.options.find((option) => option.value === one)?.label ?? one)
  return held.length > 2 ? <>{held[0]} {t('list.and-more', { n: held.length - 1 })}</> : held.map((label, n) => <span key={n}>{n > 0 ? t('list.comma') : null}{label}</span>)
}

function Editor({ filter, query, narrow }: FilterProps) {
  const value = query[filter.key]
  if (filter.kind === 'pick') return <filter.Picker {...(value ? { value } : {})} onChange={(id) => narrow({ [filter.key]: id })} />
  if (filter.kind === 'days') {
    return <Suspense fallback={<span className="grey" style={{ width: 240, height: 30 }} />}><DayRange from={query[filter.from]} to={query[filter.to]} onChange={(from, to) => narrow({ [filter.from]: from, [filter.to]: to })} /></Suspense>
  }
  return <Options options={filter.options} several={filter.kind === 'choices'} value={value ? value.split(',') : []} onChange={(values) => narrow({ [filter.key]: values.join(',') || undefined })} />
}

function Options({ options, several, value, onChange }: { options: readonly Choice[]; several: boolean; value: readonly string[]; onChange: (values: readonly string[]) => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const shown = options.filter((option) => `${option.text ?? (typeof option.label === 'string' ? option.label : '')} ${option.value}`.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <>
      {options.length > 8 ? <Input size="small" allowClear value={text} onChange={(event) => setText(event.target.value)} placeholder={t('list.find-option')} aria-label={t('list.find-option')} style={{ marginBottom: 6 }} /> : null}
      <div className="list-pill-options">
        {shown.map((option) => several
          ? <Checkbox key={option.value} checked={value.includes(option.value)} onChange={(event) => onChange(options.map((one) => one.value).filter((one) => one === option.value ? event.target.checked : value.includes(one)))}>{option.label}</Checkbox>
          : <Radio key={option.value} checked={value.includes(option.value)} onClick={() => onChange(value.includes(option.value) ? [] : [option.value])}>{option.label}</Radio>)}
        {shown.length === 0 ? <span className="quiet">{t('list.no-option')}</span> : null}
      </div>
    </>
  )
}
