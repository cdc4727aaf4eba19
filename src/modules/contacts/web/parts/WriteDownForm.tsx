import { useQuery } from '@tanstack/react-query'
import { DatePicker, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../../customers/contract.ts'
import { shownContact } from '../../../customers/web/index.ts'
import { Direction, WriteDown, interactions } from '../../contract.ts'
import { MANUAL_CHANNELS } from '../../rules.ts'
import { offWall, onWall } from './zoned.ts'

/** A moment in the company's zone, to the minute. */
function MomentField({ value, onChange, id }: { value?: Date; onChange?: (value: Date | undefined) => void; id?: string }) {
  const { company } = useSession()
  return <DatePicker {...(id ? { id } : {})} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} value={value ? onWall(value, company.zone) : null} onChange={(shown) => onChange?.(shown ? offWall(shown, company.zone) : undefined)} />
}

/** Writes down a call or visit one had oneself. */
export function WriteDownForm({ customerId, open, close }: { customerId: string; open: boolean; close: () => void }) {
  const t = useT()
  const { company } = useSession()
  const [now] = useState(() => new Date())
  const customer = useQuery({ ...query(customers.get, { params: { id: customerId } }), enabled: open })
  const words = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`interaction.${field}.${value}`) }))
  return (
    <FormDrawer
      open={open} close={close} title="interaction.write-down" body={WriteDown} values={{ customerId, channel: 'phone', direction: 'out', startedAt: now }} said="interaction.written-down" save={(body) => call(interactions.writeDown, { body: { ...body as object, customerId } as never })}
      fields={[
        { name: 'channel', label: 'interaction.channel', half: true, input: <Select options={words('channel', MANUAL_CHANNELS)} /> },
        { name: 'direction', label: 'interaction.direction', half: true, input: <Segmented block options={words('direction', Direction.options)} /> },
        { name: 'contactPointId', label: 'interaction.contact-point', input: <Select allowClear options={(customer.data?.contactPoints ?? []).map((point) => ({ value: point.id, label: `${t(`contact-point.kind.${point.kind}`)} ${shownContact(point.kind, point.value, company.country)}` }))} /> },
        { name: 'startedAt', label: 'interaction.started-at', half: true, input: <MomentField /> },
        { name: 'endedAt', label: 'interaction.ended-at', half: true, input: <MomentField /> },
        { name: 'topic', label: 'interaction.topic', help: 'interaction.topic-help', input: <Input maxLength={200} /> },
        { name: 'outcome', label: 'interaction.outcome', input: <Input maxLength={200} /> },
      ]}
    />
  )
}
