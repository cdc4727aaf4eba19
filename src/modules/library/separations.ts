import { separation } from '../../kernel/separation.ts'

/** Who wrote a version doesn't approve it. */
export const ownWork = separation('document.own-work', 'document.write', 'document.approve')
