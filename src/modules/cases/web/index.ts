/** What cases lend to the screens above. */
export { CaseLink, CaseStatusTag, KindTag, PriorityMark } from './parts/tags.tsx'
export { useStatusName } from './parts/status-names.ts'
export { caseMessage, caseSide, caseTabs, supervisedPerson } from './places.ts'
