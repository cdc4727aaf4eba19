/** What contacts' screens lend to the screens above. */
export { ChannelMark } from './parts/ChannelMark.tsx'
export { interactionAbout } from './places.ts'
