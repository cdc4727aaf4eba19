/** What rules lend to the screens above. */
export { ConditionField } from './parts/ConditionField.tsx'
export { FiringsAt } from './parts/FiringsAt.tsx'
