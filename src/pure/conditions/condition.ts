/** What a field holds; `tags` is a list of texts, `ids` a list of ids, a `choice` is a text out of a known set. */
export type FieldType = 'text' | 'number' | 'boolean' | 'instant' | 'date' | 'id' | 'choice' | 'tags' | 'ids'

export interface Field {
  readonly type: FieldType
  /**
   * Where the field lies in SQL. Without it, the column called as the field in snake_case. A plain column name is quoted
   * and takes the alias; anything else is printed as it stands, so it names its own table. Never from outside: it is code.
   */
  readonly sql?: string
  /** The values a choice or tags field knows; `checkCondition` refuses others. */
  readonly options?: readonly string[]
}

export type Fields = Readonly<Record<string, Field>>

/** A value as JSON carries it: an instant as ISO text with an offset, a date as `YYYY-MM-DD`, an id as a UUID. */
export type Literal = string | number | boolean

/** Taken from the variables when the condition is evaluated or printed. */
export interface Variable { readonly var: string }

/** An instant, so many whole seconds before or after the variable `now`. */
export type RelativeInstant = { readonly ago: number } | { readonly ahead: number }

/** A date, so many days before or after the variable `today`. */
export type RelativeDate = { readonly daysAgo: number } | { readonly daysAhead: number }

export type Operand = Literal | Variable | RelativeInstant | RelativeDate

/** A list, of which null members never match, as in SQL; or a variable that holds one. */
export type ListOperand = readonly (Literal | null)[] | Variable

/** The one JSON form. `all` of nothing is true, `any` of nothing is false. */
export type Condition<Name extends string = string> =
  | { readonly all: readonly Condition<Name>[] }
  | { readonly any: readonly Condition<Name>[] }
  | { readonly not: Condition<Name> }
  | Test<Name>

/** A single question about one field. Which operator goes with which type is said in `operators`. */
export type Test<Name extends string = string> =
  | { readonly field: Name; readonly is: 'empty' | 'not-empty' }
  | { readonly field: Name; readonly is: SingleOperator; readonly value: Operand }
  | { readonly field: Name; readonly is: 'between'; readonly value: readonly [Operand, Operand] }
  | { readonly field: Name; readonly is: ListOperator; readonly value: ListOperand }

export type SingleOperator =
  | 'equal' | 'not-equal' | 'less' | 'at-most' | 'more' | 'at-least'
  | 'before' | 'until' | 'after' | 'from' | 'contains' | 'starts-with'
export type ListOperator = 'one-of' | 'none-of' | 'has-any' | 'has-all'
export type Operator = 'empty' | 'not-empty' | 'between' | SingleOperator | ListOperator

/** A row, an event's subject or a form's answers, by field name; null and undefined both mean that nothing is there. */
export type Fact = Readonly<Record<string, unknown>>

/** What the variables stand for, by name. A null makes every test that uses it unknown. */
export type Vars = Readonly<Record<string, Literal | Date | null | readonly (Literal | null)[]>>

/** SQL's three truth values; null is "unknown". */
export type Truth = boolean | null
