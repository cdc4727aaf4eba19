import { slot } from '../../../kernel/web/slot.tsx'

/** Blocks beside a case, at the desk and on its page; a fill brings its own `Block`. */
export const caseSide = slot<{ caseId: string }>('case.side')
/** Tabs of a case's page. */
export const caseTabs = slot<{ caseId: string }>('case.tabs')
