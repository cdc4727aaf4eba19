import { Input } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { AskRevision, documentCauses } from '../../document-causes/contract.ts'
import type { DocumentCause } from '../../document-causes/contract.ts'
import { LinkPicker } from './ChangeForm.tsx'

/** Asks for a revision of a document because of a case. */
export function AskRevisionForm({ caseId, open, close }: { caseId: string; open: boolean; close: () => void }) {
  const t = useT()
  return (
    <FormDrawer<DocumentCause>
      open={open} close={close} title="document-cause.ask" body={AskRevision} width={520} said="document-cause.was-asked" saveLabel="document-cause.ask"
      above={() => <p className="change-said">{t('document-cause.ask-text')}</p>} save={(body) => call(documentCauses.askRevision, { params: { id: caseId }, body })}
      fields={[
        { name: 'finding', label: 'process-change.finding', help: 'process-change.finding-help', input: <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2_000} /> },
        { name: 'documentKey', label: 'document-cause.document', input: <LinkPicker kind="document" /> },
      ]}
    />
  )
}
