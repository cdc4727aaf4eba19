import type { z } from 'zod'
import { definitionKind } from '../../kernel/definitions.ts'
import { checkCondition, mentions } from '../../pure/conditions/index.ts'
import type { Form, Question } from './contract.ts'
import { FormDefinition } from './contract.ts'
import { fieldsOf, questionsOf } from './rules.ts'

/** Refuses what the schema can't see: a key twice, a condition on what is asked later or never, a scale or limits the wrong way round, a weight on what has no score. */
function compile(form: Form): Form {
  const problems: string[] = []
  const fields = fieldsOf(questionsOf(form))
  const before: Question[] = []
  const judge = (when: unknown, path: string) => {
    if (when === undefined) return
    const wrong = checkCondition(fields, when)
    problems.push(...wrong.map((problem) => `${path}.when.${problem.path}: ${problem.message}`))
    if (!wrong.length) for (const key of mentions(when as Parameters<typeof mentions>[0])) if (!before.some((question) => question.key === key)) problems.push(`${path}.when: '${key}' is asked later`)
  }
  const twice = (keys: readonly string[], path: string) => { for (const key of new Set(keys.filter((key, at) => keys.indexOf(key) !== at))) problems.push(`${path}: '${key}' stands twice`) }
  twice(form.sections.map(({ key }) => key), 'sections')
  twice(questionsOf(form).map(({ key }) => key), 'questions')
  for (const [at, section] of form.sections.entries()) {
    judge(section.when, `sections.${at}`)
    for (const [nth, question] of section.questions.entries()) {
      const path = `sections.${at}.questions.${nth}`
      judge(question.when, path)
      before.push(question)
      if ('options' in question) {
        twice(question.options.map(({ key }) => key), `${path}.options`)
        if (question.weight > 0 && question.options.every(({ score }) => score === undefined)) problems.push(`${path}.weight: no option has a score`)
      }
      if (question.kind === 'multiple' && (question.least ?? 0) > Math.min(question.most ?? Infinity, question.options.length)) problems.push(`${path}.least: more than may be chosen`)
      if (question.kind === 'scale' && question.to <= question.from) problems.push(`${path}.to: not above 'from'`)
      if (question.kind === 'number' && (question.min ?? -Infinity) > (question.max ?? Infinity)) problems.push(`${path}.max: below 'min'`)
      if (question.kind === 'date' && (question.from ?? '') > (question.to ?? '9999-12-31')) problems.push(`${path}.to: before 'from'`)
    }
  }
  if (problems.length) throw new Error(problems.join('; '))
  return form
}

export const formKind = definitionKind('form', FormDefinition as unknown as z.ZodType<Form>, compile)
