import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Select } from 'antd'
import { useMemo } from 'react'
import { operatorsFor } from '../../../../pure/conditions/index.ts'
import type { Condition, Operator, Test } from '../../../../pure/conditions/index.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { FieldShown } from '../../contract.ts'
import { conditionOf, groupOf, isTest, testOf } from './draft-rule.ts'
import type { Mode } from './draft-rule.ts'
import { named } from './named.ts'
import { ValueField } from './ValueField.tsx'

interface Props { fields: readonly FieldShown[]; of: Condition; change: (to: Condition) => void; drop?: () => void; depth?: number }
const DEEPEST = 5

/** A condition as boxes: all, any or none of what stands within, each a test of a field or a box of its own. */
export function ConditionField({ fields, of, change, drop, depth = 0 }: Props) {
  const t = useT()
  const { mode, parts } = groupOf(of)
  const put = (at: number, part: Condition) => change(conditionOf({ mode, parts: parts.map((one, n) => n === at ? part : one) }))
  const without = (at: number) => change(conditionOf({ mode, parts: parts.filter((_, n) => n !== at) }))
  const add = (part: Condition) => change(conditionOf({ mode, parts: [...parts, part] }))
  const [first] = fields
  return (
    <div className="rule-group" role="group" aria-label={t(`rule.mode.${mode}`)} data-mode={mode}>
      <header>
        <Segmented<Mode> size="small" value={mode} onChange={(next) => change(conditionOf({ mode: next, parts }))} options={(['all', 'any', 'none'] as const).map((value) => ({ value, label: t(`rule.mode.${value}`) }))} />
        {drop ? <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('rule.drop-group')} onClick={drop} /> : null}
      </header>
      {parts.length ? (
        <ul>{parts.map((part, at) => (
          <li key={at}>{isTest(part) ? <TestRow fields={fields} of={part} change={(next) => put(at, next)} drop={() => without(at)} />
            : <ConditionField fields={fields} of={part} change={(next) => put(at, next)} drop={() => without(at)} depth={depth + 1} />}</li>
        ))}</ul>
      ) : <p className="quiet">{t(mode === 'any' ? 'rule.never' : 'rule.always')}</p>}
      <footer>
        <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} disabled={!first} onClick={() => { if (first) add(testOf(fields.find((one) => one.type === 'choice') ?? first)) }}>{t('rule.add-test')}</Button>
        {depth < DEEPEST ? <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={() => add({ any: [] })}>{t('rule.add-group')}</Button> : null}
      </footer>
    </div>
  )
}

function TestRow({ fields, of, change, drop }: { fields: readonly FieldShown[]; of: Test; change: (to: Test) => void; drop: () => void }) {
  const t = useT()
  const field = fields.find((one) => one.name === of.field)
  const groups = useMemo(() => [...Map.groupBy(fields, (one) => named(one.group))].map(([label, list]) => ({ label, options: list.map((one) => ({ value: one.name, label: named(one.words) })) })), [fields])
  const pick = (name: string) => {
    const next = fields.find((one) => one.name === name)
    if (next) change(field && field.type === next.type && field.type !== 'choice' && field.type !== 'id' ? { ...of, field: name } : testOf(next))
  }
  const compare = (is: Operator) => { if (field) change(testOf(field, is).field ? keepValue(of, testOf(field, is)) : of) }
  return (
    <div className="rule-test">
      <Select aria-label={t('rule.field')} status={field ? '' : 'error'} value={of.field} onChange={pick} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} options={groups} />
      {field ? <Select aria-label={t('rule.is')} value={of.is} onChange={compare} popupMatchSelectWidth={false} options={operatorsFor(field.type).map((value) => ({ value, label: t(`rule.is.${value}`) }))} /> : <span className="rule-fault">{t('rule.field-unknown')}</span>}
      <div className="rule-value">{field ? <ValueField of={field} test={of} fields={fields} change={(value) => change({ ...of, value } as Test)} /> : null}</div>
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('rule.drop')} onClick={drop} />
    </div>
  )
}
/** Another operator of the same arity keeps what was compared with. */
function keepValue(before: Test, next: Test): Test {
  const [was, is] = ['value' in before ? before.value : undefined, 'value' in next ? next.value : undefined]
  if (was === undefined || is === undefined) return next
  if (Array.isArray(was) === Array.isArray(is)) return { ...next, value: was } as Test
  if (Array.isArray(is) && typeof was !== 'object' && was !== '') return { ...next, value: [was] } as Test
  return Array.isArray(was) && typeof was[0] === 'string' ? { ...next, value: was[0] } as Test : next
}
