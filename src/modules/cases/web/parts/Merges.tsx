import { Button } from 'antd'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { merges } from '../../contract.ts'
import type { Case, Merge } from '../../contract.ts'
import { CaseLink } from './tags.tsx'
import { useDeskWork } from './use-case-desk.ts'

/** Takes a merge back. Everything on the screen may be another case's now, so all of it is read again. */
export function UndoMerge({ merge }: { merge: Merge }) {
  const t = useT()
  const undo = useCall(merges.undo, { said: 'merge.was-undone' })
  return merge.may.includes('undo') ? <Button size="small" loading={undo.busy} onClick={() => void undo.run({ params: { id: merge.id }, body: { version: merge.version } })}>{t('merge.undo')}</Button> : null
}

/** The cases that have become part of this one; nothing where none has. */
export function Merges({ of }: { of: Case }) {
  const taken = useDeskWork(of.id).merges.filter(({ into }) => into.id === of.id)
  if (taken.length === 0) return null
  return (
    <Block title="merge.plural">
      <ul className="merges">
        {taken.map((one) => <li key={one.id}><CaseLink of={one.from} /><span className="merge-facts"><span className="quiet">{one.by.name} <Moment at={one.at} /></span><UndoMerge merge={one} /></span></li>)}
      </ul>
    </Block>
  )
}

/** That a case has become part of another, where one would write: work goes on there. */
export function MergedInto({ of }: { of: Case }) {
  const t = useT()
  const merge = useDeskWork(of.id).merges.find(({ from }) => from.id === of.id)
  return of.mergedInto ? <div className="why-not"><span>{t('merge.into')} <CaseLink of={of.mergedInto} /></span>{merge ? <UndoMerge merge={merge} /> : null}</div> : null
}
