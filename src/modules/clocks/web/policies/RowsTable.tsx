import { ArrowDownOutlined, ArrowUpOutlined, BellOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { PolicyVocabulary } from '../../contract.ts'
import { conditionText, nameIn } from '../clock-words.ts'
import { DurationField } from './DurationField.tsx'
import type { DraftRow } from './policy-draft.ts'
import { newRow, unreached } from './policy-draft.ts'
import { choiceText, factWordsOf } from './policy-words.ts'

/** So many facts have a column of their own from the start; others get one when a row tells by them. */
const COLUMNS = 4

/** The rows of a deadline: a column for each fact, how long, and when it warns. The first that fits decides. */
export function RowsTable({ rows, fields: all, change, readOnly, wrong }: { rows: readonly DraftRow[]; fields: PolicyVocabulary['fields']; change: (rows: readonly DraftRow[]) => void; readOnly: boolean; wrong: ReadonlyMap<number, string> }) {
  const t = useT()
  const [added, setAdded] = useState<readonly string[]>([])
  const fields = all.filter(({ key }, at) => at < COLUMNS || added.includes(key) || rows.some(({ columns }) => columns[key]?.length))
  const hidden = all.filter((field) => !fields.includes(field))
  const never = unreached(rows)
  const set = (at: number, more: Partial<DraftRow>) => change(rows.map((row, nth) => nth === at ? { ...row, ...more } : row))
  const swap = (at: number, by: -1 | 1) => {
    const next = [...rows]
    const [row] = next.splice(at, 1)
    if (row) next.splice(at + by, 0, row)
    change(next)
  }
  return (
    <div className="policy-rows" role="table" aria-label={t('policy.rows')} style={{ '--policy-fields': fields.length } as never}>
      <div className="policy-row policy-row-head" role="row">
        <span role="columnheader">#</span>
        {fields.map((field) => <span key={field.key} role="columnheader">{nameIn(field.name)}</span>)}
        <span role="columnheader">{t('policy.allowed')}</span><span role="columnheader">{t('policy.warn-before')}</span>{readOnly ? null : <span role="columnheader"><span className="unseen">{t('policy.row-acts')}</span></span>}
      </div>
      {rows.map((row, at) => (
        <div key={row.id} className="policy-row" role="row" data-never={never.has(row.id) || undefined}>
          <span role="cell" className="num policy-nth">{at + 1}</span>
          {row.written ? <span role="cell" className="policy-written" style={{ gridColumn: `span ${fields.length}` }}>{conditionText(t, row.written, factWordsOf(t, all))}</span> : fields.map((field) => (
            <span key={field.key} role="cell" data-caption={nameIn(field.name)}>
              <Select mode="multiple" value={[...row.columns[field.key] ?? []]} disabled={readOnly} maxTagCount={0} maxTagPlaceholder={(chosen) => <span className="clip" title={chosen.map(({ label }) => String(label)).join(t('condition.comma'))}>{chosen.map(({ label }) => String(label)).join(t('condition.comma'))}</span>} suffixIcon={null} allowClear placeholder={t('policy.any')} aria-label={`${t('policy.nth', { n: at + 1 })} · ${nameIn(field.name)}`} popupMatchSelectWidth={180} optionFilterProp="label"
                options={field.choices.map((one) => ({ value: one.value, label: choiceText(t, one) }))} onChange={(to: string[]) => set(at, { columns: { ...row.columns, [field.key]: to } })} />
            </span>
          ))}
          <span role="cell" data-caption={t('policy.allowed')}><DurationField value={row.seconds} readOnly={readOnly} invalid={wrong.get(row.id) === 'seconds'} label={`${t('policy.nth', { n: at + 1 })} · ${t('policy.allowed')}`} change={(seconds) => set(at, { seconds })} /></span>
          <span role="cell" className="policy-warnings" data-caption={t('policy.warn-before')}>
            {(row.warnBefore.length ? row.warnBefore : [null]).map((before, nth) => (
              <DurationField key={nth} value={before} optional readOnly={readOnly} invalid={wrong.get(row.id) === 'warning'} label={`${t('policy.nth', { n: at + 1 })} · ${t('policy.warn-before')}`}
                change={(to) => set(at, { warnBefore: to === null ? row.warnBefore.filter((_, other) => other !== nth) : row.warnBefore.length ? row.warnBefore.map((one, other) => other === nth ? to : one) : [to] })} />
            ))}
          </span>
          {readOnly ? null : (
            <span role="cell" className="policy-row-acts">
              <Button type="text" size="small" icon={<BellOutlined aria-hidden />} disabled={!row.warnBefore.length || row.warnBefore.length > 3} aria-label={`${t('policy.nth', { n: at + 1 })} · ${t('policy.add-warning')}`} title={t('policy.add-warning')} onClick={() => set(at, { warnBefore: [...row.warnBefore, Math.max(1, Math.round((row.warnBefore.at(-1) ?? 60) / 2))] })} />
              <Button type="text" size="small" icon={<ArrowUpOutlined aria-hidden />} disabled={at === 0} aria-label={t('policy.row-up', { n: at + 1 })} onClick={() => swap(at, -1)} />
              <Button type="text" size="small" icon={<ArrowDownOutlined aria-hidden />} disabled={at === rows.length - 1} aria-label={t('policy.row-down', { n: at + 1 })} onClick={() => swap(at, 1)} />
              <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={t('policy.row-drop', { n: at + 1 })} onClick={() => change(rows.filter((_, nth) => nth !== at))} />
            </span>
          )}
          {never.has(row.id) ? <span className="policy-row-note" role="cell">{t('policy.never-reached')}</span> : null}
        </div>
      ))}
      {readOnly ? null : <div className="policy-more"><Button size="small" type="dashed" className="policy-add-row" icon={<PlusOutlined aria-hidden />} onClick={() => change([newRow(), ...rows])}>{t('policy.add-row')}</Button>
        {hidden.length ? <Select size="small" variant="borderless" value={null} placeholder={t('policy.more-fields')} aria-label={t('policy.more-fields')} popupMatchSelectWidth={180} options={hidden.map((field) => ({ value: field.key, label: nameIn(field.name) }))} onChange={(key: string | null) => { if (key) setAdded([...added, key]) }} /> : null}
      </div>}
    </div>
  )
}
