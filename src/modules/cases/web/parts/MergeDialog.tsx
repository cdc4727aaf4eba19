import { useQuery } from '@tanstack/react-query'
import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { CaseStatusTag } from './tags.tsx'

const OPEN = 'open,waiting-customer,waiting-third,resolved'

/** Into which case about the same matter: the customer's others first, any by its words. */
export function MergeDialog({ of, busy, done, close }: { of: Case; busy: boolean; done: (intoCaseId: string) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const [into, setInto] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 250)
  const found = useQuery({ ...query(cases.list, { query: { statusClass: OPEN, limit: 20, ...(q ? { q } : of.customer ? { customerId: of.customer.id } : {}) } }), placeholderData: (before) => before })
  const choices = (found.data?.items ?? []).filter(({ id, mergedInto, customer }) => id !== of.id && !mergedInto && (!of.customer || !customer || customer.id === of.customer.id))
  const merge = async () => { if (into && !busy && await done(into)) close() }
  return (
    <Modal open onCancel={close} width={520} title={t('merge.dialog')} okText={t('merge.do')} onOk={() => void merge()} okButtonProps={{ loading: busy, disabled: !into }} afterOpenChange={(isThere) => { if (isThere) document.getElementById('merge-into')?.focus() }}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <p className="dialog-text">{t('merge.text')}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('merge.choose')} htmlFor="merge-into">
          <Select id="merge-into" value={into} onChange={setInto} style={{ width: '100%' }} placeholder={t('merge.choose-example')} showSearch={{ filterOption: false, onSearch: setTyped }} loading={found.isFetching} notFoundContent={found.isPending ? null : t('merge.none')}
            options={choices.map((one) => ({ value: one.id, label: <span className="merge-choice"><span className="num quiet">{one.number}</span><span className="clip">{one.subject}</span><CaseStatusTag of={one} /></span> }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
