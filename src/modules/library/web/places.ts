import { slot } from '../../../kernel/web/slot.tsx'

/** Blocks beside a document, such as a check that its kind asks for. */
export const documentSide = slot<{ documentId: string; kind: string }>('document.side')
