/** What a flow looks like as BPMN: nodes and the lines between them, before they are written as XML. */

export const NAMESPACE = 'urn:shouwen:flow:1'
export const CONDITION_LANGUAGE = 'urn:shouwen:condition:1'

export type NodeKind = 'start' | 'end' | 'terminate' | 'task' | 'approval' | 'parallel' | 'exclusive' | 'timer'
export interface Node {
  id: string; kind: NodeKind; name: string
  /** Its step; a gateway or event belongs to the one it stands before or after. */
  step: string | null
  /** Where it stands in the column of its step, from left to right. */
  slot: 'before' | 'choice' | 'task' | 'decision' | 'merge' | 'after'
  /** The line taken when no condition holds. */
  fallback?: string
  /** Of a timer: how long, and the task it is at. */
  seconds?: number; at?: string
}
export interface Line { id: string; from: string; to: string; name?: string; condition?: string }
export interface Picture { nodes: Node[]; lines: Line[] }
