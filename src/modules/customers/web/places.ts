import { slot } from '../../../kernel/web/slot.tsx'

/** Tabs of a customer's page. */
export const customerTabs = slot<{ customerId: string }>('customer.tabs')
/** Blocks beside a customer; a fill brings its own `Block`. */
export const customerSide = slot<{ customerId: string }>('customer.side')
