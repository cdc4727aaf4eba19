export { InvalidInput, type Problem, type ProblemCode } from './problem.ts'
export { createRandom, type Random } from './random.ts'
export {
  betaCdf, betaQuantile, betaUpper, chiSquareCdf, chiSquareQuantile, chiSquareUpper, fCdf, fQuantile, fUpper, gammaCdf, gammaQuantile,
  gammaUpper, normalCdf, normalDensity, normalQuantile, normalUpper, tCdf, tQuantile, tTwoSided, tUpper,
} from './distributions.ts'
export {
  binomialCdf, binomialProbability, binomialQuantile, binomialUpper, hypergeometricProbability, poissonCdf, poissonProbability, poissonQuantile, poissonUpper,
} from './discrete-distributions.ts'
export { studentisedRangeCdf, studentisedRangeQuantile, studentisedRangeUpper } from './studentised-range.ts'
export { logGamma } from './special-functions.ts'
