/** What the library's screens lend to the screens above. */
export { Markdown } from './parts/Markdown.tsx'
