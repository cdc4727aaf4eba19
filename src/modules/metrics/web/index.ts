/** What figures lend to the screens above. */
export { metricRecord } from './places.ts'
