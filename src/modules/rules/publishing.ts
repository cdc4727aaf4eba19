import { DefinitionMayPublish } from '../../kernel/definition-contract.ts'
import { say } from '../../kernel/i18n/catalogue.ts'
import { answer } from '../../kernel/module.ts'
import { strangersAmong } from '../people/index.ts'
import { RuleDefinition } from './contract.ts'
import { peopleIn, ruleKind } from './definition.ts'

/** Against publishing a rule: a team or somebody it names is not there. */
export const rulesNamePeople = answer(DefinitionMayPublish, 'rules.may-publish', async (ctx, { kind, body }) => {
  if (kind !== ruleKind.kind) return []
  return (await strangersAmong(ctx, peopleIn(RuleDefinition.parse(body)))).map(({ path, code }) => ({ field: path, code, message: say(ctx.actor.locale, code) }))
})
