import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined, PlusOutlined, CloseOutlined } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { announceOrder } from '../parts/announce.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import type { Of } from '../../questions/contract.ts'
import { keysIn, partsOf } from '../../questions/rules.ts'
import { said } from '../parts/said.ts'
import type { ControlProps } from './control.ts'

/** Rows against columns; on a phone each row stands for itself with its columns below. */
export function MatrixControl({ question, id, answer, give }: ControlProps<Of<'matrix'>>) {
  const phone = usePhone()
  const parts = partsOf(answer)
  const { mode, rows } = question
  const columns = mode === 'rating' ? Array.from({ length: question.to ?? 5 }, (_, at) => ({ key: at + 1, words: String(at + 1) })) : (question.columns ?? []).map(({ key, text }) => ({ key, words: said(text) }))
  const isOn = (row: string, key: string | number) => { const value = parts[row]; return Array.isArray(value) ? value.includes(String(key)) : value === key }
  const choose = (row: string, key: string | number, on: boolean) => {
    const value = parts[row]
    const several = Array.isArray(value) ? value : []
    give({ ...parts, [row]: mode === 'multiple' ? on ? [...several, String(key)] : several.filter((one) => one !== key) : key } as never)
  }
  const cell = (row: { key: string; words: string }, column: { key: string | number; words: string }, withWords: boolean) => (
    <label className="form-cell" data-on={isOn(row.key, column.key) || undefined}>
      <input type={mode === 'multiple' ? 'checkbox' : 'radio'} name={`${id}-${row.key}`} checked={isOn(row.key, column.key)} onChange={(event) => choose(row.key, column.key, event.target.checked)} aria-label={`${row.words}: ${column.words}`} />
      {withWords ? <span aria-hidden>{column.words}</span> : null}
    </label>
  )
  const ends = question.low || question.high ? <div className="form-ends" aria-hidden><span>{question.low ? said(question.low) : ''}</span><span>{question.high ? said(question.high) : ''}</span></div> : null
  if (phone) {
    return <>{rows.map((row) => (
      <div key={row.key} className="form-matrix-row" role="group" aria-label={said(row.text)}>
        <strong aria-hidden>{said(row.text)}</strong>
        <div className="form-matrix-cells" data-rating={mode === 'rating' || undefined}>{columns.map((column) => <span key={column.key}>{cell({ key: row.key, words: said(row.text) }, column, true)}</span>)}</div>
      </div>
    ))}{ends}</>
  }
  return (
    <div className="form-matrix-hold">
      <table className="form-matrix">
        <thead><tr><td />{columns.map((column) => <th key={column.key} scope="col">{column.words}</th>)}</tr></thead>
        <tbody>{rows.map((row) => <tr key={row.key}><th scope="row">{said(row.text)}</th>{columns.map((column) => <td key={column.key}>{cell({ key: row.key, words: said(row.text) }, column, false)}</td>)}</tr>)}</tbody>
      </table>
      {ends}
    </div>
  )
}

/** A total spread over the options; how much is left stands below. */
export function SumControl({ question, id, isWrong, answer, give }: ControlProps<Of<'sum'>>) {
  const t = useT()
  const parts = partsOf(answer)
  const { total, unit, options } = question
  const sum = Object.values(parts).reduce<number>((all, one) => all + (typeof one === 'number' ? one : 0), 0)
  const left = Math.round((total - sum) * 1e6) / 1e6
  return (
    <div className="form-sum">
      {options.map((option) => (
        <label key={option.key} className="form-sum-row" htmlFor={`${id}-${option.key}`}>
          <span>{said(option.text)}</span>
          <InputNumber id={`${id}-${option.key}`} min={0} max={total} value={typeof parts[option.key] === 'number' ? parts[option.key] as number : null} {...(unit ? { suffix: said(unit) } : {})} {...(isWrong ? { status: 'error' as const } : {})}
            onChange={(next) => { const { [option.key]: _, ...rest } = parts; give((next === null ? rest : { ...rest, [option.key]: next }) as never) }} />
        </label>
      ))}
      <p className="form-sum-left num" data-done={left === 0 || undefined} role="status">{t(left === 0 ? 'form.sum-done' : 'form.sum-left', { left, total })}</p>
    </div>
  )
}

/** Options in one's own order: dragged, or moved by their arrows. */
export function RankControl({ question, answer, give }: ControlProps<Of<'ranking'>>) {
  const t = useT()
  const [dragged, setDragged] = useState<string | null>(null)
  const most = Math.min(question.most ?? question.options.length, question.options.length)
  const ranked = keysIn(answer)
  const nameOf = (key: string) => { const option = question.options.find((one) => one.key === key); return option ? said(option.text) : key }
  const put = (keys: string[], moved: string) => { give(keys); announceOrder(t('form.moved-to', { name: nameOf(moved), n: keys.indexOf(moved) + 1 })) }
  const move = (key: string, to: number) => { const rest = ranked.filter((one) => one !== key); rest.splice(Math.max(0, Math.min(to, rest.length)), 0, key); put(rest, key) }
  const left = question.options.filter(({ key }) => !ranked.includes(key))
  return (
    <div className="form-rank">
      <ol>
        {ranked.map((key, at) => (
          <li key={key} draggable onDragStart={() => setDragged(key)} onDragEnd={() => setDragged(null)} onDragOver={(event) => { if (dragged) event.preventDefault() }} onDrop={(event) => { event.preventDefault(); if (dragged) move(dragged, at) }} data-dragged={dragged === key || undefined}>
            <HolderOutlined aria-hidden /><span className="num" aria-hidden>{at + 1}</span><span className="form-rank-name">{nameOf(key)}</span>
            <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={at === 0} aria-label={t('form.move-up', { name: nameOf(key) })} onClick={() => move(key, at - 1)} />
            <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={at === ranked.length - 1} aria-label={t('form.move-down', { name: nameOf(key) })} onClick={() => move(key, at + 1)} />
            <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('form.take-out', { name: nameOf(key) })} onClick={() => give(ranked.filter((one) => one !== key))} />
          </li>
        ))}
      </ol>
      {left.length > 0 && ranked.length < most ? (
        <div className="form-rank-left" role="group" aria-label={t('form.rank-next', { n: ranked.length + 1 })}>
          <span className="quiet">{t('form.rank-next', { n: ranked.length + 1 })}</span>
          {left.map((option) => <Button key={option.key} size="middle" icon={<PlusOutlined aria-hidden />} onClick={() => put([...ranked, option.key], option.key)}>{said(option.text)}</Button>)}
        </div>
      ) : null}
    </div>
  )
}
