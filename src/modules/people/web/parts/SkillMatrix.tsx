import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { call, query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Can, useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { skills } from '../../contract.ts'
import type { Skill, StaffSkill } from '../../contract.ts'
import { Face } from './Face.tsx'
import { StaffPicker } from './pickers.tsx'

const LEVELS = [5, 4, 3, 2, 1, 0] as const
const Assess = z.strictObject({ staffId: z.uuid(), ...skills.setSkill.spec.body.shape })
type Begun = { staffId?: string; skillId?: string; level?: number; evidence?: string; expiresOn?: string | null }

/** Who can do what: a row a person, a column a skill. A cell opens its assessment. */
export function SkillMatrix() {
  const t = useT()
  const may = useCan()('team.write')
  const known = useQuery(query(skills.skills, {}))
  const matrix = useQuery(query(skills.matrix, {}))
  const [isAdding, setIsAdding] = useState(false)
  const [begun, setBegun] = useState<Begun | null>(null)
  const fault = known.error ?? matrix.error
  if (fault) return <Fault error={fault} again={() => { void known.refetch(); void matrix.refetch() }} />
  const columns = known.data?.items ?? []
  const people = [...Map.groupBy(matrix.data?.items ?? [], (one) => one.staff.id).values()]
  const add = <Can permission="team.write"><Button icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>{t('skill.add')}</Button></Can>
  return (
    <>
      <div className="people-page-tools">{add}{columns.length > 0 ? <Can permission="team.write"><Button type="primary" onClick={() => setBegun({ level: 3 })}>{t('skill.set')}</Button></Can> : null}</div>
      {known.data && columns.length === 0 ? <Blank title={t('skill.none')} text={t('skill.none-text')} /> : null}
      {columns.length > 0 ? (
        <div className="skill-frame" role="region" aria-label={t('skill.matrix')} tabIndex={0}>
          <table className="skill-matrix">
            <thead><tr><th scope="col">{t('skill.person')}</th>{columns.map((one) => <th key={one.id} scope="col" title={one.key}>{one.name}</th>)}</tr></thead>
            <tbody>{people.map((row) => <Person key={row[0]?.staff.id} row={row} columns={columns} open={may ? setBegun : undefined} />)}</tbody>
          </table>
        </div>
      ) : null}
      <FormDrawer open={isAdding} close={() => setIsAdding(false)} title="skill.add" body={skills.makeSkill.spec.body} said="skill.added" save={(body) => call(skills.makeSkill, { body })}
        fields={[{ name: 'name', label: 'skill.name', input: <Input maxLength={80} /> }, { name: 'key', label: 'skill.key', help: 'skill.key-hint', input: <Input maxLength={40} /> }]} />
      <FormDrawer open={begun !== null} close={() => setBegun(null)} title="skill.set" body={Assess} said="skill.was-set" values={begun ?? {}} save={({ staffId, ...body }: z.input<typeof Assess>) => call(skills.setSkill, { params: { id: staffId }, body }) as never}
        fields={[
          { name: 'staffId', label: 'skill.person', input: <StaffPicker /> },
          { name: 'skillId', label: 'skill.plural', half: true, input: <Select options={columns.map((one) => ({ value: one.id, label: one.name }))} /> },
          { name: 'level', label: 'skill.level', half: true, input: <Select options={LEVELS.map((value) => ({ value, label: t(`skill.level.${value}`) }))} /> },
          { name: 'evidence', label: 'skill.evidence', input: <Input maxLength={500} /> },
          { name: 'expiresOn', label: 'skill.expiresOn', input: <Input type="date" /> },
        ]} />
    </>
  )
}

function Person({ row, columns, open }: { row: readonly StaffSkill[]; columns: readonly Skill[]; open: ((begun: Begun) => void) | undefined }) {
  const t = useT()
  const staff = row[0]?.staff
  if (!staff) return null
  return (
    <tr>
      <th scope="row"><span className="people-person"><Face name={staff.name} size={22} /><span className="clip">{staff.name}</span></span></th>
      {columns.map(({ id }) => {
        const one = row.find(({ skill }) => skill.id === id)
        const told = one ? [t(`skill.level.${one.level}`), one.evidence, one.expiresOn ? `${t('skill.expiresOn')} ${one.expiresOn}` : ''].filter(Boolean).join(' · ') : t('skill.level.0')
        return (
          <td key={id}>
            <button type="button" className="skill-cell num" data-level={one?.expired ? 0 : one?.level ?? 0} disabled={!open} title={told} aria-label={told} onClick={() => open?.({ staffId: staff.id, skillId: id, level: one?.level ?? 3, ...(one ? { evidence: one.evidence, expiresOn: one.expiresOn } : {}) })}>
              {one ? one.level : '–'}{one?.expired ? <small>{t('skill.expired')}</small> : null}
            </button>
          </td>
        )
      })}
    </tr>
  )
}
