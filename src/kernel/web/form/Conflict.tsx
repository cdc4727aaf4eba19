import { Alert, Button } from 'antd'
import { useSay } from '../record/use-say.ts'
import { valueText } from '../record/history-words.ts'
import { useT } from '../words.ts'
import { changedNames, type Values } from './body.ts'
import type { FormField } from './form-field.ts'

interface Props { fields: readonly FormField[]; base: Values; theirs: Values; mine: Values; take: () => void; keep: () => void }

/** Somebody else saved in between: what they changed, what stands here, and the two ways on. */
export function Conflict({ fields, base, theirs, mine, take, keep }: Props) {
  const t = useT()
  const changed = changedNames(fields.map(({ name }) => name), base, theirs)
  const say = useSay()
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
