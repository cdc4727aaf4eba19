import { FrownOutlined, MehOutlined, SmileOutlined, StarFilled } from '@ant-design/icons'
import { InputNumber, Slider } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { Of, Words } from '../../questions/contract.ts'
import { scaleOf } from '../../questions/rules.ts'
import { said } from '../parts/said.ts'
import type { ControlProps } from './control.ts'

const FACES: readonly ReactNode[] = [<FrownOutlined key="1" />, <FrownOutlined key="2" />, <MehOutlined key="3" />, <SmileOutlined key="4" />, <SmileOutlined key="5" />]

/** The points of a scale side by side, each a radio of its own: numbers, stars, faces or words. */
export function ScaleControl({ question, id, answer, give }: ControlProps<Of<'scale' | 'nps' | 'csat'>>) {
  const t = useT()
  const { from, to } = scaleOf(question)
  const { low, high } = endsOf(question)
  const labels = question.kind === 'scale' ? question.labels : undefined
  const look = question.kind === 'csat' ? 'faces' : question.kind === 'scale' && labels ? 'labels' : question.kind === 'scale' ? question.look : 'numbers'
  const points = Array.from({ length: to - from + 1 }, (_, at) => from + at)
  const nameOf = (point: number) => {
    const words = labels?.[point - from] ?? (point === from ? low : point === to ? high : undefined)
    return question.kind === 'csat' ? t(`form.csat.${point}`) : words ? `${point} · ${said(words)}` : String(point)
  }
  const reached = typeof answer === 'number' ? answer : from - 1
  return (
    <div className="form-scale" data-look={look}>
      <div className="form-points">
        {points.map((point) => (
          <label key={point} className="form-point" data-on={answer === point || undefined} data-lit={look === 'stars' && point <= reached ? true : undefined} title={nameOf(point)}>
            <input type="radio" name={id} checked={answer === point} onChange={() => give(point)} aria-label={nameOf(point)} />
            <span aria-hidden>{look === 'stars' ? <StarFilled /> : look === 'faces' ? <>{FACES[point - 1]}<small>{t(`form.csat.${point}`)}</small></> : look === 'labels' ? said(labels?.[point - from] as Words) : point}</span>
          </label>
        ))}
      </div>
      {(low || high) && look !== 'labels' ? <div className="form-ends" aria-hidden><span>{low ? said(low) : ''}</span><span>{high ? said(high) : ''}</span></div> : null}
    </div>
  )
}
const endsOf = (question: Of<'scale' | 'nps' | 'csat'>): { low?: Words | undefined; high?: Words | undefined } => question.kind === 'csat' ? {} : question

/** A way from one end to the other, with its figure beside it for those who rather type. */
export function SliderControl({ question, id, describedBy, isWrong, answer, give }: ControlProps<Of<'slider'>>) {
  const { min, max, step, unit, low, high } = question
  const value = typeof answer === 'number' ? answer : null
  return (
    <div className="form-slider">
      <div className="form-slider-line">
        <Slider min={min} max={max} step={step} value={value ?? min} onChange={(next: number) => give(next)} tooltip={{ open: false }} ariaLabelForHandle={said(question.text)} className={value === null ? 'form-slider-none' : ''} />
        <InputNumber id={id} min={min} max={max} step={step} value={value} onChange={(next) => give(next)} aria-describedby={describedBy} {...(unit ? { suffix: said(unit) } : {})} {...(isWrong ? { status: 'error' as const } : {})} />
      </div>
      {low || high ? <div className="form-ends" aria-hidden><span>{low ? said(low) : min}</span><span>{high ? said(high) : max}</span></div> : null}
    </div>
  )
}
