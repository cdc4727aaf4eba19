import './case-knowledge.css'
import { CheckCircleFilled, SafetyOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { documents } from '../../../library/contract.ts'
import { modelCases } from '../../model-cases/contract.ts'
import type { Finding, Findings } from '../../model-cases/contract.ts'

/** Beside a model case: what in it may still say who somebody is, to be replaced or let stand with a reason. */
export function IdentityCheck({ documentId, kind }: { documentId: string; kind: string }) {
  return kind === 'model-case' ? <Check documentId={documentId} /> : null
}

function Check({ documentId }: { documentId: string }) {
  const t = useT()
  const { data: it } = useQuery(query(modelCases.findings, { params: { id: documentId } }))
  const [asking, setAsking] = useState<Finding | null>(null)
  const clean = useCall(modelCases.clean, { said: 'model-case.was-cleaned', refresh: [modelCases.findings, documents.get, documents.version] })
  if (!it) return null
  return (
    <Block title="model-case.check">
      {it.case ? <p className="article-beside-part">{t('model-case.made-of')} <Link to={`/cases/${it.case.id}` as string} className="num">{it.case.number}</Link></p> : null}
      {it.items.length === 0 ? <p className="article-beside-used"><CheckCircleFilled aria-hidden />{t('model-case.nothing-found')}</p> : (
        <ul className="article-beside">{it.items.map((one) => <Found key={`${one.language}${one.section}${one.value}`} of={one} may={it.may} keep={() => setAsking(one)} />)}</ul>
      )}
      {it.open ? <p className="article-beside-text">{t('model-case.open', { n: it.open })}</p> : null}
      {it.open && it.may.includes('clean') ? <Button size="small" type="primary" icon={<SafetyOutlined aria-hidden />} loading={clean.busy} onClick={() => void clean.run({ params: { id: documentId }, body: {} })}>{t('model-case.clean')}</Button> : null}
      {asking ? <Keeping documentId={documentId} of={asking} close={() => setAsking(null)} /> : null}
    </Block>
  )
}

function Found({ of, may, keep }: { of: Finding; may: Findings['may']; keep: () => void }) {
  const t = useT()
  return (
    <li>
      <span className="article-beside-title"><strong className="clip">{of.value}</strong><span className="quiet">{t(`model-case.kind.${of.kind}`)}{of.count > 1 ? ` × ${of.count}` : ''}</span></span>
      <span className="article-beside-text">{of.around}</span>
      <span className="article-beside-facts">{of.kept ? <span>{t('model-case.kept', { name: of.kept.by, reason: of.kept.reason })}</span> : of.certain ? <span>{t('model-case.must-go')}</span> : may.includes('keep') ? <button type="button" onClick={keep}>{t('model-case.keep')}</button> : null}</span>
    </li>
  )
}

function Keeping({ documentId, of, close }: { documentId: string; of: Finding; close: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const keep = useCall(modelCases.keep, { refresh: [modelCases.findings], done: close })
  const save = () => { if (reason.trim()) void keep.run({ params: { id: documentId }, body: { value: of.value, reason: reason.trim() } }) }
  return (
    <Modal open title={t('model-case.keep')} okText={t('form.save')} onCancel={close} onOk={save} okButtonProps={{ disabled: !reason.trim(), loading: keep.busy }}>
      <p><strong>{of.value}</strong> <span className="quiet">{of.around}</span></p>
      <Input autoFocus value={reason} maxLength={300} placeholder={t('model-case.keep-why')} aria-label={t('model-case.keep-why')} onChange={(event) => setReason(event.target.value)} onPressEnter={save} />
    </Modal>
  )
}
