import { Link } from '@tanstack/react-router'

/** A proposal behind a figure. */
export const FigureImprovement = ({ id, label }: { id: string; label: string | null }) => <Link to={`/improvements/${id}` as string}>{label ?? id.slice(0, 8)}</Link>
