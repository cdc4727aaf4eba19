import { slot } from '../../../kernel/web/slot.tsx'

/** Under the versions of a flow: what modules above know of why it is as it is. */
export const flowHistory = slot<{ flowKey: string }>('flow.history')
