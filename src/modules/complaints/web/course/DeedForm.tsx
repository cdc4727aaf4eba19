import { Checkbox, Input, Rate, Segmented, Select } from 'antd'
import type { ReactElement } from 'react'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormDrawerProps } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { CausePicker } from '../../../cases/web/index.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { complaintCourse } from '../../contract.ts'
import type { ComplaintCourse } from '../../contract.ts'
import { ASSISTANCE_KINDS, COMPLEXITIES, FINDING_KINDS, IMPACTS, QUARREL_SOURCES, SAFETY, SEVERITIES, TOLD_HOW } from '../../course/rules.ts'
import { FilesInput } from './FilesInput.tsx'

export type CourseForm = 'record' | 'assess' | 'finding' | 'conclude' | 'decide' | 'answer' | 'carry-out' | 'assistance' | 'quarrel' | 'upgrade' | 'cause' | 'acknowledge'
interface Shape { title: string; said: string; body: FormDrawerProps<unknown>['body']; fields: FormField[]; values?: Record<string, unknown>; version?: number; save: (body: never) => Promise<unknown>; saveLabel?: string }

const area = (rows: number, placeholder?: string): ReactElement => <Input.TextArea autoSize={{ minRows: rows, maxRows: 14 }} {...(placeholder ? { placeholder } : {})} />

/** The form of one deed in the course of a complaint; closed while no deed is named. */
export function DeedForm({ deed, of, close }: { deed: CourseForm | null; of: ComplaintCourse; close: () => void }) {
  const t = useT()
  const nameOf = (name: { zh: string; en: string }) => language() === 'en' ? name.en : name.zh
  const words = (values: readonly string[], prefix: string) => values.map((value) => ({ value, label: t(`${prefix}.${value}`) }))
  const params = { id: of.caseId }
  const { record: kept, assessment } = of
  const shapes: Record<CourseForm, () => Shape> = {
    record: () => ({
      title: 'complaint.record', said: 'complaint.record-kept', body: complaintCourse.keepRecord.spec.body, version: of.version, save: (body) => call(complaintCourse.keepRecord, { params, body }),
      fields: [
        { name: 'words', label: 'complaint.field.words', help: 'complaint.words-help', input: area(4) }, { name: 'view', label: 'complaint.field.view', help: 'complaint.view-help', input: area(2) },
        { name: 'occurredAt', label: 'complaint.field.occurredAt', half: true, input: <MomentField /> }, { name: 'product', label: 'complaint.field.product', half: true, input: <Input maxLength={300} /> },
        { name: 'demand', label: 'complaint.field.demand', help: 'complaint.demand-help', input: area(2) }, { name: 'interest', label: 'complaint.field.interest', help: 'complaint.interest-help', input: area(2) },
        { name: 'evidence', label: 'complaint.field.evidence', input: area(2) },
        { name: 'emotionStart', label: 'complaint.field.emotionStart', half: true, input: <EmotionInput /> }, { name: 'emotionEnd', label: 'complaint.field.emotionEnd', half: true, input: <EmotionInput /> },
      ],
      values: { words: kept.words, view: kept.view ?? undefined, occurredAt: kept.occurredAt ?? undefined, product: kept.product ?? undefined, demand: kept.demand ?? undefined, interest: kept.interest ?? undefined, evidence: kept.evidence ?? undefined, emotionStart: kept.emotionStart ?? undefined, emotionEnd: kept.emotionEnd ?? undefined },
    }),
    assess: () => ({
      title: 'complaint.assess', said: 'complaint.assessed', body: complaintCourse.assess.spec.body, save: (body) => call(complaintCourse.assess, { params, body }),
      fields: [
        { name: 'severity', label: 'complaint.severity', help: 'complaint.severity-help', input: <Segmented block options={words(SEVERITIES, 'complaint.severity')} /> }, { name: 'safety', label: 'complaint.safety', input: <Segmented block options={words(SAFETY, 'complaint.safety')} /> },
        { name: 'complexity', label: 'complaint.complexity', input: <Segmented block options={words(COMPLEXITIES, 'complaint.complexity')} /> }, { name: 'impact', label: 'complaint.impact', input: <Segmented block options={words(IMPACTS, 'complaint.impact')} /> },
        { name: 'immediate', label: 'complaint.immediate', valueProp: 'checked', input: <Checkbox>{t('complaint.immediate-yes')}</Checkbox> },
        { name: 'level', label: 'complaint.level', help: 'complaint.level-help', input: <Select allowClear placeholder={t('complaint.level-by-matrix')} options={of.levels.map(({ key, name }) => ({ value: key, label: nameOf(name) }))} /> }, { name: 'reason', label: 'complaint.level-reason', input: area(2) },
      ],
      values: { severity: assessment?.severity ?? 'moderate', safety: assessment?.safety ?? 'none', complexity: assessment?.complexity ?? 'simple', impact: assessment?.impact ?? 'one', immediate: assessment?.immediate ?? false, ...(assessment?.reason ? { level: assessment.level.key, reason: assessment.reason } : {}) },
    }),
    acknowledge: () => ({
      title: 'complaint.acknowledge', said: 'complaint.acknowledged', body: complaintCourse.acknowledge.spec.body, save: (body) => call(complaintCourse.acknowledge, { params, body }), values: { how: 'spoken' },
      fields: [{ name: 'how', label: 'complaint.how', help: 'complaint.acknowledge-help', input: <Segmented block options={words(['spoken', 'message', 'letter'], 'complaint.acknowledged-how')} /> }],
    }),
    finding: () => ({
      title: 'complaint.add-finding', said: 'complaint.finding-kept', body: complaintCourse.addFinding.spec.body, save: (body) => call(complaintCourse.addFinding, { params, body }), values: { kind: 'statement' },
      fields: [
        { name: 'kind', label: 'complaint.finding-kind', input: <Select options={words(FINDING_KINDS, 'complaint.finding')} /> }, { name: 'what', label: 'complaint.finding-what', input: area(4) }, { name: 'source', label: 'complaint.finding-source', input: <Input maxLength={300} placeholder={t('complaint.finding-source-example')} /> },
        { name: 'attachments', label: 'complaint.field.evidence', input: <FilesInput place={`complaint.${of.caseId}`} /> },
      ],
    }),
    conclude: () => ({ title: 'complaint.conclude', said: 'complaint.concluded', body: complaintCourse.conclude.spec.body, save: (body) => call(complaintCourse.conclude, { params, body }), values: of.investigated ? { summary: of.investigated.summary } : {}, fields: [{ name: 'summary', label: 'complaint.summary', help: 'complaint.summary-help', input: area(5) }] }),
    decide: () => ({
      title: 'complaint.decide', said: 'complaint.decision-told', saveLabel: 'complaint.tell', body: complaintCourse.decide.spec.body, save: (body) => call(complaintCourse.decide, { params, body }), values: { how: 'message' },
      fields: [{ name: 'text', label: 'complaint.decision', help: 'complaint.decision-help', input: area(5) }, { name: 'how', label: 'complaint.how', help: 'complaint.told-help', input: <Segmented block options={words(TOLD_HOW, 'complaint.told')} /> }, { name: 'guardReason', label: 'complaint.guard-reason', help: 'complaint.guard-reason-help', input: <Input maxLength={500} /> }],
    }),
    answer: () => ({
      title: 'complaint.answer', said: 'complaint.answer-kept', body: complaintCourse.answer.spec.body, save: (body) => call(complaintCourse.answer, { params, body }), values: { accepted: true },
      fields: [{ name: 'accepted', label: 'complaint.accepts', help: 'complaint.answer-help', input: <YesNo yes={t('complaint.accepted')} no={t('complaint.declined')} /> }, { name: 'words', label: 'complaint.answer-words', input: area(3) }],
    }),
    'carry-out': () => ({ title: 'complaint.carry-out', said: 'complaint.carried-out', body: complaintCourse.carryOut.spec.body, save: (body) => call(complaintCourse.carryOut, { params, body }), values: of.carriedOut ? { what: of.carriedOut.what } : {}, fields: [{ name: 'what', label: 'complaint.carried-out-what', input: area(3, t('complaint.carried-out-example')) }] }),
    assistance: () => ({
      title: 'complaint.ask-assistance', said: 'complaint.assistance-asked', body: complaintCourse.askAssistance.spec.body, save: (body) => call(complaintCourse.askAssistance, { params, body }), values: { kind: 'supervisor' },
      fields: [{ name: 'kind', label: 'complaint.assistance-kind', help: 'complaint.assistance-help', input: <Segmented block options={words(ASSISTANCE_KINDS, 'complaint.assistance')} /> }, { name: 'who', label: 'complaint.assistance-who', input: <Input maxLength={200} placeholder={t('complaint.assistance-who-example')} /> }, { name: 'why', label: 'complaint.assistance-why', input: area(2) }],
    }),
    quarrel: () => ({
      title: 'quarrel.report', said: 'quarrel.reported', body: complaintCourse.reportQuarrel.spec.body, save: (body) => call(complaintCourse.reportQuarrel, { params, body }), values: { source: 'colleague' },
      fields: [{ name: 'staffId', label: 'quarrel.staff', help: 'quarrel.help', input: <StaffField /> }, { name: 'what', label: 'quarrel.what', input: area(3) }, { name: 'source', label: 'quarrel.source', input: <Select options={words(QUARREL_SOURCES, 'quarrel.source')} /> }],
    }),
    upgrade: () => ({ title: 'complaint.upgrade', said: 'complaint.upgraded', saveLabel: 'complaint.upgrade', body: complaintCourse.upgrade.spec.body, save: (body) => call(complaintCourse.upgrade, { params, body }), fields: [{ name: 'reason', label: 'complaint.upgrade-reason', help: 'complaint.upgrade-help', input: area(2) }] }),
    cause: () => ({
      title: 'complaint.close-out', said: 'complaint.record-kept', body: complaintCourse.keepRecord.spec.body, version: of.version, save: (body) => call(complaintCourse.keepRecord, { params, body }), values: { concernResolved: of.concernResolved?.resolved, cause: of.cause?.cause, causeWords: of.cause?.words ?? undefined },
      fields: [{ name: 'concernResolved', label: 'complaint.field.concernResolved', help: 'complaint.concern-help', input: <YesNo yes={t('complaint.concern.yes')} no={t('complaint.concern.no')} /> }, { name: 'cause', label: 'complaint.field.cause', input: <CausePicker caseId={of.caseId} placeholder={t('complaint.cause-placeholder')} /> }, { name: 'causeWords', label: 'complaint.field.causeWords', help: 'complaint.cause-words-help', input: area(2) }],
    }),
  }
  const shape = shapes[deed ?? 'record']()
  return <FormDrawer key={deed ?? 'none'} open={deed !== null} close={close} title={shape.title} said={shape.said} body={shape.body} fields={shape.fields} values={shape.values ?? {}} {...(shape.version === undefined ? {} : { version: shape.version })} {...(shape.saveLabel ? { saveLabel: shape.saveLabel } : {})} save={shape.save} width={540} />
}

const StaffField = ({ value, onChange, id }: { value?: string; onChange?: (value: string | undefined) => void; id?: string }) => <StaffPicker {...(id ? { id } : {})} value={value ?? null} onChange={(next) => onChange?.(next ?? undefined)} />
/** A moment that the body takes as one. */
const MomentField = ({ value, onChange, id }: { value?: Date | null; onChange?: (value: Date | null) => void; id?: string }) => <MomentInput {...(id ? { id } : {})} value={value ?? null} onChange={(text) => onChange?.(text ? new Date(text) : null)} />
/** How the customer feels, from calm to beside themselves. */
function EmotionInput({ value, onChange }: { value?: number | null; onChange?: (value: number | undefined) => void }) {
  const t = useT()
  return <span className="emotion"><Rate count={5} value={value ?? 0} character={({ index = 0 }) => index + 1} onChange={(next) => onChange?.(next || undefined)} /> <span className="quiet">{value ? t(`complaint.emotion.${value}`) : t('complaint.emotion-none')}</span></span>
}
/** A question that is answered by yes or no, or not yet. */
export function YesNo({ value, onChange, yes, no }: { value?: boolean | undefined; onChange?: (value: boolean) => void; yes: string; no: string }) {
  return <Segmented block value={value === undefined ? '' : value ? 'yes' : 'no'} onChange={(next) => onChange?.(next === 'yes')} options={[{ value: 'yes', label: yes }, { value: 'no', label: no }]} />
}
