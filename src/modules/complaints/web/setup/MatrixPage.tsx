import './setup.css'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { Desk, Standing } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { DraftDesk, useStanding } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { Fault, NotFound } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import type { Words } from '../../../../kernel/web/words.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { named } from '../../../metrics/web/index.ts'
import { FACTS, FACT_KEYS, TOLD, bodyOf, draftOf, levelOf, neverReached, newLevel, newRow, wanting } from './matrix-draft.ts'
import type { DraftLevel, FactKey, MatrixDraft } from './matrix-draft.ts'

const factName = (t: Words, fact: FactKey) => t(`complaint-matrix.fact.${fact}`)
const valueName = (t: Words, fact: FactKey, value: string) => fact === 'immediate' ? t(`complaint-matrix.immediate.${value}`) : t(`complaint.${fact}.${value}`)
const levelName = (t: Words, { name }: DraftLevel) => name.zh || name.en ? named(name) : t('definition.unnamed')

/** The severity matrix: its levels, who hears of each at once, and which complaint stands where. */
export function MatrixPage() {
  const { standing, none, error } = useStanding('severity-matrix', 'complaint')
  if (error) return <Fault error={error} />
  if (none) return <NotFound />
  return standing ? <Editor key={standing.it.id} standing={standing} /> : <PageSkeleton />
}

function Editor({ standing }: { standing: Standing }) {
  const t = useT()
  return (
    <DraftDesk standing={standing} back={{ to: '/complaint-setup', label: t('complaint-setup.title') }} draftOf={draftOf} bodyOf={bodyOf} nameOf={({ name }) => name} about={t('complaint-matrix.about')} wants={(draft) => wanting(draft).map((what) => t(`complaint-matrix.wants.${what}`))} side={({ draft }) => <Trial draft={draft} />}>
      {(desk) => <>
        {desk.readOnly ? null : <TwoNames label={t('complaint-matrix.name')} value={desk.draft.name} maxLength={120} change={(name) => desk.change({ ...desk.draft, name })} />}
        <Levels {...desk} />
        <Rows {...desk} />
      </>}
    </DraftDesk>
  )
}

function Levels({ draft, change, readOnly }: Desk<MatrixDraft>) {
  const t = useT()
  const set = (id: number, more: Partial<DraftLevel>) => change({ ...draft, levels: draft.levels.map((one) => one.id === id ? { ...one, ...more } : one) })
  return (
    <section className="setup-part">
      <h2>{t('complaint-matrix.levels')}</h2>
      <ol className="matrix-levels">
        {draft.levels.map((level, at) => (
          <li key={level.id}>
            <span className="num quiet">{at + 1}</span>
            {readOnly ? <strong>{levelName(t, level)}</strong> : <TwoNames label={t('complaint-matrix.level-nth', { n: at + 1 })} value={level.name} maxLength={60} wanting change={(name) => set(level.id, { name })} />}
            <Checkbox.Group value={[...level.tells]} disabled={readOnly} options={TOLD.map((value) => ({ value, label: t(`complaint-matrix.tells.${value}`) }))} onChange={(tells) => set(level.id, { tells: TOLD.filter((one) => tells.includes(one)) })} />
            {readOnly ? null : <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={t('complaint-matrix.drop-level', { name: levelName(t, level) })} disabled={draft.levels.length <= 2 || draft.rows.some((row) => row.level === level.key)} onClick={() => change({ ...draft, levels: draft.levels.filter(({ id }) => id !== level.id) })} />}
          </li>
        ))}
      </ol>
      {readOnly || draft.levels.length >= 6 ? null : <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => change({ ...draft, levels: [...draft.levels, newLevel(draft.levels)] })}>{t('complaint-matrix.add-level')}</Button>}
    </section>
  )
}

function Rows({ draft, change, readOnly }: Desk<MatrixDraft>) {
  const t = useT()
  const never = neverReached(draft)
  const put = (rows: MatrixDraft['rows']) => change({ ...draft, rows })
  const swap = (at: number, by: -1 | 1) => { const next = [...draft.rows]; const [row] = next.splice(at, 1); if (row) next.splice(at + by, 0, row); put(next) }
  const nth = (at: number, what: string) => `${t('complaint-matrix.row-nth', { n: at + 1 })} · ${what}`
  return (
    <section className="setup-part">
      <h2>{t('complaint-matrix.rows')}</h2>
      <p className="quiet">{t('complaint-matrix.rows-about')}</p>
      <div className="matrix-rows" role="table" aria-label={t('complaint-matrix.rows')}>
        <div className="matrix-row matrix-head" role="row"><span role="columnheader">#</span>{FACT_KEYS.map((fact) => <span key={fact} role="columnheader">{factName(t, fact)}</span>)}<span role="columnheader">{t('complaint-matrix.level')}</span>{readOnly ? null : <span role="columnheader"><span className="unseen">{t('complaint-matrix.row-acts')}</span></span>}</div>
        {draft.rows.map((row, at) => (
          <div key={row.id} className="matrix-row" role="row">
            <span role="cell" className="num quiet">{at + 1}</span>
            {row.written ? <span role="cell" className="matrix-written">{t('complaint-matrix.written')}</span> : FACT_KEYS.map((fact) => (
              <span key={fact} role="cell" data-caption={factName(t, fact)}>
                <Select mode="multiple" suffixIcon={null} allowClear value={[...row.columns[fact] ?? []]} disabled={readOnly} maxTagCount={0} maxTagPlaceholder={(chosen) => <span className="clip" title={chosen.map(({ label }) => String(label)).join(t('condition.comma'))}>{chosen.map(({ label }) => String(label)).join(t('condition.comma'))}</span>} placeholder={t('complaint-matrix.any')} aria-label={nth(at, factName(t, fact))} popupMatchSelectWidth={150}
                  options={FACTS[fact].map((value) => ({ value, label: valueName(t, fact, value) }))} onChange={(to: string[]) => put(draft.rows.map((one) => one.id === row.id ? { ...one, columns: { ...one.columns, [fact]: to } } : one))} />
              </span>
            ))}
            <span role="cell" data-caption={t('complaint-matrix.level')}><Select value={row.level} disabled={readOnly} aria-label={nth(at, t('complaint-matrix.level'))} popupMatchSelectWidth={150} options={draft.levels.map((level) => ({ value: level.key, label: levelName(t, level) }))} onChange={(level: string) => put(draft.rows.map((one) => one.id === row.id ? { ...one, level } : one))} /></span>
            {readOnly ? null : <span role="cell" className="matrix-acts">
              <Button type="text" size="small" icon={<ArrowUpOutlined aria-hidden />} disabled={at === 0} aria-label={nth(at, t('complaint-matrix.up'))} onClick={() => swap(at, -1)} />
              <Button type="text" size="small" icon={<ArrowDownOutlined aria-hidden />} disabled={at === draft.rows.length - 1} aria-label={nth(at, t('complaint-matrix.down'))} onClick={() => swap(at, 1)} />
              <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={nth(at, t('complaint-matrix.drop'))} onClick={() => put(draft.rows.filter(({ id }) => id !== row.id))} />
            </span>}
            {never.has(row) ? <span role="cell" className="matrix-note">{t('complaint-matrix.never-reached')}</span> : null}
          </div>
        ))}
      </div>
      {readOnly ? null : <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => put([...draft.rows, newRow(draft.levels)])}>{t('complaint-matrix.add-row')}</Button>}
    </section>
  )
}

/** What a complaint would be, before anybody is told by it. */
function Trial({ draft }: { draft: MatrixDraft }) {
  const t = useT()
  const [facts, setFacts] = useState<Record<FactKey, string>>({ severity: 'moderate', safety: 'none', complexity: 'simple', impact: 'one', immediate: 'false' })
  const found = levelOf(draft, facts)
  return (
    <section className="matrix-trial">
      <h2>{t('complaint-matrix.try')}</h2>
      {FACT_KEYS.map((fact) => <div key={fact}><span className="quiet">{factName(t, fact)}</span><Segmented block size="small" value={facts[fact]} aria-label={factName(t, fact)} options={FACTS[fact].map((value) => ({ value, label: valueName(t, fact, value) }))} onChange={(to) => setFacts({ ...facts, [fact]: String(to) })} /></div>)}
      <p className="matrix-found" aria-live="polite">{found ? <><strong>{levelName(t, found.level)}</strong><span className="quiet">{found.row === null ? t('complaint-matrix.by-none') : t('complaint-matrix.by-row', { n: found.row + 1 })} · {found.level.tells.length ? t('complaint-matrix.tells', { who: found.level.tells.map((one) => t(`complaint-matrix.tells.${one}`)).join(t('condition.comma')) }) : t('complaint-matrix.tells-nobody')}</span></> : <span className="quiet">{t('complaint-matrix.cannot-try')}</span>}</p>
    </section>
  )
}
