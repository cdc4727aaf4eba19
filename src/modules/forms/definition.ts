import type { z } from 'zod'
import { DefinitionFaults } from '../../kernel/definition-faults.ts'
import { definitionKind } from '../../kernel/definitions.ts'
import { problemsOf, sentenceOf } from './problems/rules.ts'
import { FormDefinition } from './questions/contract.ts'
import type { Form } from './questions/contract.ts'

/** Refuses what the schema can't see: see `problems/rules.ts`. */
function compile(form: Form): Form {
  const problems = problemsOf(form)
  if (problems.length) throw new DefinitionFaults(problems.map(({ path, code, params }) => ({ path, code: `form.problem.${code}`, params })), problems.map(sentenceOf).join('; '))
  return form
}

export const formKind = definitionKind('form', FormDefinition as unknown as z.ZodType<Form>, compile)
