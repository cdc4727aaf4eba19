/** What the ledger lends to the screens above. */
export { AccountEntries } from './parts/AccountEntries.tsx'
export { CouponTag } from './parts/CouponTag.tsx'
export { amountText, yuanText } from './amount-text.ts'
export { codeInGroups } from '../rules.ts'
