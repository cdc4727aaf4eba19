/** What forms lend to the screens above. */
export { AnswersShown } from './parts/AnswersShown.tsx'
export { checkAnswers, scoreAnswers, shownQuestions } from '../rules.ts'
