import type { WebModule } from '../kernel/web/web-module.ts'
import { peopleWeb } from './people/web/routes.tsx'

/** The browser's list of modules, ground floor first; each keeps its pages in chunks of their own. */
export const webModules: readonly WebModule[] = [peopleWeb]
