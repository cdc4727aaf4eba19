import { slot } from '../../../kernel/web/slot.tsx'

/** What a request between departments is about, where that is no case, as a link. Fill it with `key` = the kind of the record. */
export const requestAbout = slot<{ id: string }>('department-request.about')
