/**
 * What a result has to say against itself. A figure that cannot be had is NaN and its reason stands in `problems`;
 * a figure that can be had but should not be trusted is given, and the reason stands there as well.
 */
export type ProblemCode =
  | 'empty' // nothing was measured
  | 'too-few' // fewer observations than the figure needs
  | 'constant' // a column or group does not vary
  | 'missing-left-out' // rows with a gap were left out
  | 'singular' // a matrix cannot be inverted: a column follows from others
  | 'not-positive-definite' // a correlation matrix that no data could have (as pairwise deletion makes them)
  | 'heywood' // a communality of one or more
  | 'not-converged' // an iteration ended before it settled
  | 'separation' // a predictor tells the outcomes apart without fault: no finite estimate
  | 'small-counts' // expected counts too small for the approximation
  | 'ties' // equal values, so the exact distribution does not hold
  | 'not-identified' // more is estimated than the data can tell
  | 'negative' // items run against each other
  | 'too-large' // exact enumeration would take too long
  | 'unmatched' // a level is wanted that nobody has, or seen that nobody wants

/** `at` is the index of the column, group or row it is about, where there is one. */
export interface Problem {
  readonly code: ProblemCode
  readonly at?: number
}

/** Thrown when arguments contradict each other or lie outside their range: lengths that differ, a confidence of 2. */
export class InvalidInput extends RangeError {
  override readonly name = 'InvalidInput'
}
