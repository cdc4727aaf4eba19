import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Input, Radio, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { metrics } from '../../../metrics/contract.ts'
import { named, PeriodPicker } from '../../../metrics/web/index.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { Decide, decisions } from '../../contract.ts'
import type { Decision } from '../../contract.ts'

interface FieldProps<T> { value?: T | null; onChange?: (value: T) => void; id?: string }
interface Wish { metric: string; from: string; to: string; where: Record<string, string> }

/** Writes a decision down: the question, what could be done, what is done and why, and the figures it rests on. */
export function DecisionForm({ open, close, saved, metric }: { open: boolean; close: () => void; saved: (id: string) => void; metric?: string }) {
  const { company, staff } = useSession()
  const [options, setOptions] = useState<readonly string[]>(['', ''])
  const today = dayIn(company.zone)
  const window = { from: dayjs(today).subtract(29, 'day').format('YYYY-MM-DD'), to: today }
  return (
    <FormDrawer open={open} close={close} title="decision-log.add" body={Decide} width={600} saveLabel="decision-log.save" said="decision-log.was-made" saved={(made: Decision) => saved(made.id)} save={(body) => call(decisions.decide, { body })}
      values={{ options: ['', ''], chosen: 0, reviewOn: dayjs(today).add(3, 'month').format('YYYY-MM-DD'), figures: [{ metric: metric ?? '', ...window, where: {} }], ...(staff ? { deciderId: staff.id } : {}) }}
      fields={[
        { name: 'question', label: 'decision-log.question', input: <Input maxLength={300} autoComplete="off" /> },
        { name: 'options', label: 'decision-log.options', input: <OptionsField told={setOptions} /> },
        { name: 'chosen', label: 'decision-log.chosen', input: <ChosenField of={options} /> },
        { name: 'reasons', label: 'decision-log.reasons', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4_000} /> },
        { name: 'figures', label: 'decision-log.figures', help: 'decision-log.figures-about', input: <FiguresField window={window} today={today} /> },
        { name: 'deciderId', label: 'decision-log.decider', half: true, input: <StaffPicker /> },
        { name: 'reviewOn', label: 'decision-log.review-on', half: true, input: <DayField /> },
      ]} />
  )
}

function OptionsField({ value, onChange, told }: FieldProps<string[]> & { told: (options: readonly string[]) => void }) {
  const t = useT()
  const list = value ?? ['', '']
  const set = (next: string[]) => { onChange?.(next); told(next) }
  return (
    <div className="decision-list">
      {list.map((one, at) => <div key={at}><Input value={one} maxLength={300} aria-label={t('decision-log.option', { n: at + 1 })} placeholder={t('decision-log.option', { n: at + 1 })} onChange={({ target }) => set(list.map((old, n) => n === at ? target.value : old))} />{list.length > 2 ? <Button type="text" aria-label={t('decision-log.drop')} icon={<DeleteOutlined aria-hidden />} onClick={() => set(list.filter((_, n) => n !== at))} /> : null}</div>)}
      {list.length < 10 ? <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => set([...list, ''])}>{t('decision-log.add-option')}</Button> : null}
    </div>
  )
}
function ChosenField({ value, onChange, of }: FieldProps<number> & { of: readonly string[] }) {
  const t = useT()
  return <Radio.Group className="decision-choice" value={value ?? 0} onChange={({ target }) => onChange?.(target.value as number)} options={of.map((one, at) => ({ value: at, label: one || t('decision-log.option', { n: at + 1 }) }))} />
}
function DayField({ value, onChange, id }: FieldProps<string>) {
  return <DatePicker {...(id ? { id } : {})} style={{ width: '100%' }} allowClear={false} value={value ? dayjs(value) : null} onChange={(day) => { if (day) onChange?.(day.format('YYYY-MM-DD')) }} />
}
function FiguresField({ value, onChange, window, today }: FieldProps<Wish[]> & { window: { from: string; to: string }; today: string }) {
  const t = useT()
  const all = useQuery({ ...query(metrics.list, {}), staleTime: 60_000 }).data?.items ?? []
  const list = value ?? []
  const put = (at: number, patch: Partial<Wish>) => onChange?.(list.map((one, n) => n === at ? { ...one, ...patch } : one))
  return (
    <div className="decision-list">
      {list.map((one, at) => (
        <div key={at} className="decision-wish"><Select<string | null> value={one.metric || null} placeholder={t('decision-log.pick-metric')} aria-label={t('decision-log.pick-metric')} showSearch={{ optionFilterProp: 'label' }} onChange={(metric) => put(at, { metric: metric ?? '' })} options={all.map(({ key, name }) => ({ value: key, label: named(name) }))} /><PeriodPicker from={one.from} to={one.to} today={today} set={(next) => put(at, next)} />{list.length > 1 ? <Button type="text" aria-label={t('decision-log.drop')} icon={<DeleteOutlined aria-hidden />} onClick={() => onChange?.(list.filter((_, n) => n !== at))} /> : null}</div>
      ))}
      {list.length < 8 ? <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => onChange?.([...list, { metric: '', ...window, where: {} }])}>{t('decision-log.add-figure')}</Button> : null}
    </div>
  )
}
