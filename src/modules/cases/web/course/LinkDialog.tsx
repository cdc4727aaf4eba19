import { useQuery } from '@tanstack/react-query'
import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { links } from '../../course/contract.ts'
import { CaseStatusTag } from '../parts/tags.tsx'

const KINDS = ['related', 'child', 'parent', 'duplicate', 'causes', 'caused-by'] as const

/** Which case belongs to this one, and how: the customer's others first, any by its words. */
export function LinkDialog({ of, close }: { of: Case; close: () => void }) {
  const t = useT()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('related')
  const [other, setOther] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 250)
  const found = useQuery({ ...query(cases.list, { query: { limit: 20, ...(q ? { q } : of.customer ? { customerId: of.customer.id } : {}) } }), placeholderData: (before) => before })
  const choices = (found.data?.items ?? []).filter(({ id, mergedInto }) => id !== of.id && !mergedInto)
  const link = useCall(links.link, { said: 'link.was-made', refresh: [links.links] })
  const save = async () => { if (other && !link.busy && await link.run({ params: { id: of.id }, body: { kind, caseId: other } })) close() }
  return (
    <Modal open onCancel={close} width={520} title={t('link.act.link')} okText={t('link.do')} onOk={() => void save()} okButtonProps={{ loading: link.busy, disabled: !other }} afterOpenChange={(isThere) => { if (isThere) document.getElementById('link-other')?.focus() }}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('link.other')} htmlFor="link-other">
          <Select id="link-other" value={other} onChange={setOther} placeholder={t('merge.choose-example')} showSearch={{ filterOption: false, onSearch: setTyped }} loading={found.isFetching} notFoundContent={found.isPending ? null : t('merge.none')}
            options={choices.map((one) => ({ value: one.id, label: <span className="merge-choice"><span className="num quiet">{one.number}</span><span className="clip">{one.subject}</span><CaseStatusTag of={one} /></span> }))} />
        </Form.Item>
        <Form.Item label={t('link.how')} htmlFor="link-kind"><Select id="link-kind" value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: t(`link.is.${value}`) }))} /></Form.Item>
      </Form>
    </Modal>
  )
}
