/** What contacts' screens lend to the screens above. */
export { interactionAbout } from './places.ts'
