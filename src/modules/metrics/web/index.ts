/** What figures lend to the screens above. */
export { changeText, daysOf, spanName } from './parts/change-text.ts'
export { axisText, differenceText, figureText, reachOf, shownText, ticksOf } from './parts/figure-text.ts'
export { MetricField, TargetField } from './parts/measure-fields.tsx'
export { named } from './parts/named.ts'
export { PeriodPicker } from './parts/PeriodPicker.tsx'
