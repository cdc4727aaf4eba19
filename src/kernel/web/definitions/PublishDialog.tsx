import { Alert, DatePicker, Modal, Radio } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { ApiError, call } from '../../client.ts'
import { definitions } from '../../definition-contract.ts'
import type { Definition, DefinitionSummary } from '../../definition-contract.ts'
import { dayIn, dayStart } from '../moment-text.ts'
import { FaultDetail, faultText } from '../problem.tsx'
import { useSession } from '../session.tsx'
import { toast } from '../toast.tsx'
import { useT } from '../words.ts'
import { versionName } from './parts.tsx'

/** Publishes a version that was reviewed: at once, or from the beginning of a day in the company's zone. */
export function PublishDialog({ it, inForce, open, close }: { it: Definition; inForce: DefinitionSummary | undefined; open: boolean; close: () => void }) {
  const t = useT()
  const cache = useQueryClient()
  const { company } = useSession()
  const [later, setLater] = useState(false)
  const [day, setDay] = useState<dayjs.Dayjs | null>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const tomorrow = dayjs(dayIn(company.zone)).add(1, 'day')
  const publish = async () => {
    setBusy(true)
    setFault(null)
    try {
      const from = later && day ? dayStart(company.zone, day.format('YYYY-MM-DD')).toISOString() : undefined
      const published = await call(definitions.move, { params: { id: it.id }, body: { to: 'published', version: it.revision, ...(from ? { effectiveFrom: from } : {}) } })
      cache.setQueryData([definitions.get.path, { params: { id: it.id } }], published)
      await cache.invalidateQueries()
      toast.done(t(from ? 'definition.published-later' : 'definition.published', { name: versionName(it) }))
      close()
    } catch (error) {
      setFault(error)
      if (error instanceof ApiError && error.status === 409) void cache.invalidateQueries()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal open={open} onCancel={close} title={t('definition.publish-title', { name: versionName(it) })} okText={t('definition.publish-yes')} cancelText={t('frame.cancel')} onOk={() => void publish()} confirmLoading={busy} okButtonProps={{ disabled: later && !day }} width={460} destroyOnHidden>
      <div className="definition-publish">
        <p>{inForce ? t('definition.publish-replaces', { name: versionName(inForce) }) : t('definition.publish-first')}</p>
        <Radio.Group value={later} onChange={(event) => setLater(event.target.value as boolean)} options={[{ value: false, label: t('definition.at-once') }, { value: true, label: t('definition.from-day') }]} />
        {later ? <div className="definition-day"><DatePicker value={day} onChange={setDay} minDate={tomorrow} autoFocus placeholder={tomorrow.format('YYYY-MM-DD')} aria-label={t('definition.from-day')} /><span className="quiet">{t('definition.from-midnight', { zone: company.zone })}</span></div> : null}
        {fault ? <Alert type="error" showIcon title={fault instanceof ApiError && fault.problem.errors?.length ? fault.problem.title : faultText(fault)} description={fault instanceof ApiError ? <FaultDetail error={fault} /> : undefined} /> : null}
      </div>
    </Modal>
  )
}
