import { Alert, Button } from 'antd'
import { momentText } from '../moment-text.ts'
import { valueText } from '../record/history-words.ts'
import { useSession } from '../session.tsx'
import { hasWord, useT } from '../words.ts'
import { changedNames, type Values } from './body.ts'
import type { FormField } from './form-field.ts'

interface Props { fields: readonly FormField[]; base: Values; theirs: Values; mine: Values; take: () => void; keep: () => void }

/** Somebody else saved in between: what they changed, what stands here, and the two ways on. */
export function Conflict({ fields, base, theirs, mine, take, keep }: Props) {
  const t = useT()
  const { company } = useSession()
  const changed = changedNames(fields.map(({ name }) => name), base, theirs)
  const say = { word: (key: string) => hasWord(key) ? t(key) : undefined, moment: (at: Date) => momentText(at, company.zone), empty: t('history.nothing'), yes: t('frame.yes'), no: t('frame.no') }
  // The label's key is `case.priority`: its first word is the subject whose values the catalogue knows.
  const text = (field: FormField, value: unknown) => valueText(value, field.name, field.label.slice(0, field.label.indexOf('.')), say)
  return (
    <Alert className="form-fault" type="warning" showIcon title={t('form.conflict')}
      description={(
        <>
          {changed.length > 0 ? (
            <table className="form-conflict">
              <thead><tr><th scope="col">{t('form.conflict-field')}</th><th scope="col">{t('form.conflict-theirs')}</th><th scope="col">{t('form.conflict-mine')}</th></tr></thead>
              <tbody>{fields.filter(({ name }) => changed.includes(name)).map((field) => <tr key={field.name}><th scope="row">{t(field.label)}</th><td>{text(field, theirs[field.name])}</td><td>{text(field, mine[field.name])}</td></tr>)}</tbody>
            </table>
          ) : <p>{t('form.conflict-elsewhere')}</p>}
          <div className="form-conflict-acts"><Button size="small" onClick={take}>{t('form.conflict-take')}</Button><Button size="small" type="primary" onClick={keep}>{t('form.conflict-keep')}</Button></div>
        </>
      )} />
  )
}
