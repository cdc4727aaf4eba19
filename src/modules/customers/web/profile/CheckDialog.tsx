import { DatePicker, Form, Modal, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import { profiles } from '../../profile/contract.ts'
import type { CheckSource, ProfileWord } from '../../profile/contract.ts'
import { CHECK_SOURCES } from '../../profile/rules.ts'
import type { z } from 'zod'

/** Asks whether words of a profile were found right, by what, and on which day. */
export function CheckDialog({ customerId, words, close }: { customerId: string; words: readonly ProfileWord[]; close: () => void }) {
  const t = useT()
  const [right, setRight] = useState(true)
  const [source, setSource] = useState<z.output<typeof CheckSource>>('customer')
  const [on, setOn] = useState<string>()
  const check = useCall(profiles.checkWords, { said: 'customer.check-kept', refresh: [profiles.profile, customers.get, profiles.qualityBoard], done: close })
  const run = () => void check.run({ params: { id: customerId }, body: { keys: words.flatMap((word) => word.key ?? []), right, source, ...(on ? { on } : {}) } })
  return (
    <Modal open width={420} title={t('customer.check')} okText={t('form.save')} okButtonProps={{ loading: check.busy }} onCancel={close} onOk={run}>
      <p className="customer-dialog-text">{words.map((word) => t(`customer.profile-field.${word.field}`)).filter((name, at, all) => all.indexOf(name) === at).join(t('list.comma'))}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('customer.check-found')}><Segmented block value={right ? 'right' : 'wrong'} options={[{ value: 'right', label: t('customer.word-state.right') }, { value: 'wrong', label: t('customer.word-state.wrong') }]} onChange={(to) => setRight(to === 'right')} /></Form.Item>
        <Form.Item label={t('customer.check-source')} htmlFor="customer-check-source"><Select id="customer-check-source" autoFocus value={source} options={CHECK_SOURCES.map((value) => ({ value, label: t(`customer.check-source.${value}`) }))} onChange={setSource} /></Form.Item>
        <Form.Item label={t('customer.check-on')} htmlFor="customer-check-on"><DatePicker id="customer-check-on" style={{ width: '100%' }} placeholder={t('time.today')} value={on ? dayjs(on) : null} maxDate={dayjs()} onChange={(day) => setOn(day?.format('YYYY-MM-DD'))} /></Form.Item>
      </Form>
    </Modal>
  )
}
