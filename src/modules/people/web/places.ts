import { slot } from '../../../kernel/web/slot.tsx'
import type { Notification } from '../contract.ts'

/** One notification under the bell. Fill it with `key` = the kind of its subject, to lead to the record; without a fill its sentence stands alone. */
export const notificationRow = slot<{ notification: Notification; close: () => void }>('notification.row')
