/** Conditions: questions about typed fields in one JSON form, answered alike in memory and in PostgreSQL. See README.md. */
export type {
  Condition, Fact, Field, FieldType, Fields, ListOperand, ListOperator, Literal, Operand, Operator, RelativeDate,
  RelativeInstant, SingleOperator, Test, Truth, Variable, Vars,
} from './condition.ts'
export { columnsOf, conditionOf, unreachedRows } from './columns.ts'
export type { ColumnRow, Columns } from './columns.ts'
export { checkCondition, isCondition, limits } from './check.ts'
export type { Problem, ProblemCode, Variables } from './check.ts'
export { ConditionError } from './bind.ts'
export { compile, evaluate, holds } from './evaluate.ts'
export { operators, operatorsFor } from './operators.ts'
export type { Arity } from './operators.ts'
export { toSql } from './sql.ts'
export type { SqlText, SqlValue } from './sql.ts'
export { describe, mentions } from './words.ts'
export type { SentenceKey, Words } from './words.ts'
