import { RecordForms } from '../../../forms/web/index.ts'

/** The forms filled about a customer, and those that can be. */
export const CustomerForms = ({ customerId }: { customerId: string }) => <RecordForms kind="customer" id={customerId} />
