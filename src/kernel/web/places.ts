import { slot } from './slot.tsx'

/** Right end of the top bar, before the user menu: notifications, a clock-in button. */
export const shellHeader = slot('shell.header')
/** Lines at the top of the user menu's panel: presence, own profile. */
export const shellUser = slot<{ close: () => void }>('shell.user')
/** On the board somebody's day begins with: what needs them now, above their figures. */
export const homeParts = slot('home.parts')
/** Above the content of every page: a notice for everybody. */
export const shellNotice = slot('shell.notice')
