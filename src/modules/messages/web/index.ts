import { lazy } from 'react'

/** What messages' screens lend to the screens above. */
export { CustomerWishes } from './parts/CustomerWishes.tsx'
/** Hints while one writes to a customer; loaded when somebody writes. */
export const TextHints = lazy(() => import('./parts/TextHints.tsx').then((file) => ({ default: file.TextHints })))
