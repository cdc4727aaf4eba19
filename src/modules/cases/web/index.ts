/** What cases lend to the screens above. */
export { CaseLink, CaseStatusTag, KindTag, PriorityMark } from './parts/tags.tsx'
export { useStatusName } from './parts/status-names.ts'
export { CauseName, CausePicker } from './course/CausePicker.tsx'
export { HomeList } from './home/HomeList.tsx'
