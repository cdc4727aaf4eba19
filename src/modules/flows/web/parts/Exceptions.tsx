import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input, Modal, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { Moment, RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { FlowException } from '../../contract.ts'
import { deviations, FINDINGS } from '../../contract.ts'
import { inWords } from './flow-words.ts'

const COLOURS: Partial<Record<FlowException['state'], string>> = { asked: 'warning', granted: 'success', refused: 'error' }
type Deed = { kind: 'grant' | 'refuse' | 'review'; of: FlowException }

/** Leave that was asked to pass over a step: decided by somebody else, and looked at afterwards. */
export function Exceptions() {
  const t = useT()
  const [unreviewed, setUnreviewed] = useState(false)
  const [deed, setDeed] = useState<Deed | null>(null)
  const found = useQuery(query(deviations.exceptions, { query: unreviewed ? { unreviewed: 'true' } : {} }))
  if (found.error) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <PageSkeleton />
  return (
    <div className="deviation">
      <Checkbox checked={unreviewed} onChange={(event) => setUnreviewed(event.target.checked)}>{t('exception.unreviewed')}</Checkbox>
      {found.data.items.length ? (
        <ul className="deviation-items">{found.data.items.map((one) => (
          <li key={one.id}>
            <Tag {...(COLOURS[one.state] ? { color: COLOURS[one.state] } : {})}>{t(`exception.state.${one.state}`)}</Tag>
            <Link to={`/runs/${one.runId}` as string}>{inWords(one.step.name)}</Link>
            <span className="quiet">{[inWords(one.flow.name), one.about.label].filter(Boolean).join(' · ')}</span>
            <span className="deviation-when quiet"><Moment at={one.askedAt} /></span>
            <p>{one.reason} <span className="quiet">— {one.askedBy.name}</span></p>
            {one.decidedBy ? <p className="quiet">{t('exception.decided', { name: one.decidedBy.name })}{one.note ? `: ${one.note}` : ''}</p> : null}
            {one.finding ? <p className="quiet">{t(`exception.finding.${one.finding}`)}{one.reviewNote ? `: ${one.reviewNote}` : ''}</p> : one.reviewDueAt ? <p className="quiet">{t('exception.review-due')} <RelativeTime at={one.reviewDueAt} /></p> : null}
            <span className="deviation-acts">
              {one.may.includes('decide') ? <><Button size="small" type="primary" onClick={() => setDeed({ kind: 'grant', of: one })}>{t('exception.grant')}</Button><Button size="small" onClick={() => setDeed({ kind: 'refuse', of: one })}>{t('exception.refuse')}</Button></> : null}
              {one.may.includes('review') ? <Button size="small" onClick={() => setDeed({ kind: 'review', of: one })}>{t('exception.review')}</Button> : null}
            </span>
          </li>
        ))}</ul>
      ) : <Blank mark={<SafetyCertificateOutlined />} title={t('exception.none')} text={t('exception.none-text')} />}
      {deed ? <DeedDialog key={deed.of.id + deed.kind} deed={deed} close={() => setDeed(null)} /> : null}
    </div>
  )
}

function DeedDialog({ deed: { kind, of }, close }: { deed: Deed; close: () => void }) {
  const t = useT()
  const [note, setNote] = useState('')
  const [finding, setFinding] = useState<(typeof FINDINGS)[number]>('justified')
  const decide = useCall(deviations.decide, { said: 'exception.decided-said', done: close })
  const review = useCall(deviations.review, { said: 'exception.reviewed-said', done: close })
  const run = () => kind === 'review'
    ? review.run({ params: { id: of.id }, body: { finding, note, version: of.version } })
    : decide.run({ params: { id: of.id }, body: { granted: kind === 'grant', ...(note.trim() ? { note } : {}), version: of.version } })
  return (
    <Modal open onCancel={close} title={t(`exception.${kind}-title`, { step: inWords(of.step.name) })} okText={t(`exception.${kind}`)} cancelText={t('frame.cancel')} onOk={() => void run()} confirmLoading={decide.busy || review.busy} okButtonProps={{ disabled: kind !== 'grant' && !note.trim() }} width={480}>
      <div className="flow-import">
        <p>{of.reason} <span className="quiet">— {of.askedBy.name}</span></p>
        {kind === 'review' ? <Segmented value={finding} onChange={setFinding} options={FINDINGS.map((value) => ({ value, label: t(`exception.finding.${value}`) }))} /> : null}
        <Input.TextArea value={note} onChange={(event) => setNote(event.target.value)} maxLength={2_000} autoSize={{ minRows: 3 }} placeholder={t('exception.note')} aria-label={t('exception.note')} autoFocus />
      </div>
    </Modal>
  )
}
