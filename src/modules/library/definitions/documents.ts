import type { ShippedDocument } from '../lay-shipped.ts'
import { confidentialityAgreement } from './confidentiality.ts'
import { complaintPolicy } from './complaint-policy.ts'
import { complaintTraining, wordingGuide } from './conversation-guides.ts'
import { firstResponderRule, privacyPolicy } from './house-rules.ts'
import { counterStandard, emailStandard, phoneStandard } from './service-standards.ts'

/** The documents that come with the product, for whoever approves them to make their own. */
export const shippedDocuments: readonly ShippedDocument[] = [firstResponderRule, complaintPolicy, phoneStandard, emailStandard, counterStandard, privacyPolicy, confidentialityAgreement, wordingGuide, complaintTraining]
