import { slot } from '../../../kernel/web/slot.tsx'

/** What an interaction belongs to, such as its case, as a link. Fill it with `key` = the kind of the record. */
export const interactionAbout = slot<{ id: string }>('interaction.about')
