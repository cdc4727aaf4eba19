import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { needs } from '../../contract.ts'

/** A need that is there, or one to be formed with this title. */
export type PickedNeed = { needId: string } | { title: string }
const NEW = 'new:'
const valueOf = (picked: PickedNeed | null | undefined) => !picked ? undefined : 'needId' in picked ? picked.needId : `${NEW}${picked.title}`

/** Finds an open need by what it speaks of; whoever steers needs forms a new one with what they typed. Before anything is typed those like `near` are offered. */
export function NeedPicker({ value, onChange, id, near = '', autoFocus = false }: { value?: PickedNeed | null; onChange?: (value: PickedNeed | undefined) => void; id?: string; near?: string; autoFocus?: boolean }) {
  const t = useT()
  const can = useCan()
  const [typed, setTyped] = useState('')
  const text = useSettled((typed.trim() || near.trim()).slice(0, 500), 250)
  const found = useQuery({ ...query(needs.candidates, { query: { limit: 8, ...(text ? { text } : {}) } }), placeholderData: keepPreviousData })
  const other = useQuery({ ...query(needs.candidates, { query: { limit: 8 } }), enabled: found.data?.items.length === 0 && !typed.trim() })
  const items = found.data?.items.length ? found.data.items : other.data?.items ?? []
  const title = typed.trim() || (value && 'title' in value ? value.title : '')
  const options = [
    ...items.map((one) => ({ value: one.id, label: one.title, hint: `${t(`need.stage.${one.stage}`)} · ${one.voices}` })),
    ...(title && can('need.steer') ? [{ value: `${NEW}${title}`, label: t('voice.need-new', { title }), hint: '' }] : []),
  ]
  return (
    <Select<string> {...(id ? { id } : {})} value={valueOf(value) ?? null} autoFocus={autoFocus} allowClear style={{ width: '100%' }} placeholder={t('voice.need-pick')} loading={found.isFetching} showSearch={{ filterOption: false, onSearch: setTyped }} options={options}
      onChange={(to: string | undefined) => onChange?.(!to ? undefined : to.startsWith(NEW) ? { title: to.slice(NEW.length) } : { needId: to })}
      optionRender={(option) => <span className="need-option"><span className="clip">{option.label}</span><span className="quiet num">{(option.data as { hint: string }).hint}</span></span>} />
  )
}
