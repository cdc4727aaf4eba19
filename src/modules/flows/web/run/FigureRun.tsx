import { Link } from '@tanstack/react-router'

/** A run behind a figure. */
export const FigureRun = ({ id, label }: { id: string; label: string | null }) => <Link to={`/runs/${id}`}>{label ?? id.slice(0, 8)}</Link>
