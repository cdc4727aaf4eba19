import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Select } from 'antd'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { documents } from '../../../library/contract.ts'
import { course } from '../../course/contract.ts'
import type { Course } from '../../course/contract.ts'
import { STAGES } from '../../course/fields/contract.ts'

/** Everything that is written down of a case's course, in one form. */
export function CourseForm({ open, of, isConsultation, close }: { open: boolean; of: Course; isConsultation: boolean; close: () => void }) {
  const t = useT()
  const nameOf = (name: { zh: string; en: string }) => language() === 'en' ? name.en : name.zh
  const tops = of.causeTree.filter(({ parent }) => parent === '')
  const causes = tops.map((top) => ({ label: nameOf(top.name), title: nameOf(top.name), options: [top, ...of.causeTree.filter(({ parent }) => parent === top.key)].map((one) => ({ value: one.key, label: nameOf(one.name) })) }))
  const may = useCan()
  const linkable = useQuery({ ...query(documents.linkable, { query: { kind: 'document' } }), staleTime: 60_000, enabled: open && isConsultation && may('document.read') }).data?.items ?? []
  const fields: FormField[] = [
    { name: 'need', label: 'course.need', help: 'course.need-help', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={5_000} placeholder={t('course.need-example')} /> },
    { name: 'needConfirmed', label: 'course.confirmation', valueProp: 'checked', input: <Checkbox>{t('course.need-confirmed')}</Checkbox> },
    ...(isConsultation ? [{ name: 'answer', label: 'course.answer', help: 'course.answer-help', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={20_000} /> }, { name: 'answerDocument', label: 'course.document', input: <Select showSearch={{ optionFilterProp: 'label' }} allowClear options={linkable.map((one) => ({ value: one.key, label: nameOf(one.name) }))} placeholder={t('course.document-example')} /> }] : []),
    { name: 'suspectedCauses', label: 'course.causes', help: 'course.causes-help', input: <Select mode="tags" options={causes} placeholder={t('course.causes-example')} optionFilterProp="label" maxCount={20} /> },
    { name: 'emergencyMeasure', label: 'course.measure', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={5_000} placeholder={t('course.measure-example')} /> },
    { name: 'stage', label: 'case.stage', input: <Select options={STAGES.map((value) => ({ value, label: t(`case.stage.${value}`) }))} /> },
  ]
  return (
    <FormDrawer<Course>
      open={open} close={close} title="course.title" body={course.keepCourse.spec.body} said="course.kept" version={of.version} fields={fields}
      values={{ need: of.need ?? undefined, needConfirmed: of.needConfirmedAt !== null, answer: of.answer ?? undefined, answerDocument: of.answerDocument?.key, suspectedCauses: of.suspectedCauses.length ? of.suspectedCauses.map(({ key }) => key) : undefined, emergencyMeasure: of.emergencyMeasure ?? undefined, stage: of.stage }}
      save={(body) => call(course.keepCourse, { params: { id: of.caseId }, body })}
    />
  )
}
