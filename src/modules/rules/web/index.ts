/** What rules lend to the screens above. */
export { FiringsAt } from './parts/FiringsAt.tsx'
