import { slot } from '../../../kernel/web/slot.tsx'

/** Picks a record by the kind that fills it (its key): modules above lend pickers for what they own. */
export const rulePicker = slot<{ value: string | null; onChange: (value: string | undefined) => void }>('rule.picker')
