import { readFileSync } from 'node:fs'
import { systemActor } from '../../../kernel/actors.ts'
import type { Grant } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Command } from '../../../kernel/module.ts'
import { serve } from '../../../kernel/module.ts'
import { authorityKind, shippedAuthorities } from './authority-kind.ts'
import { authoritiesOf, importTable, listRegulatorCases, recordReply, register, regulatorOfCase, regulatorResource, termsOfCase } from './cases.ts'
import { RegulatorRegistered, RegulatorReplied, RegulatorsImported, regulators } from './contract.ts'

const PERMISSIONS = ['regulator-case.read', 'regulator-case.write'] as const
const all = (...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))
const importCommand: Command = {
  about: 'Imports regulators’ cases (12315, 12345) from a table, with a report of rejected rows; the same numbers again import nothing.', usage: 'import regulator-cases FILE.csv',
  run: async ({ work, names: [file] }) => {
    if (!file) throw new AppError('invalid', 'import.no-file')
    return work.unit(systemActor, 'import.regulator-cases', (ctx) => importTable(ctx, readFileSync(file, 'utf8')))
  },
}
/** What regulators' cases add to the module. */
export const regulatorParts = {
  permissions: PERMISSIONS,
  grants: { cs_manager: all(...PERMISSIONS), cs_supervisor: all(...PERMISSIONS), team_lead: all(...PERMISSIONS), clerk: all(...PERMISSIONS), management: all('regulator-case.read'), evaluator: all('regulator-case.read') } as Record<string, Grant[]>,
  events: [RegulatorRegistered, RegulatorReplied, RegulatorsImported], kinds: [authorityKind], definitions: shippedAuthorities, resources: [regulatorResource], commands: { 'import regulator-cases': importCommand },
  serves: [serve(regulators, {
    authorities: async (ctx) => ({ items: authoritiesOf(ctx) }),
    listRegulatorCases: (ctx, { query }) => listRegulatorCases(ctx, query),
    regulatorOfCase: async (ctx, { params }) => ({ item: await regulatorOfCase(ctx, params.id) }),
    regulatorTerms: async (ctx, { params }) => ({ items: await termsOfCase(ctx, params.id) }),
    registerRegulatorCase: (ctx, { body }) => register(ctx, body),
    importRegulatorCases: (ctx, { body }) => importTable(ctx, body.csv),
    recordReply: (ctx, { params, body }) => recordReply(ctx, params.id, body),
  })],
}
