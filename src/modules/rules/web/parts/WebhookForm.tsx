import { useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useEffect, useState } from 'react'
import { ApiError, call } from '../../../../kernel/client.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Webhook } from '../../webhooks/contract.ts'
import { webhooks } from '../../webhooks/contract.ts'
import { named } from './named.ts'
import { useVocabulary } from './use-vocabulary.ts'

/** A new webhook, or the changes of one. What a new one is signed with is told once, through `made`. */
export function WebhookForm({ open, of, close, made }: { open: boolean; of?: Webhook; close: () => void; made?: (secret: string, id: string) => void }) {
  const t = useT()
  const cache = useQueryClient()
  const vocabulary = useVocabulary(open)
  const start = { name: of?.name ?? '', url: of?.url ?? 'https://', grants: of?.grants ?? [] }
  const [draft, setDraft] = useState(start)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // Each opening begins with what is there.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => { if (open) { setDraft(start); setFault(null) } }, [open])
  const save = async () => {
    setBusy(true)
    try {
      if (of) await call(webhooks.changeWebhook, { params: { id: of.id }, body: { ...draft, version: of.version } })
      else { const answer = await call(webhooks.addWebhook, { body: draft }); made?.(answer.secret, answer.webhook.id) }
      await cache.invalidateQueries()
      if (of) close()
    } catch (error) { setFault(error instanceof ApiError ? error.problem.errors?.map((one) => one.message).join(' ') || faultText(error) : faultText(error)) } finally { setBusy(false) }
  }
  // What may leave without asking needs no grant.
  const grantable = (vocabulary.data?.subjects ?? []).map((one) => ({ label: named(one.noun), options: one.fields.filter((field) => !field.fills && !/^(event|hours)\./.test(field.name)).map((field) => ({ value: field.name, label: `${named(field.group)} · ${named(field.words)}` })) })).filter((group) => group.options.length)
  return (
    <Modal open={open} title={t(of ? 'webhook.change' : 'webhook.add')} onCancel={close} onOk={() => void save()} okText={t('form.save')} okButtonProps={{ loading: busy, disabled: !draft.name.trim() || draft.url.length < 10 }}>
      <div className="rule-inputs webhook-form">
        <label className="rule-input" data-wide><span className="rule-caption">{t('webhook.name')}<b aria-hidden> *</b></span><Input value={draft.name} maxLength={120} onChange={(event) => setDraft({ ...draft, name: event.target.value })} /></label>
        <label className="rule-input" data-wide><span className="rule-caption">{t('webhook.url')}<b aria-hidden> *</b></span><Input value={draft.url} maxLength={2_000} status={fault ? 'error' : ''} onChange={(event) => setDraft({ ...draft, url: event.target.value })} /></label>
        {fault ? <p className="rule-fault" role="alert">{fault}</p> : null}
        <div className="rule-input" data-wide><span className="rule-caption">{t('webhook.grants')}</span><Select mode="multiple" aria-label={t('webhook.grants')} value={[...draft.grants]} onChange={(grants: string[]) => setDraft({ ...draft, grants })} options={grantable} showSearch={{ optionFilterProp: 'label' }} /><small className="quiet">{t('webhook.grants-about')}</small></div>
      </div>
    </Modal>
  )
}
