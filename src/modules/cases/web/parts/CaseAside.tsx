import type { FieldValues } from '../../../../kernel/custom-fields/contract.ts'
import { FieldFacts } from '../../../../kernel/web/custom-fields/FieldFacts.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block, Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { Slot } from '../../../../kernel/web/slot.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { FiringsAt } from '../../../rules/web/index.ts'
import { CustomerCard } from '../../../customers/web/index.ts'
import { RunPanel } from '../../../flows/web/index.ts'
import type { Case } from '../../contract.ts'
import { CourseBlock } from '../course/CourseBlock.tsx'
import { ServiceBlock } from '../services/ServiceBlock.tsx'
import { LinksBlock } from '../course/LinksBlock.tsx'
import { caseSide, caseSideTop } from '../places.ts'
import { HelpCalls } from '../supervision/HelpCalls.tsx'
import { ShortHistory } from './CaseHistory.tsx'
import { CustomerLine } from './CustomerLine.tsx'
import { Deadlines } from './Deadlines.tsx'
import { Handovers } from './Handovers.tsx'
import { KindMenu } from './KindMenu.tsx'
import { Merges } from './Merges.tsx'
import { Promises } from './Promises.tsx'
import { Readers } from './Readers.tsx'
import { SimilarCases } from './SimilarCases.tsx'
import { CaseLink } from './tags.tsx'
import type { CaseWork } from './use-case-work.tsx'
import { Watchers } from './Watchers.tsx'
import { WorkTimes } from './WorkTimes.tsx'

/** Everything beside a conversation: who the customer is, when what is due, the facts, what was done last, and what other modules know. */
export function CaseAside({ of, work, history = true }: { of: Case; work: CaseWork; history?: boolean }) {
  return (
    <>
      {of.customer ? <CustomerCard id={of.customer.id} /> : <Block title="case.customer"><CustomerLine of={of} work={work} /></Block>}
      <Slot of={caseSideTop} props={{ caseId: of.id }} />
      <Block title="case.deadlines"><Deadlines of={of} /></Block>
      <ServiceBlock of={of} />
      <CourseBlock of={of} />
      <RunPanel about={{ kind: 'case', id: of.id }} />
      <Block title="case.promises"><Promises of={of} make={of.may.includes('change') ? () => work.ask('promise') : undefined} /></Block>
      <HelpCalls of={of} />
      <Handovers of={of} />
      <Merges of={of} />
      <LinksBlock of={of} />
      <Block title="case.facts"><CaseFacts of={of} work={work} /></Block>
      <Block title="custom-field.plural"><FieldFacts of="case" kind={of.kind} values={of.fields} {...(of.may.includes('change') ? { save: async (fields: FieldValues) => await work.deeds.change(of, { fields }) !== undefined } : {})} /></Block>
      <Watchers of={of} work={work} />
      <WorkTimes of={of} />
      <SimilarCases of={of} work={work} />
      <Readers of={of} />
      <FiringsAt kind="case" id={of.id} />
      <Slot of={caseSide} props={{ caseId: of.id, put: of.may.includes('reply') ? (words: string) => work.composer.current?.put('reply', words) : undefined }} />
      {history ? <Block title="history.title"><ShortHistory of={of} /></Block> : null}
    </>
  )
}

function CaseFacts({ of, work }: { of: Case; work: CaseWork }) {
  const t = useT()
  return (
    <Facts items={[
      { label: 'case.kind', value: <KindMenu of={of} work={work} /> },
      { label: 'case.channel', value: t(`case.channel.${of.channel}`) },
      { label: 'case.firstResponder', value: of.firstResponder?.name ?? null },
      { label: 'case.handler', value: of.handler?.name ?? null },
      { label: 'case.team', value: of.team?.name ?? null },
      { label: 'case.createdAt', value: <Moment at={of.createdAt} form="full" /> },
      { label: 'case.changedAt', value: <Moment at={of.changedAt} form="full" /> },
      ...(of.follows ? [{ label: 'case.follows', value: <CaseLink of={of.follows} /> }] : []),
      ...(of.solution ? [{ label: 'case.solution', value: <span className="solution">{of.solution}</span> }] : []),
    ]} />
  )
}
