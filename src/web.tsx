import { start } from './kernel/web/start.tsx'
import { webModules } from './modules/web.ts'

void start(webModules)
