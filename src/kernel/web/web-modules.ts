import { createContext } from 'react'
import type { WebModule } from './web-module.ts'

/** The list of modules, for whatever on a page is made from it. */
export const WebModules = createContext<readonly WebModule[]>([])
