import { z } from 'zod'
import { Id, endpoint, question } from '../../../kernel/contract.ts'
import { ReachChannel } from '../../messages/contract.ts'

/** By which channel to answer a case. */
export const Reach = z.object({ channel: ReachChannel.nullable(), reason: z.string().nullable(), ways: z.array(ReachChannel), urgency: z.enum(['low', 'normal', 'high', 'urgent']), complexity: z.enum(['simple', 'complex']), safety: z.boolean() })
export const reach = {
  reach: endpoint('GET', '/cases/:id/channel', { params: Id, response: Reach, access: 'case.read', about: 'The channel to answer a case by: from its priority, how involved it is and whether somebody’s safety is at stake, with the customer’s wish, what they refused and quiet hours.' }),
}
/** What modules above know of a case that speaks for a voice: somebody’s safety, or that it is involved. */
export const CaseNeedsVoice = question('case.needs-voice', z.object({ caseId: z.uuid() }), z.object({ safety: z.boolean(), complex: z.boolean() }))
