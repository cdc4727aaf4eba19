import type { z } from 'zod'
import { definitionKind } from '../../../kernel/definitions.ts'
import { ServiceBody } from './contract.ts'

export type CompiledService = z.output<typeof ServiceBody>

/** @throws Error naming a task that stands twice */
function compile(body: CompiledService): CompiledService {
  const twice = body.tasks.find(({ key }, at) => body.tasks.findIndex((one) => one.key === key) < at)
  if (twice) throw new Error(`tasks: '${twice.key}' stands twice`)
  return body
}
export const serviceKind = definitionKind('service', ServiceBody as unknown as z.ZodType<CompiledService>, compile)
