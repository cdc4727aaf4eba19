import { createContext } from 'react'
import type { Answer, Question } from '../../questions/contract.ts'

/** What every control of a question is given. */
export interface ControlProps<Q extends Question = Question> {
  question: Q
  /** For the label of a single input; groups are named by their legend. */
  id: string
  /** The ids of what describes it: its explanation, its fault. */
  describedBy: string
  isWrong: boolean
  answer: Answer | undefined
  give: (answer: Answer) => void
}

/** How controls reach beyond themselves. */
export interface Surroundings {
  /** Names the place on the screen, so that files on their way survive a change of page. */
  place: string
  /** Nothing is sent: a form that is being built is tried. */
  trial: boolean
}
export const Around = createContext<Surroundings>({ place: 'form', trial: false })
