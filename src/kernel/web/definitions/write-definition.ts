import { ApiError, call } from '../../client.ts'
import { definitions } from '../../definition-contract.ts'
import type { Definition } from '../../definition-contract.ts'
import { faultText } from '../problem.tsx'

/** Writes what comes next of a definition: into the draft that stands, else as a new one. */
export const writeDraft = ({ kind, key, body, standing }: { kind: string; key: string; body: object; standing: Pick<Definition, 'id' | 'revision'> | null | undefined }): Promise<Definition> => standing
  ? call(definitions.edit, { params: { id: standing.id }, body: { body: body as Definition['body'], version: standing.revision } })
  : call(definitions.draft, { body: { kind, key: key.trim(), body: body as Definition['body'] } })

/** The draft of a definition that the company is writing. */
export const standingDraft = async (kind: string, key: string) => (await call(definitions.list, { query: { kind, key } })).items.find((one) => one.origin === 'company' && one.state === 'draft')

/** Puts a draft in force at once. What is refused is a draft again, which `returned` is told; throws the refusal. */
export async function putInForce(made: Definition, returned: (draft: Definition) => void = () => {}): Promise<void> {
  const review = await call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
  try { await call(definitions.move, { params: { id: made.id }, body: { to: 'published', version: review.revision } }) } catch (error) {
    returned(await call(definitions.move, { params: { id: made.id }, body: { to: 'draft', version: review.revision } }))
    throw error
  }
}

export interface DraftFaults { title: string; items: readonly { path: string; message?: string | undefined }[] }
/** What is wrong with a body that was refused, field by field. */
export function draftFaults(error: unknown): DraftFaults {
  const problem = error instanceof ApiError ? error.problem : undefined
  return { title: problem?.errors?.length ? problem.title : faultText(error), items: (problem?.errors ?? []).map(({ path, message }) => ({ path: path.replace(/^body\.?/, ''), message })) }
}
