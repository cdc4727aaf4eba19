import { slot } from '../../../kernel/web/slot.tsx'

/** What a task is about. Fill it with `key` = the kind of the record: a link that names it. */
export const taskAbout = slot<{ id: string }>('task.about')
