import { slot } from './slot.tsx'

/** Right end of the top bar, before the user menu: notifications, a clock-in button. */
export const shellHeader = slot('shell.header')
/** Lines at the top of the user menu's panel: presence, own profile. */
export const shellUser = slot<{ close: () => void }>('shell.user')
/** On the board somebody's day begins with: what needs them now, above their figures. */
export const homeParts = slot('home.parts')
/** Below those figures: what is good to know beside them. */
export const homeFoot = slot('home.foot')
/** On the page of the first hour: steps by which a new company is set up, in order. Each shows a `FirstStep` that knows whether it is done. */
export const firstHourSteps = slot('first-hour.steps')
/** Above the content of every page: a notice for everybody. */
export const shellNotice = slot('shell.notice')
