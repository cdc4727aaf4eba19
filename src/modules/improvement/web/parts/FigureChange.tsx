import { Link } from '@tanstack/react-router'

/** A change of a process behind a figure. */
export const FigureChange = ({ id, label }: { id: string; label: string | null }) => <Link to={`/changes/${id}` as string}>{label ?? id.slice(0, 8)}</Link>
