import './figures-of-form.css'
import { DownloadOutlined, TableOutlined } from '@ant-design/icons'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, DatePicker, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { call, query, urlOf } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import { reports } from '../../contract.ts'
import type { Counted, FormFigures, QuestionFigures } from '../../figures/contract.ts'
import { said } from './said.ts'

const percent = (share: number) => `${Math.round(share * 1_000) / 10}%`
const figure = (value: number) => (Math.round(value * 100) / 100).toLocaleString(language())
const between = (lower: number, upper: number, text: (value: number) => string = figure) => `${text(lower)} – ${text(upper)}`

/** What was answered to each question, with its intervals; one version or all that asked the same. */
export function Figures({ id }: { id: string }) {
  const t = useT()
  const [across, setAcross] = useState<'true' | 'false'>('true')
  const [span, setSpan] = useState<[string | undefined, string | undefined]>([undefined, undefined])
  const [team, setTeam] = useState<string>()
  const filters = { across, ...(span[0] ? { atFrom: span[0] } : {}), ...(span[1] ? { atTo: span[1] } : {}), ...(team ? { team } : {}) }
  const found = useQuery({ ...query(reports.figures, { params: { id }, query: filters }), placeholderData: keepPreviousData })
  const { data } = found
  if (found.isError && !data) return <Fault error={found.error} again={() => void found.refetch()} />
  return (
    <div className="form-figures" data-old={found.isPlaceholderData || undefined}>
      <div className="form-figures-tools">
        <Segmented value={across} onChange={(next) => setAcross(next as 'true')} options={[{ value: 'true', label: t('form.figures.across') }, { value: 'false', label: t('form.figures.this-version') }]} />
        <DatePicker.RangePicker value={[span[0] ? dayjs(span[0]) : null, span[1] ? dayjs(span[1]) : null]} allowEmpty={[true, true]} onChange={(days) => setSpan([days?.[0]?.format('YYYY-MM-DD'), days?.[1]?.format('YYYY-MM-DD')])} aria-label={t('submission.at')} />
        <label className="form-figures-team"><span className="unseen">{t('submission.team')}</span><TeamPicker value={team ?? null} onChange={setTeam} placeholder={t('form.figures.all-teams')} /></label>
        <Can permission="submission.export"><Button icon={<DownloadOutlined aria-hidden />} href={urlOf(reports.export, { params: { id }, query: { ...filters, language: language() === 'en' ? 'en' : 'zh' } })}>{t('form.figures.export')}</Button></Can>
      </div>
      {!data ? <PageSkeleton /> : data.n === 0 ? <Blank mark={<TableOutlined />} title={t('form.figures.none')} text={t('form.figures.none-text')} />
        : data.tooFew ? <Alert type="info" showIcon title={t('form.too-few-answers', { least: data.least })} description={t('form.figures.so-far', { n: data.n })} />
        : <Shown data={data} id={id} filters={filters} />}
    </div>
  )
}

type Filters = { across: 'true' | 'false'; atFrom?: string; atTo?: string; team?: string }
function Shown({ data, id, filters }: { data: FormFigures; id: string; filters: Filters }) {
  const t = useT()
  return (
    <>
      {data.complete ? null : <Alert type="warning" showIcon title={t('form.figures.incomplete', { n: data.n })} />}
      <dl className="form-figures-head">
        <div><dt>{t('form.figures.n')}</dt><dd className="num"><strong>{data.n.toLocaleString(language())}</strong>{data.versions.length > 1 ? <small className="quiet">{t('form.figures.of-versions', { n: data.versions.length })}</small> : null}</dd></div>
        {data.score ? <div><dt>{t('form.figures.mean-score')}</dt><dd className="num"><strong>{figure(data.score.mean)}</strong><small className="quiet">{data.score.lower === null || data.score.upper === null ? '' : `${t('form.figures.interval')} ${between(Math.max(0, data.score.lower), Math.min(100, data.score.upper))} · `}{t('form.figures.median', { value: figure(data.score.median) })}</small></dd></div> : null}
        {data.passed ? <div><dt>{t('form.figures.passed')}</dt><dd className="num"><strong>{percent(data.passed.share)}</strong><small className="quiet">{data.passed.count} / {data.passed.n} · {between(data.passed.lower, data.passed.upper, percent)}</small></dd></div> : null}
      </dl>
      <Crosstab data={data} id={id} filters={filters} />
      {data.questions.map((question) => <QuestionBlock key={question.key} of={question} id={id} filters={filters} />)}
    </>
  )
}

function QuestionBlock({ of, id, filters }: { of: QuestionFigures; id: string; filters: Filters }) {
  const t = useT()
  return (
    <section className="form-figure" aria-labelledby={`figure-${of.key}`}>
      <header><h2 id={`figure-${of.key}`}>{said(of.text)}</h2><small className="quiet num">{of.kind === 'text' ? '' : t('form.figures.answered', { n: of.n })}{of.notApplicable ? ` · ${t('form.figures.not-applicable', { n: of.notApplicable })}` : ''}</small></header>
      {of.tooFew && of.kind !== 'text' ? <p className="quiet">{t('form.figures.hidden')}</p> : null}
      {of.nps ? <p className="form-figure-main num"><strong>{of.nps.value > 0 ? '+' : ''}{Math.round(of.nps.value)}</strong> NPS <small className="quiet">{between(of.nps.lower, of.nps.upper, (value) => String(Math.round(value)))} · {t('form.figures.nps', { p: of.nps.promoters, s: of.nps.passives, d: of.nps.detractors })}</small></p> : null}
      {of.numbers ? <p className="form-figure-main num"><strong>{figure(of.numbers.mean)}</strong> {t('form.figures.mean')} <small className="quiet">{of.numbers.lower === null || of.numbers.upper === null ? '' : `${between(of.numbers.lower, of.numbers.upper)} · `}{t('form.figures.median', { value: figure(of.numbers.median) })} · {t('form.figures.range', { min: figure(of.numbers.min), max: figure(of.numbers.max) })}{of.top ? ` · ${t('form.figures.top', { share: percent(of.top.share), lower: percent(of.top.lower), upper: percent(of.top.upper) })}` : ''}</small></p> : null}
      {of.options ? <Bars options={of.options} /> : null}
      {of.rows ? <Rows rows={of.rows} ranked={of.kind === 'ranking'} /> : null}
      {of.kind === 'text' ? <WordsOf id={id} question={of.key} filters={filters} /> : null}
    </section>
  )
}
/** Shares as bars, each with Wilson's interval as a whisker. */
function Bars({ options }: { options: readonly Counted[] }) {
  return (
    <ul className="form-bars">{options.map((option) => (
      <li key={option.key}><span className="form-bar-name">{said(option.text)}</span>
        <span className="form-bar" role="img" aria-label={`${percent(option.share)}, ${between(option.lower, option.upper, percent)}`}><i style={{ inlineSize: `${option.share * 100}%` }} /><b style={{ insetInlineStart: `${option.lower * 100}%`, inlineSize: `${(option.upper - option.lower) * 100}%` }} /></span>
        <span className="form-bar-share num">{percent(option.share)}</span><span className="form-bar-n num quiet">{option.count}</span></li>
    ))}</ul>
  )
}
function Rows({ rows, ranked }: { rows: NonNullable<QuestionFigures['rows']>; ranked: boolean }) {
  const t = useT()
  const columns = rows[0]?.options?.map(({ key, text }) => ({ key, text })) ?? []
  const hasMean = rows.some(({ mean }) => mean !== null)
  const shown = ranked ? [...rows].sort((a, b) => (a.mean ?? Infinity) - (b.mean ?? Infinity)) : rows
  return (
    <div className="form-table-hold"><table className="form-table">
      <thead><tr><td />{columns.map((column) => <th key={column.key} scope="col">{said(column.text)}</th>)}{hasMean ? <th scope="col">{t(ranked ? 'form.figures.mean-place' : 'form.figures.mean')}</th> : null}<th scope="col">n</th></tr></thead>
      <tbody>{shown.map((row) => <tr key={row.key}><th scope="row">{said(row.text)}</th>{row.options?.map((option) => <td key={option.key} className="num" style={{ background: `color-mix(in srgb, var(--ant-color-primary) ${Math.round(option.share * 45)}%, transparent)` }} title={`${option.count}`}>{percent(option.share)}</td>)}{hasMean ? <td className="num"><strong>{row.mean === null ? '–' : figure(row.mean)}</strong></td> : null}<td className="num quiet">{row.n}</td></tr>)}</tbody>
    </table></div>
  )
}
function WordsOf({ id, question, filters }: { id: string; question: string; filters: Filters }) {
  const t = useT()
  const found = useInfiniteQuery({ queryKey: [reports.words.path, id, question, filters], initialPageParam: '', queryFn: ({ pageParam }) => call(reports.words, { params: { id }, query: { ...filters, question, limit: 10, ...(pageParam ? { cursor: pageParam } : {}) } }), getNextPageParam: (page) => page.nextCursor ?? undefined, retry: false })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  if (found.isError) return <p className="quiet">{t('form.figures.hidden')}</p>
  if (found.data && !items.length) return <p className="quiet">{t('form.figures.no-words')}</p>
  return (
    <>
      <ul className="form-said">{items.map((one, at) => <li key={at}><p>{one.text}</p><small className="quiet">{one.submissionId ? <Link to={`/submissions/${one.submissionId}` as string}><Moment at={one.at} form="full" /></Link> : <Moment at={one.at} form="day" />}</small></li>)}</ul>
      {found.hasNextPage ? <Button size="small" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('form.figures.more-words')}</Button> : null}
    </>
  )
}

const SORTING: readonly string[] = ['single', 'multiple', 'yes-no', 'scale', 'nps', 'csat']
function Crosstab({ data, id, filters }: { data: FormFigures; id: string; filters: Filters }) {
  const t = useT()
  const [rows, setRows] = useState<string>()
  const [columns, setColumns] = useState<string>()
  const choices = data.questions.filter(({ kind }) => SORTING.includes(kind)).map((one) => ({ value: one.key, label: said(one.text) }))
  const chosen = rows && columns && rows !== columns ? { rows, columns } : null
  const found = useQuery({ ...query(reports.crosstab, { params: { id }, query: { ...filters, rows: chosen?.rows ?? '', columns: chosen?.columns ?? '' } }), enabled: !!chosen, retry: false })
  if (choices.length < 2) return null
  const table = found.data
  return (
    <details className="form-crosstab">
      <summary>{t('form.figures.crosstab')}</summary>
      <div className="form-crosstab-choose">
        <Select value={rows ?? null} onChange={setRows} options={choices.filter(({ value }) => value !== columns)} placeholder={t('form.figures.rows')} aria-label={t('form.figures.rows')} popupMatchSelectWidth={false} />
        <Select value={columns ?? null} onChange={setColumns} options={choices.filter(({ value }) => value !== rows)} placeholder={t('form.figures.columns')} aria-label={t('form.figures.columns')} popupMatchSelectWidth={false} />
      </div>
      {found.isError ? <Alert type="error" showIcon title={t('form.not-for-crosstab')} /> : null}
      {chosen && table ? table.tooFew ? <p className="quiet">{t('form.figures.hidden')}</p> : (
        <>
          <div className="form-table-hold"><table className="form-table">
            <thead><tr><td />{table.columns.map((column) => <th key={column.key} scope="col">{said(column.text)}</th>)}<th scope="col">{t('form.figures.sum')}</th></tr></thead>
            <tbody>{table.rows.map((row, at) => { const counts = table.counts[at] ?? []; const sum = counts.reduce<number>((all, one) => all + (one ?? 0), 0); return <tr key={row.key}><th scope="row">{said(row.text)}</th>{counts.map((count, n) => <td key={n} className="num">{count === null ? '·' : count}{count && sum ? <small className="quiet"> {percent(count / sum)}</small> : null}</td>)}<td className="num"><strong>{sum}</strong></td></tr> })}</tbody>
          </table></div>
          <p className="quiet num">{table.chiSquare ? t(table.chiSquare.p < 0.05 ? 'form.figures.related' : 'form.figures.unrelated', { chi: figure(table.chiSquare.value), df: table.chiSquare.df, p: table.chiSquare.p < 0.001 ? '< 0.001' : `= ${(Math.round(table.chiSquare.p * 1_000) / 1_000).toString()}`, v: figure(table.chiSquare.cramersV) }) : t('form.figures.not-tested')} n = {table.n}</p>
        </>
      ) : null}
    </details>
  )
}
