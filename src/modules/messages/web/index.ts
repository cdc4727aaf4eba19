/** What messages' screens lend to the screens above. */
export { CustomerWishes } from './parts/CustomerWishes.tsx'
