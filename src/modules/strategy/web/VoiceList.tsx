import './needs.css'
import { ApartmentOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, choices, days, pick } from '../../../kernel/web/list/list-types.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { CustomerName, CustomerPicker } from '../../customers/web/index.ts'
import { StaffName, StaffPicker } from '../../people/web/index.ts'
import { voices } from '../contract.ts'
import type { Voice } from '../contract.ts'
import { VOICE_KINDS } from '../rules.ts'
import { CaptureForm } from './parts/CaptureForm.tsx'
import { JoinDialog } from './parts/JoinDialog.tsx'
import { useVoiceColumns } from './parts/voice-columns.tsx'

const VIEWS = [{ key: 'loose', label: 'voice.view.loose', query: { joined: 'false' } }, { key: 'mine', label: 'voice.view.mine', query: { takenBy: 'me' } }]
const Finder = (props: { value?: string; onChange: (value: string | undefined) => void }) => <CustomerPicker {...props} canAdd={false} />
const idsIn = (text: string | undefined) => (text ?? '').split(',').filter((id) => /^[0-9a-f-]{36}$/.test(id))

/** What customers said, as it was heard; several are joined to one need. */
export function VoiceList() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const [joining, setJoining] = useState<{ rows: readonly Voice[]; over: () => void } | null>(null)
  const columns = useVoiceColumns()
  const filters = useMemo(() => [
    choices('kind', 'voice.kind', VOICE_KINDS.map((value) => ({ value, label: t(`voice.kind.${value}`) }))), choice('joined', 'voice.joined', (['false', 'true'] as const).map((value) => ({ value, label: t(`voice.joined.${value}`) }))),
    pick('takenBy', 'voice.takenBy', StaffPicker, StaffName), pick('customerId', 'voice.customer', Finder, CustomerName), days('at', 'voice.at', 'from', 'to'),
  ], [t])
  const set = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined, cases: undefined, interactions: undefined, customerId: to ? was['customerId'] : undefined })) as never })
  const add = <Can permission="voice.capture"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => set(true)}>{t('voice.capture')}</Button></Can>
  return (
    <>
      <ListPage list="voices" endpoint={voices.voices} entity="voice" title="voice.plural" search={false} columns={columns} filters={filters} views={VIEWS}
        actions={<><Button onClick={() => void navigate({ to: '/needs' })}>{t('voice.to-desk')}</Button>{add}</>}
        bulk={[{ key: 'join', label: 'voice.join', icon: <ApartmentOutlined aria-hidden />, permission: 'need.steer', run: (rows) => new Promise<void>((over) => setJoining({ rows, over })) }]}
        empty={{ title: 'voice.empty', text: 'voice.empty-text', action: add }} />
      <CaptureForm open={search['new'] === '1'} close={() => set(false)} heard={{ cases: idsIn(search['cases']), interactions: idsIn(search['interactions']) }} />
      {joining ? <JoinDialog rows={joining.rows} close={() => { joining.over(); setJoining(null) }} /> : null}
    </>
  )
}
