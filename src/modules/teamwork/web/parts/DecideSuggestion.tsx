import '../teamwork.css'
import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { suggestions, VERDICTS } from '../../suggestions/contract.ts'
import type { Decide, EvidenceRef, Suggestion } from '../../suggestions/contract.ts'
import { EvidenceAdder } from './EvidenceAdder.tsx'

/** Adopts a suggestion with its evidence and somebody who carries it out, declines it with a reason, or joins it to one that said it before. */
export function DecideSuggestion({ of, close }: { of: Suggestion; close: () => void }) {
  const t = useT()
  const [verdict, setVerdict] = useState<Decide['verdict']>('adopt')
  const [reason, setReason] = useState('')
  const [ownerId, setOwnerId] = useState<string | null>(null)
  const [doneBy, setDoneBy] = useState<string | null>(null)
  const [sameAs, setSameAs] = useState<string | null>(null)
  const [evidence, setEvidence] = useState<readonly EvidenceRef[]>([])
  const decide = useCall(suggestions.decideSuggestion, { said: 'suggestion.was-decided', done: close })
  const alike = useQuery({ ...query(suggestions.alike, { query: { text: of.title } }), enabled: verdict === 'duplicate' })
  const others = (alike.data?.items ?? []).filter(({ id }) => id !== of.id)
  const isReady = verdict === 'adopt' ? !!ownerId && of.evidence.length + evidence.length > 0 : verdict === 'decline' ? !!reason.trim() : !!sameAs
  const save = () => void decide.run({ params: { id: of.id }, body: { version: of.version, verdict, evidence: verdict === 'adopt' ? [...evidence] : [], ...(reason.trim() ? { reason: reason.trim() } : {}), ...(verdict === 'adopt' && ownerId ? { ownerId } : {}), ...(verdict === 'adopt' && doneBy ? { doneBy } : {}), ...(verdict === 'duplicate' && sameAs ? { sameAs } : {}) } })
  return (
    <Modal open width={560} title={t('suggestion.decide')} okText={t('suggestion.decide')} okButtonProps={{ disabled: !isReady, loading: decide.busy }} onCancel={close} onOk={save}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('suggestion.verdict')}><Segmented<Decide['verdict']> block value={verdict} onChange={setVerdict} options={VERDICTS.map((value) => ({ value, label: t(`suggestion.verdict.${value}`) }))} /></Form.Item>
        {verdict === 'adopt' ? (
          <>
            <Form.Item label={t('suggestion.evidence')} htmlFor="suggestion-evidence" extra={t('suggestion.adopt-text')}>
              {[...of.evidence, ...evidence].length ? <ul className="teamwork-evidence">{of.evidence.map((one) => <li key={one.id}><span className="teamwork-consensus">{t(`suggestion.evidence.${one.kind}`)}</span><span className="clip">{one.key}</span></li>)}{evidence.map((one) => <li key={`${one.kind} ${one.key}`}><span className="teamwork-consensus">{t(`suggestion.evidence.${one.kind}`)}</span><span className="clip">{one.key}</span><Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('suggestion.drop-evidence', { key: one.key })} onClick={() => setEvidence(evidence.filter((other) => other !== one))} /></li>)}</ul> : null}
              <EvidenceAdder id="suggestion-evidence" add={(link) => setEvidence((was) => was.some(({ kind, key }) => kind === link.kind && key === link.key) ? was : [...was, link])} />
            </Form.Item>
            <div className="teamwork-two"><Form.Item label={t('suggestion.ownerId')} htmlFor="suggestion-owner"><StaffPicker id="suggestion-owner" value={ownerId} onChange={(to) => setOwnerId(to ?? null)} /></Form.Item><Form.Item label={t('suggestion.doneBy')} htmlFor="suggestion-by"><MomentInput id="suggestion-by" value={doneBy} onChange={(to) => setDoneBy(to?.toISOString() ?? null)} ahead /></Form.Item></div>
          </>
        ) : null}
        {verdict === 'duplicate' ? <Form.Item label={t('suggestion.sameAs')} htmlFor="suggestion-same"><Select<string> id="suggestion-same" value={sameAs} onChange={setSameAs} options={others.map((one) => ({ value: one.id, label: `${one.title} · ${one.author.name}` }))} /></Form.Item> : null}
        <Form.Item label={t('suggestion.reason')} htmlFor="suggestion-reason"><Input.TextArea id="suggestion-reason" value={reason} maxLength={2_000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setReason(event.target.value)} /></Form.Item>
      </Form>
    </Modal>
  )
}
