import { CaseLink } from './tags.tsx'

/** A case behind a figure. */
export const FigureCase = ({ id, label }: { id: string; label: string | null }) => <CaseLink of={{ id, number: label ?? id.slice(0, 8) }} />
