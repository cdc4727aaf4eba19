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
export { type AhpWeights, ahpWeights } from './ahp.ts'
export { type BgNbd, type BgNbdParameters, expectedPurchases, expectedPurchasesOfNew, fitBgNbd, probabilityAlive, type PurchaseHistory } from './bg-nbd.ts'
export { cohenKappa, type Kappa, type KappaWeights, type Rating } from './cohen-kappa.ts'
export {
  type ChartLines, controlChart, type ControlChart, type ControlChartInput, type ControlPoint, type CountChart, type DefectChart, type IndividualsChart, type SubgroupChart,
} from './control-chart.ts'
export { type ControlConstants, controlConstants } from './control-constants.ts'
export { type RuleSet, type Violation } from './control-rules.ts'
export { type ErlangA, erlangA, type ImpatientQueueInput } from './erlang-a.ts'
export { type ErlangB, erlangB, requiredLines } from './erlang-b.ts'
export { type ErlangC, erlangC, erlangCWait, type QueueInput } from './erlang-c.ts'
export { type FleissKappa, fleissKappa, type LevelKappa } from './fleiss-kappa.ts'
export { type Backtest, backtest, type ForecastAccuracy, forecastAccuracy } from './forecast-accuracy.ts'
export { customerLifetimeValue, expectedSpend, fitGammaGamma, type GammaGamma, type GammaGammaParameters, type LifetimeValueInput, type Spending } from './gamma-gamma.ts'
export { forecastHoltWinters, type ForecastStep, type HoltWinters, holtWinters, type HoltWintersOptions, type Seasonal } from './holt-winters.ts'
export { type Intraclass, type IntraclassCorrelation, intraclassCorrelation, type IntraclassType } from './intraclass.ts'
export { kaplanMeier, type KaplanMeier, survivalAt, type SurvivalInterval, type SurvivalPoint } from './kaplan-meier.ts'
export { type KrippendorffAlpha, krippendorffAlpha, type MeasurementLevel } from './krippendorff-alpha.ts'
export { type LogRank, logRank, type LogRankGroup } from './log-rank.ts'
export { type Pareto, pareto, type ParetoRow } from './pareto.ts'
export { powerTwoMeans, powerTwoProportions, sampleSizeForTwoMeans, sampleSizeForTwoProportions, type TestDesign } from './power.ts'
export { rake, type Raked, type RakedMargin, type RakingOptions } from './raking.ts'
export { requiredAgents, rosteredAgents, shrinkage, type StaffingTarget } from './required-agents.ts'
export { rfm, type RfmCustomer, rfmCuts, type RfmCuts, type RfmOptions, type RfmScore, rfmSegments, type RfmSegment } from './rfm.ts'
export { marginOfError, sampleSize, sampleSizeForMean } from './sample-size.ts'
export { seasonalNaive } from './seasonal-naive.ts'
