import { slot } from '../../../kernel/web/slot.tsx'

/** Blocks beside a case, at the desk and on its page; a fill brings its own `Block`. */
export const caseSide = slot<{ caseId: string }>('case.side')
/** Under the words of a customer's message and of an answer that left: how it came, and what came back. */
export const caseMessage = slot<{ caseId: string; messageId: string }>('case.message')
/** Tabs of a case's page. */
export const caseTabs = slot<{ caseId: string }>('case.tabs')
/** Beside a person on the board of whoever leads: whether they are there and take work. */
export const supervisedPerson = slot<{ staffId: string }>('supervision.person')
