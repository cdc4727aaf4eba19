import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { language } from '../../../../kernel/web/words.ts'
import { forms } from '../../../forms/contract.ts'
import type { Form } from '../../../forms/contract.ts'
import { metrics } from '../../../metrics/contract.ts'
import { staff, units } from '../../../people/contract.ts'
import type { FlowSubjectWords } from '../../contract.ts'
import { flows } from '../../contract.ts'
import type { z } from 'zod'

/** What the names in a flow stand for: roles, teams, metrics, forms with their questions, calendars, kinds of records. */
export interface QuestionName { key: string; kind: string; text: { zh: string; en: string }; options?: readonly { key: string; text: { zh: string; en: string } }[]; from?: number; to?: number }
export interface FlowNames {
  roles: ReadonlyMap<string, string>
  teams: ReadonlyMap<string, string>
  metrics: ReadonlyMap<string, string>
  forms: ReadonlyMap<string, string>
  calendars: ReadonlyMap<string, string>
  subjects: ReadonlyMap<string, z.output<typeof FlowSubjectWords>>
  /** The statuses that records go through, of every flow in force that has some. */
  statuses: ReadonlyMap<string, string>
  /** By the form's key; only of the forms asked for. */
  questions: ReadonlyMap<string, readonly QuestionName[]>
}
const KEPT = { staleTime: 120_000 }

export function useFlowNames(formKeys: readonly string[] = []): FlowNames {
  const can = useCan()
  const tongue = language() === 'en' ? 'en' : 'zh'
  const roles = useQuery({ ...query(staff.roles, {}), ...KEPT, enabled: can('staff.read') })
  const teams = useQuery({ ...query(units.teams, {}), ...KEPT, enabled: can('staff.read') })
  const figures = useQuery({ ...query(metrics.list, {}), ...KEPT, enabled: can('metric.read') })
  const allForms = useQuery({ ...query(forms.list, { query: {} }), ...KEPT })
  const calendars = useQuery({ ...query(definitions.list, { query: { kind: 'calendar' } }), ...KEPT, enabled: can('definition.read') })
  const subjects = useQuery({ ...query(flows.subjects, {}), ...KEPT })
  const inForce = useQuery({ ...query(flows.list, {}), ...KEPT })
  const asked = [...new Set(formKeys)].toSorted().flatMap((key) => { const id = allForms.data?.items.find((one) => one.key === key)?.id; return id ? [{ key, id }] : [] })
  const read = useQueries({ queries: asked.map(({ id }) => ({ ...query(forms.get, { params: { id } }), ...KEPT })) })
  const readKey = read.map(({ dataUpdatedAt }) => dataUpdatedAt).join()
  return useMemo(() => ({
    roles: new Map(roles.data?.items.map((one) => [one.key, one.name[tongue]])),
    teams: new Map(teams.data?.items.map((one) => [one.id, one.name])),
    metrics: new Map(figures.data?.items.map((one) => [one.key, one.name[tongue]])),
    forms: new Map(allForms.data?.items.map((one) => [one.key, one.name[tongue]])),
    calendars: new Map(calendars.data?.items.filter((one) => one.inForce).map((one) => [one.key, one.name?.[tongue] ?? one.key])),
    subjects: new Map(subjects.data?.items.map((one) => [one.key, one])),
    statuses: new Map(inForce.data?.items.flatMap((one) => one.statuses.map((status) => [status.key, status.name[tongue]] as const))),
    questions: new Map(asked.map(({ key }, at) => [key, questionsIn(read[at]?.data?.questions as Form | undefined)])),
    // What was read is told by when it was read: the lists themselves are new at every turn.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }), [roles.data, teams.data, figures.data, allForms.data, calendars.data, subjects.data, inForce.data, readKey, asked.map(({ key }) => key).join(), tongue])
}

const questionsIn = (form: Form | undefined): QuestionName[] => (form?.sections ?? []).flatMap((section) => section.questions as unknown as QuestionName[])
