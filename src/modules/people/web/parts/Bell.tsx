import '../people.css'
import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Badge, Button, Popover } from 'antd'
import { Suspense, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useFills } from '../../../../kernel/web/slot.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import { notifications } from '../../contract.ts'
import type { Notification } from '../../contract.ts'
import { notificationRow } from '../places.ts'

/** Notifications in the top bar: a count that keeps itself true, and the latest of them. */
export function Bell() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const found = useQuery(query(notifications.recent, { query: { limit: 30 } }))
  useLive('notification', () => void found.refetch())
  const read = useCall(notifications.read, { refresh: [notifications.recent] })
  const { unread = 0, items = [] } = found.data ?? {}
  const close = () => setOpen(false)
  const panel = (
    <div className="people-bell">
      <header><strong>{t('notification.plural')}</strong>{unread ? <Button size="small" type="link" loading={read.busy} onClick={() => void read.run({ body: {} })}>{t('notification.read-all')}</Button> : null}</header>
      {items.length ? <ul>{items.map((one) => <Row key={one.id} notification={one} close={() => { close(); if (!one.readAt) void read.run({ body: { ids: [one.id] } }) }} />)}</ul> : <Blank title={t('notification.empty')} text={t('notification.empty-text')} />}
    </div>
  )
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" arrow={false} content={panel} styles={{ container: { padding: 8 } }}>
      <Button type="text" icon={<Badge count={unread} size="small" overflowCount={99}><BellOutlined aria-hidden style={{ fontSize: 16 }} /></Badge>} aria-label={unread ? t('notification.unread', { n: unread }) : t('notification.plural')} aria-expanded={open} />
    </Popover>
  )
}

function Row({ notification, close }: { notification: Notification; close: () => void }) {
  const t = useT()
  const Own = useFills(notificationRow).find((one) => one.key === notification.subjectKind)?.component
  return (
    <li data-unread={notification.readAt ? undefined : true}>
      <span className="people-bell-mark" aria-hidden />
      <div>{Own ? <Suspense fallback="…"><Own notification={notification} close={close} /></Suspense> : <div>{hasWord(notification.code) ? t(notification.code, notification.params) : notification.code}</div>}<RelativeTime at={notification.at} /></div>
    </li>
  )
}
