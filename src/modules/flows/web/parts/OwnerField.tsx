import { InputNumber, Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Owner } from '../../contract.ts'
import type { FlowNames } from './flow-names.ts'

interface Props { value: Owner; change: (to: Owner) => void; names: FlowNames; subject: string; label: string }
const valueOf = (owner: Owner) => owner.by === 'role' ? `role:${owner.role}` : owner.by === 'team' ? `team:${owner.team}` : owner.by
const read = (value: string, before: Owner): Owner => {
  const [by, key = ''] = value.split(':')
  if (by === 'role') return { by, role: key }
  if (by === 'team') return { by, team: key }
  if (by === 'line-manager') return before.by === 'line-manager' ? before : { by, of: 'starter', levels: 1 }
  return { by: by as 'handler' }
}

/** Whose step it is: a person known by the run, a role, a team, or up the line of managers. A free flow has no handler and no first responder. */
export function OwnerField({ value, change, names, subject, label }: Props) {
  const t = useT()
  const people = subject === 'free' ? ['starter'] as const : ['first-responder', 'handler', 'starter'] as const
  const options = [
    { label: t('flow.owner.people'), options: [...people, 'line-manager' as const].map((by) => ({ value: by as string, label: t(`flow.owner.${by}`) })) },
    { label: t('flow.owner.roles'), options: [...names.roles].map(([key, name]) => ({ value: `role:${key}`, label: name })) },
    { label: t('flow.owner.teams'), options: [...names.teams].map(([id, name]) => ({ value: `team:${id}`, label: name })) },
  ]
  return (
    <div className="flow-owner">
      <Select value={valueOf(value)} options={options.filter((one) => one.options.length)} onChange={(to: string) => change(read(to, value))} aria-label={label} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} />
      {value.by === 'line-manager' ? (
        <>
          <Select value={value.of} onChange={(of) => change({ ...value, of })} options={people.map((of) => ({ value: of as 'starter', label: t('flow.owner.of', { of: t(`flow.owner.${of}`) }) }))} aria-label={t('flow.owner.whose')} popupMatchSelectWidth={false} />
          <InputNumber min={1} max={5} precision={0} value={value.levels} onChange={(levels) => change({ ...value, levels: levels ?? 1 })} prefix={t('flow.owner.levels')} aria-label={t('flow.owner.levels')} />
        </>
      ) : null}
    </div>
  )
}
