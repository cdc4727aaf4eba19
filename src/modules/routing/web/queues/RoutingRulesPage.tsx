import './queues.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { query } from '../../../../kernel/client.ts'
import type { Standing } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { DraftDesk, useStanding } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { Fault, NotFound } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { hasWord, language, useT } from '../../../../kernel/web/words.ts'
import { policies } from '../../../clocks/contract.ts'
import { skills, units } from '../../../people/contract.ts'
import { QueueCard } from './QueueCard.tsx'
import type { QueueField } from './QueueCard.tsx'
import { bodyOf, draftOf, newQueue, unreached, wanting } from './routing-draft.ts'

/** The rules of assignment: which cases stand in which queue, what they ask of their handler, and who of those is chosen. */
export function RoutingRulesPage() {
  const t = useT()
  const can = useCan()
  const { standing, none, error } = useStanding('routing', 'cases')
  const listed = useQuery(query(policies.list, {}))
  const teams = useQuery({ ...query(units.teams, {}), enabled: can('staff.read') })
  const known = useQuery({ ...query(skills.skills, {}), enabled: can('staff.read') })
  if (none) return <NotFound />
  if (error || listed.isError) return <Fault error={error ?? listed.error} />
  if (!standing || !listed.data || teams.isLoading || known.isLoading) return <PageSkeleton />
  const tongue = language() === 'zh-CN' ? 'zh' : 'en'
  // What deadlines may ask about a case, queues may ask as well; two questions are theirs alone.
  const fields: QueueField[] = [
    ...(listed.data.items.find(({ subject }) => subject === 'case')?.fields ?? []).map(({ key, name, choices }) => ({ key, label: name[tongue], choices: choices.map((one) => ({ value: one.value, label: one.name?.[tongue] ?? (one.word && hasWord(one.word) ? t(one.word) : one.value) })) })),
    { key: 'teamId', label: t('case.team'), choices: (teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })) },
    { key: 'hasCustomer', label: t('routing.customer-known'), choices: [{ value: 'true', label: t('routing.customer-known.true') }, { value: 'false', label: t('routing.customer-known.false') }] },
  ]
  return <Editor key={standing.it.id} standing={standing} fields={fields} skills={(known.data?.items ?? []).map(({ key, name }) => ({ value: key, label: name }))} />
}

function Editor({ standing, fields, skills: known }: { standing: Standing; fields: readonly QueueField[]; skills: readonly { value: string; label: string }[] }) {
  const t = useT()
  return (
    <DraftDesk standing={standing} back={{ to: '/routing', label: t('routing.menu') }} draftOf={draftOf} bodyOf={bodyOf} nameOf={({ name }) => name} about={t('routing.rules-about')}
      wants={(draft) => wanting(draft).map(({ what }) => t(`routing.wants.${what}`))}>
      {({ draft, change, readOnly }) => {
        const never = unreached(draft.queues)
        const move = (at: number, by: -1 | 1) => change((was) => {
          const queues = [...was.queues]
          const [queue] = queues.splice(at, 1)
          if (queue) queues.splice(at + by, 0, queue)
          return { ...was, queues }
        })
        return <>
          {readOnly ? null : <div className="routing-queue-called"><span className="routing-queue-caption">{t('routing.rules-name')}</span><TwoNames label={t('routing.rules-name')} value={draft.name} maxLength={120} change={(name) => change({ ...draft, name })} /></div>}
          <ol className="routing-queue-cards">{draft.queues.map((queue, at) => (
            <QueueCard key={queue.id} queue={queue} nth={at + 1} of={draft.queues.length} fields={fields} skills={known} readOnly={readOnly} never={never.has(queue.id)} wanting={new Set(wanting(draft).filter((one) => one.queue === queue.id).map(({ what }) => what))}
              change={(more) => change((was) => ({ ...was, queues: was.queues.map((one) => one.id === queue.id ? { ...one, ...more } : one) }))} drop={() => change((was) => ({ ...was, queues: was.queues.filter(({ id }) => id !== queue.id) }))} move={(by) => move(at, by)} />
          ))}</ol>
          {readOnly ? null : <Button type="dashed" block icon={<PlusOutlined aria-hidden />} onClick={() => change((was) => ({ ...was, queues: [newQueue(was.queues.map(({ key }) => key)), ...was.queues] }))}>{t('routing.add-queue')}</Button>}
        </>
      }}
    </DraftDesk>
  )
}
