import type { WebModule } from '../../../kernel/web/web-module.ts'

export const knowledgeWeb: WebModule = { name: 'knowledge', routes: [] }
