import { Input, Segmented, Select } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { DepartmentPicker, StaffPicker } from '../../../people/web/index.ts'
import { feedback, SOURCES, TakeFeedback, TONES } from '../../feedback/contract.ts'
import type { Feedback } from '../../feedback/contract.ts'

/** Writes praise, criticism, an idea or a note of coaching down, by itself or of a case. Coaching comes from whoever leads, whatever the source says. */
export function FeedbackForm({ open, close, caseId, saved }: { open: boolean; close: () => void; caseId?: string; saved?: (of: Feedback) => void }) {
  const t = useT()
  return (
    <FormDrawer<Feedback>
      open={open} close={close} title="feedback.take" body={TakeFeedback} width={520} said="feedback.was-taken" saveLabel="feedback.take" values={{ tone: 'criticism', source: 'customer' }} {...(saved ? { saved } : {})}
      save={(body: never) => call(feedback.take, { body: { ...(body as object), ...(caseId ? { caseId } : {}) } as never })}
      fields={[
        { name: 'tone', label: 'feedback.tone', half: true, input: <Segmented block options={TONES.map((value) => ({ value, label: t(`feedback.tone.${value}`) }))} /> },
        { name: 'source', label: 'feedback.source', half: true, input: <Select options={SOURCES.map((value) => ({ value, label: t(`feedback.source.${value}`) }))} /> },
        { name: 'words', label: 'feedback.words', help: 'feedback.words-help', input: <Input.TextArea autoFocus autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4_000} /> },
        { name: 'staffId', label: 'feedback.staffId', half: true, input: <StaffPicker /> }, { name: 'departmentId', label: 'feedback.departmentId', half: true, input: <DepartmentPicker /> },
      ]}
    />
  )
}
