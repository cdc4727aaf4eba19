import { answer } from '../../kernel/module.ts'
import { CaseNeedsVoice } from '../cases/index.ts'
import { tables } from './tables.ts'

/** A complaint that touches somebody's safety, or is involved, is spoken about and not written about. */
export const needsVoice = answer(CaseNeedsVoice, 'complaints.needs-voice', async (ctx, { caseId }) => {
  const row = await tables(ctx).selectFrom('complaint').select(['safety', 'complexity', 'severity']).where('case_id', '=', caseId).executeTakeFirst()
  return row ? [{ safety: row.safety !== null && row.safety !== 'none', complex: row.complexity !== null && row.complexity !== 'simple' }] : []
})
