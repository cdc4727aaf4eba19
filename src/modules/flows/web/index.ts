/** What flows lend to the screens above. */
export { RunPanel } from './run/RunPanel.tsx'
