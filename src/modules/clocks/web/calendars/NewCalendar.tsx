import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import type { DefinitionSummary } from '../../../../kernel/definition-contract.ts'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { nameIn } from '../clock-words.ts'
import { bodyOf, draftOf } from './calendar-draft.ts'

/** Makes a calendar as a draft that begins as a copy of another, holidays and all. */
export function NewCalendar({ known, close }: { known: readonly DefinitionSummary[]; close: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [name, setName] = useState({ zh: '', en: '' })
  const [like, setLike] = useState((known.find(({ key }) => key === 'standard') ?? known[0])?.id)
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    try {
      const from = await cache.ensureQueryData(query(definitions.get, { params: { id: like ?? '' } }))
      let n = known.length + 1
      while (known.some(({ key }) => key === `calendar-${n}`)) n++
      const made = await call(definitions.draft, { body: { kind: 'calendar', key: `calendar-${n}`, body: bodyOf({ ...draftOf(from.body), name }) as never } })
      await cache.invalidateQueries()
      await navigate({ to: `/calendars/${made.key}` as string })
    } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }
  return (
    <Modal open onCancel={close} title={t('calendar.new')} okText={t('definition.make-draft')} cancelText={t('frame.cancel')} confirmLoading={busy} okButtonProps={{ disabled: !name.zh.trim() || !name.en.trim() || !like }} onOk={() => void make()} width={480}>
      <Form layout="vertical" requiredMark={false}>
        <Form.Item label={t('calendar.name')}><TwoNames label={t('calendar.name')} value={name} maxLength={120} change={setName} /></Form.Item>
        <Form.Item label={t('calendar.like')}><Select {...(like ? { value: like } : {})} aria-label={t('calendar.like')} onChange={setLike} options={known.map((one) => ({ value: one.id, label: one.name ? nameIn(one.name) : one.key }))} /></Form.Item>
      </Form>
    </Modal>
  )
}
