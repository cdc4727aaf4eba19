/** What forms lend to the screens above. */
export { AnswersShown } from './parts/AnswersShown.tsx'
export { FormFields } from './parts/FormFields.tsx'
export { RecordForms } from './parts/RecordForms.tsx'
export { checkAnswers, walk } from '../rules.ts'
export type { Asked } from '../rules.ts'
export { scaleOf } from '../questions/rules.ts'
