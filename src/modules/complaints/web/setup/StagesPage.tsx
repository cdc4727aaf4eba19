import './setup.css'
import type { Standing } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { DraftDesk, useStanding } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { Fault, NotFound } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import type { Bilingual } from '../../../../kernel/contract.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { named } from '../../../metrics/web/index.ts'

/** The flow of complaints, of which only the words are changed here. */
interface Flow { name: Bilingual; statuses: readonly { key: string; class: string; name: Bilingual }[] }
const isNamed = ({ zh, en }: Bilingual) => zh.trim() !== '' && en.trim() !== ''

/** What the stages of a complaint are called, for everybody who works on one. */
export function StagesPage() {
  const { standing, none, error } = useStanding('flow', 'complaint')
  if (error) return <Fault error={error} />
  if (none) return <NotFound />
  return standing ? <Editor key={standing.it.id} standing={standing} /> : <PageSkeleton />
}

function Editor({ standing }: { standing: Standing }) {
  const t = useT()
  return (
    <DraftDesk<Flow> standing={standing} back={{ to: '/complaint-setup', label: t('complaint-setup.title') }} draftOf={(body) => body as Flow} bodyOf={(draft) => draft} nameOf={({ name }) => name} about={t('complaint-setup.stages-about')}
      wants={({ name, statuses }) => [...(isNamed(name) ? [] : [t('complaint-matrix.wants.name')]), ...(statuses.every((one) => isNamed(one.name)) ? [] : [t('complaint-setup.stage-name')])]}>
      {({ draft, change, readOnly }) => (
        <ol className="stage-names">
          {draft.statuses.map((status) => (
            <li key={status.key}>
              <span className="quiet">{t(`flow.class.${status.class}`)}</span>
              {readOnly ? <strong>{named(status.name)}</strong> : <TwoNames label={t('complaint-setup.stage-nth', { name: named(status.name) || status.key })} value={status.name} maxLength={40} wanting change={(name) => change({ ...draft, statuses: draft.statuses.map((one) => one.key === status.key ? { ...one, name } : one) })} />}
            </li>
          ))}
        </ol>
      )}
    </DraftDesk>
  )
}
