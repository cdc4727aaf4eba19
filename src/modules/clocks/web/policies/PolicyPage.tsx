import './policies.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { query } from '../../../../kernel/client.ts'
import type { Standing } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { DraftDesk, useStanding } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { Fault, NotFound } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { PolicyVocabulary } from '../../contract.ts'
import { policies } from '../../contract.ts'
import { ClockCard } from './ClockCard.tsx'
import { bodyOf, draftOf, newClock, wanting } from './policy-draft.ts'
import { TrialPanel } from './TrialPanel.tsx'

/** One policy of deadlines: read, edited as a draft without JSON, tried, and published from a day. */
export function PolicyPage() {
  const { key } = useParams({ strict: false }) as { key: string }
  const listed = useQuery(query(policies.list, {}))
  const { standing, error } = useStanding('policy', key)
  const vocabulary = listed.data?.items.find((one) => one.key === key)
  if (listed.isError || error) return <Fault error={listed.error ?? error} />
  if (listed.data && !vocabulary) return <NotFound />
  if (!vocabulary || !standing) return <PageSkeleton />
  return <Editor key={standing.it.id} standing={standing} vocabulary={vocabulary} />
}

function Editor({ standing, vocabulary }: { standing: Standing; vocabulary: PolicyVocabulary }) {
  const t = useT()
  return (
    <DraftDesk standing={standing} back={{ to: '/deadlines', label: t('policy.plural') }} draftOf={draftOf} bodyOf={bodyOf} nameOf={({ name }) => name} about={t('policy.about')}
      wants={(draft) => wanting(draft).map(({ what }) => t(`policy.wants.${what}`))} side={({ dirty }) => <TrialPanel version={standing.it.id} vocabulary={vocabulary} dirty={dirty} />}>
      {({ draft, change, readOnly }) => <>
        {readOnly ? null : <TwoNames label={t('policy.name')} value={draft.name} maxLength={120} change={(name) => change({ ...draft, name })} />}
        {draft.clocks.map((clock) => (
          <ClockCard key={clock.id} clock={clock} vocabulary={vocabulary} readOnly={readOnly} wrong={new Map(wanting(draft).filter((one) => one.clock === clock.id).map((one) => [one.row, one.what]))}
            change={(more) => change((was) => ({ ...was, clocks: was.clocks.map((one) => one.id === clock.id ? { ...one, ...more } : one) }))} drop={() => change((was) => ({ ...was, clocks: was.clocks.filter(({ id }) => id !== clock.id) }))} />
        ))}
        {readOnly ? null : <Button type="dashed" block icon={<PlusOutlined aria-hidden />} onClick={() => change((was) => ({ ...was, clocks: [...was.clocks, newClock(vocabulary, was.clocks.map(({ key }) => key))] }))}>{t('policy.add-clock')}</Button>}
      </>}
    </DraftDesk>
  )
}
