import './flows.css'
import { RunningRuns } from './parts/RunningRuns.tsx'

/** Every run one may see, and the place each has come to. */
export const RunsPage = () => <RunningRuns />
