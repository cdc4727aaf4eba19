import { slot } from '../../../kernel/web/slot.tsx'

/** Where whoever owns customers puts the picker for them. */
export const customerPicker = slot<{ id?: string; value?: string | null; onChange?: (value: string | undefined) => void }>('form.customer-picker')
