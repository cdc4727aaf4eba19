import { shipped } from '../../../kernel/definitions.ts'
import { matrixKind } from '../course/matrix-kind.ts'
import type { MatrixBody } from '../course/matrix-kind.ts'

const is = (field: MatrixBody['rows'][number]['when'] extends infer C ? C extends { field: infer F } ? F : never : never, value: string | boolean) => ({ field, is: 'equal' as const, value })

/** No handbook says when a complaint is reported (ruling 10): a tested default, which a company replaces by its own. */
const body: MatrixBody = {
  name: { zh: '投诉分级标准', en: 'Severity matrix of complaints' },
  levels: [
    { key: 'routine', name: { zh: '一般', en: 'Routine' }, tells: [] },
    { key: 'raised', name: { zh: '关注', en: 'Raised' }, tells: ['supervisor'] },
    { key: 'serious', name: { zh: '严重', en: 'Serious' }, tells: ['supervisor', 'manager'] },
    { key: 'critical', name: { zh: '重大', en: 'Critical' }, tells: ['supervisor', 'manager'] },
  ],
  rows: [
    { when: { any: [is('safety', 'actual'), is('severity', 'critical')] }, level: 'critical' },
    { when: { any: [is('severity', 'serious'), { all: [is('safety', 'possible'), { field: 'severity', is: 'not-equal', value: 'minor' }] }, { all: [is('impact', 'many'), { field: 'severity', is: 'not-equal', value: 'minor' }] }] }, level: 'serious' },
    { when: { any: [is('immediate', true), is('safety', 'possible'), is('impact', 'many'), { all: [is('severity', 'moderate'), { any: [is('complexity', 'complex'), is('impact', 'several')] }] }] }, level: 'raised' },
  ],
}
export const severityMatrix = shipped(matrixKind as never, 'complaint', body)
