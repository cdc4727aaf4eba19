import { Button, Form, Modal } from 'antd'
import { useState } from 'react'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker, TeamPicker } from '../../../people/web/index.ts'

/** To whom: only what was changed is sent, null takes away. */
export interface Assignment { handlerId?: string | null; teamId?: string | null }
interface Props {
  /** What it is about, in words. */
  of: string
  handlerId?: string | null
  teamId?: string | null
  busy: boolean
  /** Answers whether it went through. */
  done: (to: Assignment) => Promise<boolean>
  close: () => void
}

/** Gives a case, or several, to a person and a team. */
export function AssignDialog({ of, handlerId = null, teamId = null, busy, done, close }: Props) {
  const t = useT()
  const { staff } = useSession()
  const [handler, setHandler] = useState<string | null>(handlerId)
  const [team, setTeam] = useState<string | null>(teamId)
  const to: Assignment = { ...(handler === handlerId ? {} : { handlerId: handler }), ...(team === teamId ? {} : { teamId: team }) }
  const isSame = Object.keys(to).length === 0
  const assign = async () => { if (!isSame && !busy && await done(to)) close() }
  return (
    <Modal open onCancel={close} width={420} title={t('case.assign')} okText={t('case.assign')} onOk={() => void assign()} okButtonProps={{ loading: busy, disabled: isSame }} afterOpenChange={(isThere) => { if (isThere) document.getElementById('assign-handler')?.focus() }}>
      <p className="dialog-of num">{of}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={<span className="assign-label">{t('case.handler')}{staff && handler !== staff.id ? <Button type="link" size="small" onClick={() => setHandler(staff.id)}>{t('case.to-me')}</Button> : null}</span>} htmlFor="assign-handler">
          <StaffPicker id="assign-handler" permission="case.write" value={handler} onChange={(id) => setHandler(id ?? null)} />
        </Form.Item>
        <Form.Item label={t('case.team')} htmlFor="assign-team">
          <TeamPicker id="assign-team" value={team} onChange={(id) => setTeam(id ?? null)} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
