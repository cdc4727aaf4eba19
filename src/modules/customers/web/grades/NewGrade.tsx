import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Form, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { bodyOf } from './grade-draft.ts'

/** Makes a grade as a draft below those that are there; its key is the next letter that is free. */
export function NewGrade({ taken, rank, close }: { taken: readonly string[]; rank: number; close: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [name, setName] = useState({ zh: '', en: '' })
  const [busy, setBusy] = useState(false)
  const ready = name.zh.trim() !== '' && name.en.trim() !== ''
  const make = async () => {
    if (!ready || busy) return
    setBusy(true)
    try {
      const letter = [...'abcdefghijklmnopqrstuvwxyz'].find((one) => !taken.includes(one))
      let n = taken.length + 1
      while (taken.includes(`grade-${n}`)) n++
      const made = await call(definitions.draft, { body: { kind: 'customer-grade', key: letter ?? `grade-${n}`, body: bodyOf({ name, about: { zh: '', en: '' }, rank }) } })
      await cache.invalidateQueries()
      await navigate({ to: `/customer-grades/${made.key}` as string })
    } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }
  return (
    <Modal open onCancel={close} title={t('customer-grade.new')} okText={t('definition.make-draft')} cancelText={t('frame.cancel')} confirmLoading={busy} okButtonProps={{ disabled: !ready }} onOk={() => void make()} width={480}>
      <Form layout="vertical" requiredMark={false} onFinish={() => void make()}>
        <Form.Item label={t('customer-grade.name')}><TwoNames label={t('customer-grade.name')} value={name} maxLength={60} change={setName} /></Form.Item>
        <button type="submit" className="unseen" tabIndex={-1} aria-hidden />
      </Form>
    </Modal>
  )
}
