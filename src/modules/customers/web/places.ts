import { slot } from '../../../kernel/web/slot.tsx'

/** Tabs of a customer's page. */
export const customerTabs = slot<{ customerId: string }>('customer.tabs')
