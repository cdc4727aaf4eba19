import { on } from '../../kernel/module.ts'
import { CaseMoved } from '../cases/contract.ts'
import { BY_BULK_QUIETLY, answerBy, findCase } from '../cases/index.ts'
import { publicAddress } from '../messages/index.ts'
import { queueRatingRequest } from './mails.ts'
import { issueCode } from './overview.ts'
import { askRating } from './settings.ts'
import { tables } from './tables.ts'
import { asHouse } from './tracked.ts'

/** A matter that came by mail and is solved: its customer gets a link that opens it and its three questions. Whoever came by the portal has a code already and hears by its notices. */
export const askForRating = on(CaseMoved, 'portal.ask-rating', async (ctx, events) => {
  if (!ctx.settings.get(askRating) || !ctx.settings.get(publicAddress)) return
  for (const { id, via, subjectId, data } of events) {
    if (via === BY_BULK_QUIETLY) continue
    if (data.toClass !== 'resolved' || data.fromClass === 'resolved') continue
    const house = asHouse(ctx)
    const found = await findCase(house, subjectId).catch(() => null)
    if (!found || found.removed_at) continue
    const { channel, to } = await answerBy(house, found)
    const tracked = await tables(ctx).selectFrom('portal_track').select('email').where('case_id', '=', subjectId).executeTakeFirst()
    if (channel !== 'email' || !to.length || tracked?.email) continue
    const { code, slug } = await issueCode(house, subjectId, {})
    const brand = await tables(ctx).selectFrom('portal_brand').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow()
    await queueRatingRequest(house, { key: `portal-rating:${id}`, caseId: subjectId, customerId: found.customer_id, to, brand, number: found.number, code, locale: 'zh-CN' })
  }
})
