import type { FlowDefinition } from '../contract.ts'
import { complaintFlows } from './complaints.ts'
import { customerFlows } from './customers.ts'
import { fieldFlows } from './field.ts'
import { processFlows } from './process.ts'
import { qualityFlows } from './quality.ts'
import { riskFlows } from './risk.ts'
import { serviceFlows } from './service.ts'
import { staffFlows } from './staff.ts'

/** Every flow of steps that comes with the product, by key: the 39 of the requirements (the tenth is two), and the handling of problems. */
export const stepFlows: readonly { key: string; body: FlowDefinition }[] = [...serviceFlows, ...complaintFlows, ...customerFlows, ...fieldFlows, ...staffFlows, ...qualityFlows, ...processFlows, ...riskFlows]
