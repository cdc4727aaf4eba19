import type { z } from 'zod'
import { definitionKind } from '../../../kernel/definitions.ts'
import { TreeBody } from './contract.ts'
import { faultsOfTree } from './rules.ts'

const SAID = { twice: 'stands there twice', 'no-first': 'is no question to begin with', 'leads-nowhere': 'leads nowhere', 'leads-twice': 'leads to a question and to a cause', unknown: 'leads to what is not there', 'never-reached': 'is never reached', circle: 'leads back to itself', bounds: 'has bounds that do not divide its range' } as const

/** From a symptom over questions to its cause and what is done at once. */
export const diagnosisKind = definitionKind('diagnosis', TreeBody as unknown as z.ZodType<z.output<typeof TreeBody>>, (body) => {
  const faults = faultsOfTree(body)
  if (faults.length) throw new Error(faults.map(({ code, at }) => `tree: '${at}' ${SAID[code]}`).join('; '))
  return body
})
