import './list.css'
import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import type { MouseEvent, ReactNode } from 'react'
import { usePhone } from '../appearance.ts'
import { useT } from '../words.ts'
import type { Column } from './list-types.ts'
import { WidthHandle } from './WidthHandle.tsx'

export interface Row { id: string }
export interface RowsProps<T extends Row> {
  rows: readonly T[]
  columns: readonly Column<T>[]
  label: string
  to?: (row: T) => string
  onOpen?: (row: T) => void
  /** As the address has it: `-createdAt`. */
  sort?: string
  onSort?: (sort: string) => void
  onWiden?: (key: string, width: number) => void
  chosen?: ReadonlySet<string>
  onChoose?: (ids: readonly string[], on: boolean) => void
  /** Rows that changed just now. */
  fresh?: ReadonlySet<string>
  /** Takes the arrow keys and j, k, x. */
  onKeyDown?: React.KeyboardEventHandler
}

/** Rows as a table, on a phone as cards. The first link of a row is the row: a click anywhere follows it. */
export function Rows<T extends Row>(props: RowsProps<T>) {
  return usePhone() ? <Cards {...props} /> : <Grid {...props} />
}

const said = <T,>(column: Column<T>, row: T): ReactNode => {
  if (column.cell) return column.cell(row)
  const text = column.text(row)
  return text === null || text === undefined || text === '' ? <span className="quiet">–</span> : text
}
/** A click on a link, a button, or the end of marking text is not meant for the row. */
const meantForRow = (event: MouseEvent) => !(event.target as HTMLElement).closest('a,button,input,label,[role=button]') && !getSelection()?.toString()

/** What the first and the last cell are padded more than the others, in pixels. */
const EDGE = 14
/** A width is meant for a window of 1280; of what a wider one has more, each column gets a little, unless somebody has drawn it, and the column that grows gets the most. */
const roomy = (width: number) => `clamp(${width}px, calc(${width / 2}px + ${(width / 25.6).toFixed(2)}vw), ${Math.round(width * 1.15)}px)`

function Grid<T extends Row>({ rows, columns, label, to, onOpen, sort, onSort, onWiden, chosen, onChoose, fresh, onKeyDown }: RowsProps<T>) {
  const t = useT()
  const all = chosen !== undefined && rows.length > 0 && rows.every(({ id }) => chosen.has(id))
  const some = chosen !== undefined && !all && rows.some(({ id }) => chosen.has(id))
  const widthOf = (column: (typeof columns)[number], at: number) => column.width + (at === 0 && !chosen ? EDGE : 0) + (at === columns.length - 1 ? EDGE : 0)
  const least = columns.reduce((sum, column, at) => sum + (column.grow ? Math.min(column.width, 220) : widthOf(column, at)), chosen ? 40 : 0)
  const grows = columns.some((column) => column.grow)
  return (
    <table className="list-table" aria-label={label} style={{ minWidth: least }} onKeyDown={onKeyDown}>
      <colgroup>{chosen ? <col style={{ width: 40 }} /> : null}{columns.map((column, at) => <col key={column.key} {...(column.grow ? {} : { style: { width: column.isDrawn ? widthOf(column, at) : roomy(widthOf(column, at)) } })} />)}{grows ? null : <col />}</colgroup>
      <thead>
        <tr>
          {chosen ? <th className="list-table-check" scope="col"><Checkbox checked={all} indeterminate={some} aria-label={t('list.choose-all')} onChange={(event) => onChoose?.(rows.map(({ id }) => id), event.target.checked)} /></th> : null}
          {columns.map((column) => {
            const order = column.sort && sort === column.sort ? 'ascending' : column.sort && sort === `-${column.sort}` ? 'descending' : undefined
            return (
              <th key={column.key} scope="col" data-figures={column.figures} aria-sort={order}>
                {column.sort && onSort
                  ? <button type="button" className="list-table-sort" onClick={() => onSort(order === 'ascending' ? `-${column.sort}` : column.sort!)}><span className="clip">{t(column.title)}</span>{order === 'ascending' ? <CaretUpFilled aria-hidden /> : order ? <CaretDownFilled aria-hidden /> : null}</button>
                  : <span className="clip list-table-head">{t(column.title)}</span>}
                {onWiden && !column.grow ? <WidthHandle width={column.width} onWiden={(width) => onWiden(column.key, width)} label={t('list.column-width', { column: t(column.title) })} /> : null}
              </th>
            )
          })}
          {grows ? null : <td aria-hidden />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <tr key={row.id} data-row={row.id} tabIndex={n === 0 ? 0 : -1} data-fresh={fresh?.has(row.id) || undefined} data-chosen={chosen?.has(row.id) || undefined} data-opens={onOpen ? true : undefined} onClick={(event) => { if (onOpen && meantForRow(event)) onOpen(row) }}>
            {chosen ? <td className="list-table-check"><Checkbox checked={chosen.has(row.id)} aria-label={t('list.choose')} onChange={(event) => onChoose?.([row.id], event.target.checked)} /></td> : null}
            {columns.map((column, at) => (
              <td key={column.key} data-figures={column.figures} className="clip">
                {at === 0 && to ? <Link to={to(row)} className="list-table-link" tabIndex={-1}>{said(column, row)}</Link> : said(column, row)}
              </td>
            ))}
            {grows ? null : <td aria-hidden />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cards<T extends Row>({ rows, columns, label, to, chosen, onChoose, fresh, onOpen }: RowsProps<T>) {
  const t = useT()
  const at = (place: Column<T>['card']) => columns.filter((column) => column.card === place)
  // A column keeps its place in a table; a card says nothing about what is not there. Deeds have no words of their own.
  const told = (place: Column<T>['card'], row: T) => at(place).filter((column) => column.out === null || (column.text(row) ?? '') !== '')
  const title = at('title').length > 0 ? at('title') : columns.slice(0, 1)
  return (
    <ul className="list-cards" aria-label={label}>
      {rows.map((row) => (
        <li key={row.id} className="list-card" data-bare={told('top', row).length === 0 || undefined} data-fresh={fresh?.has(row.id) || undefined} data-chosen={chosen?.has(row.id) || undefined} onClick={(event) => { if (onOpen && meantForRow(event)) onOpen(row) }}>
          {chosen ? <Checkbox className="list-card-check" checked={chosen.has(row.id)} aria-label={t('list.choose')} onChange={(event) => onChoose?.([row.id], event.target.checked)} /> : null}
          <div className="list-card-body">
            <div className="list-card-top"><span className="list-card-line quiet num">{told('top', row).map((column) => <span key={column.key}>{said(column, row)}</span>)}</span><span className="list-card-corner num">{told('corner', row).map((column) => <span key={column.key}>{said(column, row)}</span>)}</span></div>
            <div className="list-card-title">{title.map((column) => to ? <Link key={column.key} to={to(row)}>{said(column, row)}</Link> : <span key={column.key}>{said(column, row)}</span>)}</div>
            {told('foot', row).length > 0 ? <div className="list-card-line num">{told('foot', row).map((column) => <span key={column.key} className="clip">{column.captioned ? <span className="quiet">{t(column.title)} </span> : null}{said(column, row)}</span>)}</div> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Rows while they come, as high as the real ones. */
export function RowsSkeleton({ columns }: { columns: number }) {
  const phone = usePhone()
  return (
    <div className="list-table-skeleton" aria-busy>
      {Array.from({ length: phone ? 6 : 12 }, (_, n) => (
        <div key={n} className={phone ? 'list-card' : 'list-table-grey'}>
          {phone
            ? <div className="list-card-body"><span className="grey" style={{ width: '40%', height: 12 }} /><span className="grey" style={{ width: '85%', height: 14, margin: '8px 0' }} /><span className="grey" style={{ width: '60%', height: 12 }} /></div>
            : Array.from({ length: Math.min(columns, 7) }, (_, m) => <span key={m} className="grey" style={{ height: 12, flex: m === 1 ? 3 : 1, maxWidth: m === 1 ? `${46 - (n * 13) % 22}%` : 96 - (n * 7 + m * 17) % 34 }} />)}
        </div>
      ))}
    </div>
  )
}
