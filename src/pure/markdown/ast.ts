/** A document as its parts. There is no part for HTML: what looks like it is text. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis' | 'strike'; children: Inline[] }
  /** `href` is one that may be opened: see `safeAddress`. */
  | { kind: 'link'; href: string; children: Inline[] }
  /** `source` as it was written; whoever shows it decides which it fetches. */
  | { kind: 'image'; source: string; alt: string }
  | { kind: 'break' }

export interface Item { /** Null where there is no box to tick. */ checked: boolean | null; blocks: Block[] }
export type Align = 'left' | 'center' | 'right' | null
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Item[] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'table'; align: Align[]; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' }
