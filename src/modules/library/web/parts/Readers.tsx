import { CheckOutlined, CloseOutlined, MinusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { documents } from '../../contract.ts'
import type { Document, Reader } from '../../contract.ts'
import { useKind } from './Article.tsx'
import { RecordResults } from './RecordResults.tsx'
import { Share } from './Share.tsx'

/** Everybody who has to know it: who confirmed, was trained and passed, with what shows it; results are entered here. */
export function Readers({ of }: { of: Document }) {
  const t = useT()
  const kind = useKind(of.kind)
  const found = useQuery(query(documents.readers, { params: { id: of.id } }))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [recording, setRecording] = useState<'training' | 'assessment' | null>(null)
  const rule = kind?.standard ?? null
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  const items = found.data?.items ?? []
  const isAll = items.length > 0 && chosen.size === items.length
  const picked = items.filter(({ staff }) => chosen.has(staff.id))
  return (
    <div className="doc-readers">
      <div className="doc-shares">
        <Share label="document.share-confirmed" of={of.figures.confirmed} />
        <Share label="document.share-trained" of={of.figures.trained} need={rule?.coverage ?? null} />
        <Share label="document.share-passed" of={of.figures.passed} need={rule?.passed ?? null} />
      </div>
      <p className="quiet">{t(rule?.readingCounts ? 'document.trained-by-reading' : 'document.trained-by-entry')}</p>
      <div className="doc-readers-bar">
        <span className="quiet num">{t('document.chosen', { n: chosen.size })}</span>
        <Button size="small" disabled={!chosen.size} onClick={() => setRecording('training')}>{t('document.record-training')}</Button>
        <Button size="small" disabled={!chosen.size} onClick={() => setRecording('assessment')}>{t('document.record-assessment')}</Button>
      </div>
      <div className="doc-table" tabIndex={0}>
        <table>
          <thead><tr><th><Checkbox aria-label={t('document.choose-all')} checked={isAll} indeterminate={chosen.size > 0 && !isAll} onChange={() => setChosen(isAll ? new Set() : new Set(items.map(({ staff }) => staff.id)))} /></th><th>{t('document.person')}</th><th>{t('document.confirmed')}</th><th>{t('document.trained')}</th><th>{t('document.assessed')}</th><th>{t('document.evidence')}</th></tr></thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.staff.id}>
                <td><Checkbox aria-label={one.staff.name} checked={chosen.has(one.staff.id)} onChange={() => setChosen((was) => { const next = new Set(was); if (!next.delete(one.staff.id)) next.add(one.staff.id); return next })} /></td>
                <td>{one.staff.name}</td>
                <td className="num">{one.confirmedAt ? <Moment at={one.confirmedAt} form="day" /> : <MinusOutlined className="quiet" aria-label={t('document.not-yet')} />}</td>
                <td className="num">{one.trained ? <><CheckOutlined className="doc-yes" aria-label={t('document.yes')} /> {one.trainedOn}</> : <MinusOutlined className="quiet" aria-label={t('document.not-yet')} />}</td>
                <td className="num"><Passed of={one} /></td>
                <td className="quiet">{[one.evidence, one.recordedBy].filter(Boolean).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.data && !items.length ? <p className="quiet">{t('document.nobody-has-to')}</p> : null}
      {recording ? <RecordResults of={of} sort={recording} people={picked.map(({ staff }) => staff)} close={(isDone) => { setRecording(null); if (isDone) setChosen(new Set()) }} /> : null}
    </div>
  )
}
function Passed({ of }: { of: Reader }) {
  const t = useT()
  if (of.passed === null) return <MinusOutlined className="quiet" aria-label={t('document.not-yet')} />
  return <>{of.passed ? <CheckOutlined className="doc-yes" aria-label={t('document.passed')} /> : <CloseOutlined className="doc-no" aria-label={t('document.failed')} />} {of.score ?? ''} {of.assessedOn}</>
}
