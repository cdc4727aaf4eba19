import './grades.css'
import { useParams } from '@tanstack/react-router'
import { Input, InputNumber } from 'antd'
import type { Standing } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { DraftDesk, useStanding } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { Fault, NotFound } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { bodyOf, draftOf, wanting } from './grade-draft.ts'

/** One grade of customers: what it is called, what it means, and its place among the grades. */
export function GradePage() {
  const { key } = useParams({ strict: false }) as { key: string }
  const { standing, none, error } = useStanding('customer-grade', key)
  if (none) return <NotFound />
  if (error) return <Fault error={error} />
  return standing ? <Editor key={standing.it.id} standing={standing} /> : <PageSkeleton />
}

function Editor({ standing }: { standing: Standing }) {
  const t = useT()
  return (
    <DraftDesk standing={standing} back={{ to: '/customer-grades', label: t('customer-grade.plural') }} draftOf={draftOf} bodyOf={bodyOf} nameOf={({ name }) => name} wants={(draft) => wanting(draft).map((what) => t(`customer-grade.wants.${what}`))}>
      {({ draft, change, readOnly }) => (
        <div className="customer-grade-form" inert={readOnly}>
          <div><span>{t('customer-grade.name')}</span><TwoNames label={t('customer-grade.name')} value={draft.name} maxLength={60} change={(name) => change({ ...draft, name })} /></div>
          <div><span>{t('customer-grade.meaning')}</span>
            <div className="two-names">{(['zh', 'en'] as const).map((tongue) => (
              <Input.TextArea key={tongue} value={draft.about[tongue]} maxLength={300} rows={3} lang={tongue === 'zh' ? 'zh-CN' : 'en'} placeholder={t(`definition.tongue.${tongue}`)} aria-label={`${t('customer-grade.meaning')} · ${t(`definition.tongue.${tongue}`)}`} onChange={(event) => change({ ...draft, about: { ...draft.about, [tongue]: event.target.value } })} />
            ))}</div>
          </div>
          <div><label htmlFor="customer-grade-rank">{t('customer-grade.rank')}</label><InputNumber id="customer-grade-rank" min={1} max={100} precision={0} value={draft.rank} onChange={(rank) => change({ ...draft, rank })} /><small className="quiet">{t('customer-grade.rank-help')}</small></div>
        </div>
      )}
    </DraftDesk>
  )
}
