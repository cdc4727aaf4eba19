import '../routing.css'
import { DownOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { call, query } from '../../../../kernel/client.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { toast } from '../../../../kernel/web/toast.tsx'
import { connection, routing } from '../../contract.ts'
import { useAskedToTake } from './asked-to-take.ts'

const REASONS = ['meal', 'break', 'meeting', 'training', 'off'] as const
const BEAT_MS = 60_000

/** Whether one takes work, in the top bar; while one does, this browser says each minute that it is there. */
export function TakeWork() {
  const t = useT()
  const phone = usePhone()
  const mine = useQuery(query(routing.mine, {}))
  const isOn = mine.data?.available ?? false
  const declare = useCall(routing.declare, { refresh: [routing.mine, routing.agents] })
  useAskedToTake((available) => void declare.run({ body: { available } }).then((done) => { if (done) toast.done(t(available ? 'routing.declared-on' : 'routing.declared-off')) }))
  useEffect(() => {
    if (!isOn) return
    // A beat that does not arrive is made good by the next; whoever is offline is not there.
    const beat = () => void call(connection.beat, { body: {} }).catch(() => {})
    beat()
    const timer = setInterval(beat, BEAT_MS)
    return () => clearInterval(timer)
  }, [isOn])
  if (!mine.isSuccess) return null
  const pause = REASONS.map((reason) => ({ key: reason, label: t(`routing.reason.${reason}`), onClick: () => void declare.run({ body: { available: false, reason: t(`routing.reason.${reason}`) } }) }))
  const items = isOn ? [{ key: 'pause', type: 'group' as const, label: t('routing.stop-work'), children: pause }] : [{ key: 'on', label: t('routing.take-work'), onClick: () => void declare.run({ body: { available: true } }) }]
  const word = isOn ? t('routing.available') : mine.data?.reason ?? t('routing.unavailable')
  return (
    <Menu placement="bottomRight" menu={{ items }}>
      <Button type="text" loading={declare.busy} className="take-work" data-on={isOn || undefined} aria-label={t('routing.state') + ' ' + word}><i aria-hidden />{phone ? null : <span className="clip">{word}</span>}<DownOutlined aria-hidden /></Button>
    </Menu>
  )
}
