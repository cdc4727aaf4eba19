import { slot } from '../../../kernel/web/slot.tsx'

/** What modules above say of a customer on the first tab, above the profile. */
export const customerOverview = slot<{ customerId: string }>('customer.overview')
/** Tabs of a customer's page. */
export const customerTabs = slot<{ customerId: string }>('customer.tabs')
