/** What the library's screens lend to the screens above. */
import './prose.css'

export { Markdown } from './parts/Markdown.tsx'
