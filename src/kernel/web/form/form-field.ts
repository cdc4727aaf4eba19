import type { ReactElement } from 'react'

export interface FormField {
  /** As in the body. */
  name: string
  /** Catalogue key. */
  label: string
  /** An antd input, or anything with `value` and `onChange`. */
  input: ReactElement
  /** Catalogue key of one sentence below. */
  help?: string
  /** Two of them stand side by side. */
  half?: true
  /** The property that takes the value: `checked` for a switch. */
  valueProp?: string
}
