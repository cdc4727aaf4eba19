import { slot } from '../../../kernel/web/slot.tsx'

/** What a message belongs to, such as its case, as a link. Fill it with `key` = the kind of the record. */
export const messageAbout = slot<{ id: string }>('message.about')
