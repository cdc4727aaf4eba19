import './course.css'
import { useQuery } from '@tanstack/react-query'
import { Form, Input, Modal, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { ComplaintFields } from '../../../cases/contract.ts'
import { CausePicker } from '../../../cases/web/index.ts'
import { complaints } from '../../contract.ts'
import type { Complaint, ComplaintCourse } from '../../contract.ts'
import { EMOTIONS, SEVERITIES } from '../../course/rules.ts'
import { LIABILITIES } from '../../rules.ts'
import { YesNo } from './DeedForm.tsx'
import { useCourse } from './use-course.ts'

interface Props { caseId: string; to: string; go: (fields: ComplaintFields) => Promise<boolean>; close: () => void }

/** Asks for what is missing before a complaint is confirmed or closed; where nothing is, it moves at once. */
export function MoveDialog(props: Props) {
  const it = useCourse(props.caseId).data
  const judged = useQuery(query(complaints.get, { params: { id: props.caseId } })).data
  return it && judged ? <Asking {...props} it={it} judged={judged} /> : null
}

function Asking({ caseId, to, go, close, it, judged }: Props & { it: ComplaintCourse; judged: Complaint }) {
  const t = useT()
  const phone = usePhone()
  const closes = to !== 'confirmed'
  const [asked] = useState(() => closes ? [...(it.concernResolved ? [] : ['concernResolved']), ...(it.cause ? [] : ['cause']), ...(judged.toJudge ? ['liability', 'basis'] : [])] : it.record.missing)
  const [values, setValues] = useState<ComplaintFields>({})
  const [busy, setBusy] = useState(false)
  const moved = useRef(false)
  const run = async (fields: ComplaintFields) => {
    setBusy(true)
    const done = await go(fields)
    setBusy(false)
    if (done || !asked.length) close()
  }
  useEffect(() => {
    if (asked.length || moved.current) return
    moved.current = true
    void run({})
    // Once: nothing is asked, so it moves as it is opened.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  if (!asked.length) return null
  const isReady = asked.every((field) => { const value = values[field as keyof ComplaintFields]; return value !== undefined && (typeof value !== 'string' || value.trim() !== '') })
  const set = (field: string) => (value: unknown) => setValues((was) => ({ ...was, [field]: value }))
  const text = (field: string, n: number) => <Input.TextArea id={`move-${field}`} autoFocus={n === 0} autoSize={{ minRows: 2, maxRows: 8 }} value={(values[field as 'demand'] ?? '')} onChange={(event) => set(field)(event.target.value)} />
  const input = (field: string, n: number) =>
    field === 'liability' ? <Segmented block vertical={phone} value={values.liability ?? ''} onChange={set(field)} options={LIABILITIES.filter((value) => value !== 'undetermined').map((value) => ({ value, label: t(`complaint.liability.${value}`) }))} />
      : field === 'concernResolved' ? <YesNo value={values.concernResolved} onChange={set(field)} yes={t('complaint.concern.yes')} no={t('complaint.concern.no')} />
      : field === 'cause' ? <CausePicker id="move-cause" caseId={caseId} value={values.cause} onChange={set(field)} placeholder={t('complaint.cause-placeholder')} />
      : field === 'emotionStart' ? <Segmented block {...(values.emotionStart ? { value: values.emotionStart } : { value: 0 })} onChange={set(field)} options={EMOTIONS.map((value) => ({ value, label: t(`complaint.emotion.${value}`) }))} />
      : field === 'severity' ? <Segmented block value={values.severity ?? ''} onChange={set(field)} options={SEVERITIES.map((value) => ({ value, label: t(`complaint.severity.${value}`) }))} />
      : field === 'product' ? <Input id="move-product" autoFocus={n === 0} value={values.product ?? ''} maxLength={300} onChange={(event) => set(field)(event.target.value)} />
      : text(field, n)
  const HELP: Record<string, string> = { concernResolved: 'complaint.concern-help', demand: 'complaint.demand-help', interest: 'complaint.interest-help', words: 'complaint.words-help', causeWords: 'complaint.cause-words-help' }
  return (
    <Modal open onCancel={close} width={540} title={t(closes ? 'complaint.close-out' : 'complaint.before-confirming')} okText={t(closes ? 'complaint.close' : 'complaint.confirm')} okButtonProps={{ disabled: !isReady, loading: busy }} onOk={() => { if (isReady && !busy) void run(values) }}>
      <Form layout="vertical" component="div" requiredMark={false} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady && !busy) { event.preventDefault(); void run(values) } }}>
        {asked.flatMap((field) => field === 'cause' ? [field, 'causeWords'] : [field]).map((field, n) => <Form.Item key={field} label={t(field === 'liability' || field === 'basis' ? `complaint.${field}` : `complaint.field.${field}`)} htmlFor={`move-${field}`} {...(HELP[field] ? { extra: t(HELP[field] as string) } : {})}>{input(field, n)}</Form.Item>)}
      </Form>
    </Modal>
  )
}
