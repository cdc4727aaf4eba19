/** What tasks lend to the screens above. */
export { TasksAbout } from './parts/TasksAbout.tsx'
export { TaskTile } from './parts/TaskTile.tsx'
export { titleIn as taskTitle } from '../rules.ts'
