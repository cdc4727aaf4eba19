import '../needs.css'
import { Checkbox, Input, Segmented } from 'antd'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import { line, prose } from '../../../../kernel/contract.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { CustomerPicker } from '../../../customers/web/index.ts'
import { voices } from '../../contract.ts'
import type { Voice } from '../../contract.ts'
import { VOICE_KINDS } from '../../rules.ts'
import type { VoiceKind } from '../../rules.ts'
import { NeedPicker } from './NeedPicker.tsx'
import type { PickedNeed } from './NeedPicker.tsx'

/** Where the words were heard. */
export interface Heard { cases?: readonly string[]; interactions?: readonly string[]; customerId?: string }
const fields = { kind: z.enum(VOICE_KINDS), product: line(120).optional(), need: z.custom<PickedNeed>().optional(), tell: z.boolean().optional(), customerId: z.uuid().optional() }
const Own = z.strictObject({ ...fields, words: prose(4_000) })
const OfRecords = z.strictObject({ ...fields, words: prose(4_000).optional() })

/** Writes down what a customer needs, in seconds: the kind, the words, and the need they join. */
export function CaptureForm({ open, close, heard = {}, said, need: joined, kind = 'need' }: { open: boolean; close: () => void; heard?: Heard; /** Words to begin with. */ said?: string; /** The need it joins, where that is known. */ need?: { needId: string }; kind?: VoiceKind }) {
  const t = useT()
  const n = (heard.cases?.length ?? 0) + (heard.interactions?.length ?? 0)
  const save = async ({ need, ...body }: z.input<typeof OfRecords>): Promise<{ items: Voice[] }> => call(voices.capture, {
    body: { ...body, ...(heard.customerId ? { customerId: heard.customerId } : {}), ...(heard.cases?.length ? { cases: [...heard.cases] } : {}), ...(heard.interactions?.length ? { interactions: [...heard.interactions] } : {}), ...(joined ?? need) },
  })
  const values = { kind, ...(said ? { words: said } : {}) }
  return (
    <FormDrawer
      open={open} close={close} title="voice.capture" body={n ? OfRecords : Own} width={520} said="voice.was-captured" saveLabel="voice.capture" save={save as never} values={values}
      above={() => n > 1 ? <p className="need-hint">{t('voice.from-cases', { n })}</p> : null}
      fields={[
        { name: 'kind', label: 'voice.kind', input: <Segmented block options={VOICE_KINDS.map((value) => ({ value, label: t(`voice.kind.${value}`) }))} /> },
        { name: 'words', label: 'voice.words', help: n ? 'voice.words-of-cases' : 'voice.words-help', input: <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4_000} /> },
        { name: 'product', label: 'voice.product', input: <Input maxLength={120} /> },
        ...(joined ? [] : [{ name: 'need', label: 'voice.need', input: <NeedPicker near={said ?? ''} /> }]),
        ...(n || heard.customerId ? [] : [{ name: 'customerId', label: 'voice.customer', input: <CustomerPicker /> }]),
        { name: 'tell', label: 'need.notices', valueProp: 'checked', input: <Checkbox>{t('voice.tell')}</Checkbox> },
      ]}
    />
  )
}
