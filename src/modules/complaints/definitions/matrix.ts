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
  // One row a line of the form in which a company changes it.
  rows: [
    { when: is('safety', 'actual'), level: 'critical' },
    { when: is('severity', 'critical'), level: 'critical' },
    { when: is('severity', 'serious'), level: 'serious' },
    { when: { all: [is('safety', 'possible'), is('severity', 'moderate')] }, level: 'serious' },
    { when: { all: [is('impact', 'many'), is('severity', 'moderate')] }, level: 'serious' },
    { when: is('immediate', true), level: 'raised' },
    { when: is('safety', 'possible'), level: 'raised' },
    { when: is('impact', 'many'), level: 'raised' },
    { when: { all: [is('severity', 'moderate'), is('complexity', 'complex')] }, level: 'raised' },
    { when: { all: [is('severity', 'moderate'), is('impact', 'several')] }, level: 'raised' },
  ],
}
export const severityMatrix = shipped(matrixKind as never, 'complaint', body)
