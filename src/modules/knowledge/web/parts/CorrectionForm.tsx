import { Input } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { corrections } from '../../contract.ts'
import type { Article } from '../../contract.ts'

/** What is wrong with an article and how it should read. */
export function CorrectionForm({ of, open, close }: { of: Pick<Article, 'id'>; open: boolean; close: () => void }) {
  return (
    <FormDrawer
      open={open} close={close} title="correction.propose" body={corrections.propose.spec.body} said="correction.was-proposed" saveLabel="correction.send"
      fields={[
        { name: 'says', label: 'correction.says', input: <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} /> },
        { name: 'proposal', label: 'correction.proposal', input: <Input.TextArea maxLength={10_000} autoSize={{ minRows: 4, maxRows: 14 }} /> },
      ]}
      save={(body) => call(corrections.propose, { params: { id: of.id }, body })}
    />
  )
}
