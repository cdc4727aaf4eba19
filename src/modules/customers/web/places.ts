import { slot } from '../../../kernel/web/slot.tsx'

/** Blocks of a customer's profile that other modules know of; each is a `customer-block`. */
export const customerBlocks = slot<{ customerId: string }>('customer.blocks')
/** Tabs of a customer's page. */
export const customerTabs = slot<{ customerId: string }>('customer.tabs')
