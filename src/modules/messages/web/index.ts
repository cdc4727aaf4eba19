/** What messages' screens lend to the screens above. */
export { messageAbout } from './places.ts'
export { CustomerWishes } from './parts/CustomerWishes.tsx'
