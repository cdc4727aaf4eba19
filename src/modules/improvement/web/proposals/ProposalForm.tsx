import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { DayField } from '../../../../kernel/web/form/DayField.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { metrics } from '../../../metrics/contract.ts'
import { MetricField, TargetField } from '../../../metrics/web/index.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { EditProposal, MakeProposal, proposals } from '../../proposals/contract.ts'
import type { Proposal, ProposalFinding } from '../../proposals/contract.ts'
import { LinkPicker } from '../parts/ChangeForm.tsx'
import { EvidenceField } from './EvidenceField.tsx'
import { Finding } from './Finding.tsx'

interface Props { open: boolean; close: () => void; of?: Proposal; /** What it begins with, where a finding calls for it. */ first?: { title?: string; problem?: string; finding?: ProposalFinding; flowKey?: string | undefined }; saved?: (of: Proposal) => void }

/** What makes a proposal SMART, under the names that goals give it. */
function useSmartFields(of: Proposal | undefined): FormField[] {
  const all = useQuery({ ...query(metrics.list, {}), staleTime: 60_000 }).data?.items ?? []
  const [metric, setMetric] = useState(of?.metric ?? undefined)
  const text = <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1_000} />
  return [
    { name: 'specific', label: 'improvement.specific', help: 'goal.specific-help', input: text },
    { name: 'metric', label: 'improvement.metric', half: true, input: <MetricField told={setMetric} all={all} /> },
    { name: 'target', label: 'improvement.target', half: true, input: <TargetField unit={all.find(({ key }) => key === metric)?.unit} /> },
    { name: 'attainable', label: 'improvement.attainable', help: 'goal.attainable-help', input: text },
    { name: 'relevant', label: 'improvement.relevant', help: 'goal.relevant-help', input: text },
    { name: 'deadline', label: 'improvement.deadline', half: true, input: <DayField /> },
  ]
}

/** Proposes an improvement, from a finding or from nothing, or changes one; once departments are asked, only what it lacks of SMART. */
export function ProposalForm({ open, close, of, first = {}, saved }: Props) {
  const smart = useSmartFields(of)
  const all = useQuery({ ...query(metrics.list, {}), staleTime: 60_000 }).data?.items ?? []
  const fields: FormField[] = [
    { name: 'title', label: 'improvement.title', input: <Input maxLength={200} autoComplete="off" /> },
    { name: 'problem', label: 'improvement.problem', help: 'improvement.problem-help', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={5_000} /> },
    { name: 'rootCause', label: 'improvement.rootCause', help: 'improvement.rootCause-help', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={5_000} /> },
    { name: 'measure', label: 'improvement.measure', help: 'improvement.measure-help', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={5_000} /> },
    ...(of ? [] : [{ name: 'evidence', label: 'improvement.evidence', help: 'improvement.evidence-help', input: <EvidenceField all={all} /> } satisfies FormField]),
    { name: 'flowKey', label: 'improvement.flowKey', half: true, input: <LinkPicker kind="flow" /> },
    { name: 'ownerId', label: 'improvement.ownerId', half: true, input: <StaffPicker /> },
    ...smart,
  ]
  const { finding, ...texts } = first
  const lacking = smart.filter(({ name }) => of?.[name as keyof Proposal] === null)
  if (of) return <FormDrawer open={open} close={close} title="improvement.change" body={EditProposal} fields={of.state === 'draft' ? fields : lacking} width={560} values={{ ...of, flowKey: of.flow, ownerId: of.owner.id }} version={of.version} said="improvement.was-saved" save={(body) => call(proposals.editProposal, { params: { id: of.id }, body })} />
  return (
    <FormDrawer<Proposal>
      open={open} close={close} title="improvement.add" body={MakeProposal} fields={fields} width={560} values={texts} said="improvement.was-proposed" {...(saved ? { saved } : {})} {...(finding ? { above: () => <Finding of={finding} /> } : {})}
      save={(body: MakeProposal) => call(proposals.propose, { body: { ...body, ...(finding ? { finding } : {}) } })}
    />
  )
}
