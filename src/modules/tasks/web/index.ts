/** What tasks lend to the screens above. */
export { taskAbout } from './places.ts'
export { TasksAbout } from './parts/TasksAbout.tsx'
export { TaskTile } from './parts/TaskTile.tsx'
