import { CheckCircleFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'
import { collections } from '../../collection/contract.ts'
import { profiles } from '../../profile/contract.ts'
import type { CheckSource } from '../../profile/contract.ts'
import { CHECK_SOURCES, COLLECTED_FIELDS } from '../../profile/rules.ts'
import type { CollectedField } from '../../profile/rules.ts'
import type { z } from 'zod'
import { AskDialog } from './AskDialog.tsx'

const MOST_SHOWN = 3

/** What was collected of a customer in the five categories, and what somebody was asked to collect. */
export function Collected({ of }: { of: Customer }) {
  const t = useT()
  const found = useQuery(query(collections.collected, { params: { id: of.id } }))
  const [doing, setDoing] = useState<'ask' | 'record' | null>(null)
  if (!found.data) return null
  return (
    <section className="customer-block customer-collected" aria-labelledby="customer-collected-title">
      <header>
        <h3 id="customer-collected-title">{t('customer-collection.title')}</h3>
        <Can permission="customer.tidy"><Button type="text" size="small" onClick={() => setDoing('ask')}>{t('customer-collection.ask')}</Button></Can>
        {of.may.includes('change') ? <Button size="small" onClick={() => setDoing('record')}>{t('customer-collection.record')}</Button> : null}
      </header>
      <dl>
        {found.data.categories.map(({ category, asked, filled, missing, entries }) => (
          <div key={category}>
            <dt className="quiet">{t(`customer-collection.category.${category}`)}</dt>
            <dd>
              {category === 'personal' ? <span className={filled ? '' : 'quiet'}>{filled ? t('customer-collection.personal-whole') : t('customer-collection.personal-lacks', { fields: missing.map((field) => t(`customer.profile-field.${field}`)).join(t('list.comma')) })}</span>
                : entries.length ? entries.slice(0, MOST_SHOWN).map((one) => <p key={one.id}>{one.words} <small className="quiet num">{one.on}{one.by ? ` · ${one.by}` : ''}</small></p>) : <em className="quiet">{t('customer-collection.none')}</em>}
            </dd>
            <dd className="customer-collected-state">{filled ? <CheckCircleFilled className="customer-collected-done" title={t('customer-collection.personal-whole')} /> : asked ? <Tag color="gold">{t('customer-collection.asked')}</Tag> : null}</dd>
          </div>
        ))}
      </dl>
      {doing === 'ask' ? <AskDialog customerIds={[of.id]} close={() => setDoing(null)} /> : null}
      {doing === 'record' ? <RecordDialog customerId={of.id} close={() => setDoing(null)} /> : null}
    </section>
  )
}

function RecordDialog({ customerId, close }: { customerId: string; close: () => void }) {
  const t = useT()
  const [words, setWords] = useState<Partial<Record<CollectedField, string>>>({})
  const [source, setSource] = useState<z.output<typeof CheckSource>>('customer')
  const save = useCall(collections.collect, { said: 'customer-collection.saved', refresh: [collections.collected, profiles.profile, customers.get, profiles.qualityBoard], done: close })
  const items = COLLECTED_FIELDS.flatMap((category) => words[category]?.trim() ? [{ category, words: words[category].trim() }] : [])
  const run = () => { if (items.length && !save.busy) void save.run({ params: { id: customerId }, body: { items, source } }) }
  return (
    <Modal open width={520} title={t('customer-collection.title')} okText={t('form.save')} okButtonProps={{ loading: save.busy, disabled: items.length === 0 }} onCancel={close} onOk={run}>
      <Form layout="vertical" component="div">
        {COLLECTED_FIELDS.map((category, at) => (
          <Form.Item key={category} label={t(`customer-collection.category.${category}`)} htmlFor={`collected-${category}`}>
            <Input.TextArea id={`collected-${category}`} autoFocus={at === 0} maxLength={4_000} autoSize={{ minRows: 1, maxRows: 6 }} placeholder={t(`customer-collection.guide.${category}`)} value={words[category] ?? ''} onChange={({ target }) => setWords((was) => ({ ...was, [category]: target.value }))} />
          </Form.Item>
        ))}
        <Form.Item label={t('customer.check-source')} htmlFor="collected-source"><Select id="collected-source" value={source} options={CHECK_SOURCES.map((value) => ({ value, label: t(`customer.check-source.${value}`) }))} onChange={setSource} /></Form.Item>
      </Form>
    </Modal>
  )
}
