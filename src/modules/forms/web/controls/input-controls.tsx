import { DatePicker, Input, InputNumber, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { momentOnWall, momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Of } from '../../questions/contract.ts'
import { said } from '../parts/said.ts'
import type { ControlProps } from './control.ts'

const status = (isWrong: boolean) => isWrong ? { status: 'error' as const } : {}
const MODES = { email: 'email', phone: 'tel', web: 'url' } as const

export function TextControl({ question, id, describedBy, isWrong, answer, give }: ControlProps<Of<'text'>>) {
  const value = typeof answer === 'string' ? answer : ''
  const shared = { id, value, maxLength: question.most, 'aria-describedby': describedBy, 'aria-invalid': isWrong, 'aria-required': question.required, ...status(isWrong) }
  return question.many
    ? <Input.TextArea {...shared} autoSize={{ minRows: 3, maxRows: 12 }} onChange={(event) => give(event.target.value)} showCount={question.most <= 1_000} />
    : <Input {...shared} {...(question.format ? { type: MODES[question.format], inputMode: MODES[question.format] } : {})} onChange={(event) => give(event.target.value)} style={{ maxWidth: 560 }} />
}
export function NumberControl({ question, id, describedBy, isWrong, answer, give }: ControlProps<Of<'number'>>) {
  return <InputNumber id={id} value={typeof answer === 'number' ? answer : null} onChange={(next) => give(next)} inputMode={question.whole ? 'numeric' : 'decimal'} {...(question.unit ? { suffix: said(question.unit) } : {})} aria-describedby={describedBy} aria-invalid={isWrong} style={{ width: '100%', maxWidth: 220 }} {...status(isWrong)} />
}
/** Days and hours as a person reads them; a moment is told in the company's zone. */
export function WhenControl({ question, id, describedBy, isWrong, answer, give }: ControlProps<Of<'date' | 'time' | 'date-time'>>) {
  const t = useT()
  const { company } = useSession()
  const text = typeof answer === 'string' ? answer : ''
  const shared = { id, 'aria-describedby': describedBy, style: { width: '100%', maxWidth: 260 }, ...status(isWrong) }
  if (question.kind === 'time') return <TimePicker {...shared} value={text ? dayjs(text, 'HH:mm') : null} format="HH:mm" needConfirm={false} onChange={(next) => give(next ? next.format('HH:mm') : null)} />
  if (question.kind === 'date') return <DatePicker {...shared} value={text ? dayjs(text) : null} onChange={(next) => give(next ? next.format('YYYY-MM-DD') : null)} {...(question.from ? { minDate: dayjs(question.from) } : {})} {...(question.to ? { maxDate: dayjs(question.to) } : {})} />
  return (
    <div className="form-moment">
      <DatePicker {...shared} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" needConfirm={false} value={text ? dayjs(momentText(new Date(text), company.zone)) : null} onChange={(next) => give(next ? momentOnWall(company.zone, next.format('YYYY-MM-DD HH:mm')).toISOString() : null)} />
      <small className="quiet">{t('form.in-zone', { zone: company.zone })}</small>
    </div>
  )
}
/** Two buttons that are as large as a thumb. */
export function YesNoControl({ id, answer, give }: ControlProps<Of<'yes-no'>>) {
  const t = useT()
  return (
    <div className="form-choices form-yes-no">
      {[true, false].map((truth) => <label key={String(truth)} className="form-choice" data-on={answer === truth || undefined}><input type="radio" name={id} checked={answer === truth} onChange={() => give(truth)} /><span>{t(truth ? 'answer.yes' : 'answer.no')}</span></label>)}
    </div>
  )
}
