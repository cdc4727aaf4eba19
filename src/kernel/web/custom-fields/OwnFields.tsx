import './custom-fields.css'
import { Form } from 'antd'
import { fieldsOfKind, type CustomField, type FieldValues } from '../../custom-fields/contract.ts'
import { FieldInput } from './FieldInput.tsx'
import { wordOf } from './field-text.ts'
import { useFields } from './use-fields.ts'

interface Props { of: CustomField['of']; value?: FieldValues; onChange?: (values: FieldValues) => void }
const NOTHING: FieldValues = {}

/** The company's own fields within a form of a record, those of the kind that the form's field `kind` says. */
export function OwnFields({ of, kindName = 'kind', value = NOTHING, onChange = () => {} }: Props & { kindName?: string }) {
  const kind = Form.useWatch(kindName) as string | undefined
  return <FieldInputs of={of} kind={kind ?? ''} value={value} onChange={onChange} />
}

/** The fields of a kind with their inputs, two beside each other where there is room. */
export function FieldInputs({ of, kind, value = NOTHING, onChange = () => {} }: Props & { kind: string }) {
  const fields = fieldsOfKind(useFields(of), kind)
  return (
    <div className="own-fields">
      {fields.map((field) => (
        <div key={field.key} className="own-field" data-wide={field.type === 'tags' || undefined}>
          <label htmlFor={`own-${field.key}`} data-required={field.required === 'opening' || undefined}>{wordOf(field.name)}</label>
          <FieldInput field={field} id={`own-${field.key}`} value={value[field.key]} onChange={(next) => onChange({ ...value, [field.key]: next })} />
        </div>
      ))}
    </div>
  )
}
