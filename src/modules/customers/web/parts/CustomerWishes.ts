/** What the customer wants to be written about, as the messages module shows it. */
export { CustomerWishes } from '../../../messages/web/index.ts'
