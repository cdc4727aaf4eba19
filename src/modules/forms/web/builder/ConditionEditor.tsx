import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Radio, Select } from 'antd'
import { operators } from '../../../../pure/conditions/index.ts'
import type { Condition, Operator } from '../../../../pure/conditions/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { said } from '../parts/said.ts'
import type { Askable, Row } from './condition-state.ts'
import { conditionOf, firstTest, operatorsOf, rowsOf, withOperator } from './condition-state.ts'

interface Props { label: string; value: Condition | undefined; onChange: (condition: Condition | undefined) => void; askable: readonly Askable[] }

/** A condition as rows of question, comparison and value. */
export function ConditionEditor({ label, value, onChange, askable }: Props) {
  const t = useT()
  const rows = rowsOf(value)
  if (!rows) return <div className="build-condition"><p className="quiet">{t('form.build.nested')}</p><pre className="build-json">{JSON.stringify(value, null, 1)}</pre><Button size="small" onClick={() => onChange(undefined)}>{t('form.build.clear')}</Button></div>
  const put = (next: Row[], join = rows.join) => onChange(conditionOf({ join, rows: next }))
  const add = () => { const last = askable.at(-1); if (last) put([...rows.rows, firstTest(last)]) }
  return (
    <div className="build-condition" role="group" aria-label={label}>
      {rows.rows.length > 1 ? <Radio.Group size="small" optionType="button" value={rows.join} onChange={(event) => put(rows.rows, event.target.value as 'all')} options={[{ value: 'all', label: t('form.build.all') }, { value: 'any', label: t('form.build.any') }]} /> : null}
      {rows.rows.map((row, at) => {
        const of = askable.find(({ name }) => name === row.field)
        const set = (next: Row) => put(rows.rows.map((one, n) => n === at ? next : one))
        return (
          <div key={at} className="build-test">
            <Select className="build-test-field" value={row.field} onChange={(name: string) => { const chosen = askable.find((one) => one.name === name); if (chosen) set(firstTest(chosen)) }} aria-label={t('form.build.question')} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} {...(of ? {} : { status: 'error' as const })}
              options={[...(of ? [] : [{ value: row.field, label: row.field }]), ...askable.map((one) => ({ value: one.name, label: said(one.words) || one.name }))]} />
            <Select className="build-test-is" value={row.is} onChange={(is: Operator) => { if (of) set(withOperator(row, is, of)) }} aria-label={t('form.build.comparison')} popupMatchSelectWidth={false} options={(of ? operatorsOf(of.type) : [row.is]).map((is) => ({ value: is, label: t(`form.op.${is}`) }))} />
            {of ? <ValueField of={of} row={row} set={set} /> : null}
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('form.build.drop-test')} onClick={() => put(rows.rows.toSpliced(at, 1))} />
          </div>
        )
      })}
      {askable.length ? <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} onClick={add}>{t('form.build.add-test')}</Button> : <p className="quiet">{t('form.build.nothing-before')}</p>}
    </div>
  )
}

function ValueField({ of, row, set }: { of: Askable; row: Row; set: (row: Row) => void }) {
  const t = useT()
  const { arity } = operators[row.is]
  const label = t('form.build.value')
  if (arity === 'none') return null
  if (arity === 'pair') {
    const [low, high] = Array.isArray(row.value) ? row.value as unknown[] : []
    return <span className="build-test-value build-test-pair"><OneValue of={of} value={low} set={(next) => set({ ...row, value: [next, high] })} label={label} /><OneValue of={of} value={high} set={(next) => set({ ...row, value: [low, next] })} label={label} /></span>
  }
  if (arity === 'list') {
    return <Select className="build-test-value" mode={of.options.length ? 'multiple' : 'tags'} value={(Array.isArray(row.value) ? row.value : []) as string[]} onChange={(value: string[]) => set({ ...row, value: of.type === 'number' ? value.map(Number).filter(Number.isFinite) : value })} aria-label={label} popupMatchSelectWidth={false} options={of.options.map((option) => ({ value: option.key, label: said(option.words) }))} />
  }
  return <span className="build-test-value"><OneValue of={of} value={row.value} set={(value) => set({ ...row, value })} label={label} /></span>
}
function OneValue({ of, value, set, label }: { of: Askable; value: unknown; set: (value: unknown) => void; label: string }) {
  const t = useT()
  if (of.type === 'boolean') return <Select value={value !== false} onChange={set} aria-label={label} options={[{ value: true, label: t('answer.yes') }, { value: false, label: t('answer.no') }]} style={{ width: '100%' }} />
  if (of.options.length) return <Select value={typeof value === 'string' ? value : null} onChange={set} aria-label={label} options={of.options.map((option) => ({ value: option.key, label: said(option.words) }))} style={{ width: '100%' }} popupMatchSelectWidth={false} />
  if (of.type === 'number') return <InputNumber value={typeof value === 'number' ? value : null} onChange={(next) => set(next ?? 0)} aria-label={label} style={{ width: '100%' }} />
  return <Input type={of.type === 'date' ? 'date' : 'text'} value={typeof value === 'string' ? value : ''} onChange={(event) => set(event.target.value)} aria-label={label} />
}
