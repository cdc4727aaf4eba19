/** What customers' screens lend to the screens above. */
export { CustomerCard } from './parts/CustomerCard.tsx'
export { CustomerLink } from './parts/names.tsx'
export { CustomerName, CustomerPicker } from './parts/CustomerPicker.tsx'
export { shownContact } from './parts/shown-contact.ts'
