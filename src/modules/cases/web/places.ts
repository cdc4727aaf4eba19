import { slot } from '../../../kernel/web/slot.tsx'
import type { ComplaintFields } from '../contract.ts'

/** Blocks beside a case, at the desk and on its page; a fill brings its own `Block`. */
export const caseSide = slot<{ caseId: string; /** Puts words into the answer to the customer, where one may be written. */ put?: ((words: string) => void) | undefined }>('case.side')
/** Right below the customer, before everything else beside a case: what is needed while one speaks with them. */
export const caseSideTop = slot<{ caseId: string }>('case.side-top')
/** Tools at the foot of the composer, such as a library to insert from; `put` writes words where the caret stands. */
export const composerTools = slot<{ caseId: string; mode: 'reply' | 'note'; put: (words: string) => void }>('case.composer-tools')
/** Above the field while an answer is written: what its writer should see in it; `replace` puts other words in the place of some. */
export const composerHints = slot<{ caseId: string; text: string; replace: (said: string, instead: string) => void }>('case.composer-hints')
/** Under the words of a customer's message and of an answer that left: how it came, and what came back. */
export const caseMessage = slot<{ caseId: string; messageId: string }>('case.message')
/** Below the head of a complaint or grumble, at the desk and on its page: how far it has come. */
export const complaintBand = slot<{ caseId: string }>('case.complaint-band')
/** On the tab that only complaints and grumbles have. */
export const complaintTab = slot<{ caseId: string }>('case.complaint-tab')
/** Asks for what a move of a complaint needs before it is made; `go` makes it and answers whether it went through. */
export const complaintMove = slot<{ caseId: string; to: string; go: (fields: ComplaintFields) => Promise<boolean>; close: () => void }>('case.complaint-move')
/** Tabs of a case's page. */
export const caseTabs = slot<{ caseId: string }>('case.tabs')
/** Beside a person on the board of whoever leads: whether they are there and take work. */
export const supervisedPerson = slot<{ staffId: string }>('supervision.person')
/** Lists on the page an agent's day begins with; each fill brings its own `HomeList`. */
export const agentLists = slot('home.agent-lists')
