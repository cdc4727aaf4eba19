import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import type { DefinitionSummary } from '../../../../kernel/definition-contract.ts'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { KINDS } from '../../../cases/contract.ts'
import { bodyOf, draftOf } from './call-draft.ts'

/** Makes a script of a call as a draft that begins as a copy of another, for the kinds of case that are chosen. */
export function NewCallScript({ known, close }: { known: readonly DefinitionSummary[]; close: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [name, setName] = useState({ zh: '', en: '' })
  const [kinds, setKinds] = useState<string[]>([])
  const [like, setLike] = useState(known[0]?.id)
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    try {
      const from = await cache.ensureQueryData(query(definitions.get, { params: { id: like ?? '' } }))
      let n = known.length + 1
      while (known.some(({ key }) => key === `call-script-${n}`)) n++
      const made = await call(definitions.draft, { body: { kind: 'call-script', key: `call-script-${n}`, body: bodyOf({ ...draftOf(from.body), name, kinds }) as never } })
      await cache.invalidateQueries()
      await navigate({ to: `/scripts/calls/${made.key}` as string })
    } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }
  return (
    <Modal open onCancel={close} title={t('call-script.new')} okText={t('definition.make-draft')} cancelText={t('frame.cancel')} confirmLoading={busy} okButtonProps={{ disabled: !name.zh.trim() || !name.en.trim() || !kinds.length || !like }} onOk={() => void make()} width={480}>
      <Form layout="vertical" requiredMark={false}>
        <Form.Item label={t('call-script.name')}><TwoNames label={t('call-script.name')} value={name} maxLength={120} change={setName} /></Form.Item>
        <Form.Item label={t('call-script.kinds')}><Select mode="multiple" value={kinds} aria-label={t('call-script.kinds')} onChange={setKinds} options={KINDS.map((kind) => ({ value: kind, label: t(`case.kind.${kind}`) }))} /></Form.Item>
        <Form.Item label={t('call-script.like')}><Select {...(like ? { value: like } : {})} aria-label={t('call-script.like')} onChange={setLike} options={known.map((one) => ({ value: one.id, label: one.name ? (language() === 'en' ? one.name.en : one.name.zh) : one.key }))} /></Form.Item>
      </Form>
    </Modal>
  )
}
