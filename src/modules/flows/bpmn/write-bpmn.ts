import { escaped } from '../../../pure/process/xml-reader.ts'
import type { FlowBody, FlowStep, Owner } from '../contract.ts'
import { graphOf } from './graph-of-flow.ts'
import { layOut } from './layout.ts'
import type { Box } from './layout.ts'
import type { Line, Node } from './model.ts'
import { CONDITION_LANGUAGE, NAMESPACE } from './model.ts'

/** Words that stand in the drawing; other tools show them as they are. */
export interface DrawingWords { lang: 'zh' | 'en'; approved: string; rejected: string; overdue: string; owner: (owner: Owner) => string }

/**
 * Writes a flow as BPMN 2.0 with its diagram: what BPMN can say is said in BPMN, and the whole step besides in an extension element,
 * from which `readBpmn` takes it back as it was. @param key the flow's key, the id of the process
 */
export function toBpmn(key: string, body: FlowBody, words: DrawingWords): string {
  const graph = graphOf(body)
  const { boxes, waypoints, lanes, pool } = layOut(body, graph)
  const steps = new Map(body.steps.map((step) => [step.key, step]))
  const { steps: _steps, ...rest } = body
  const xml: string[] = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:shouwen="${NAMESPACE}" id="Definitions_${key}" targetNamespace="${NAMESPACE}">`,
    '  <bpmn:collaboration id="Collaboration">',
    `    <bpmn:participant id="Participant" name="${escaped(body.name[words.lang])}" processRef="${key}" />`,
    '  </bpmn:collaboration>',
    `  <bpmn:process id="${key}" name="${escaped(body.name[words.lang])}" isExecutable="false">`,
    ...(body.about ? [`    <bpmn:documentation>${escaped(body.about[words.lang])}</bpmn:documentation>`] : []),
    `    <bpmn:extensionElements><shouwen:flow>${json(rest)}</shouwen:flow></bpmn:extensionElements>`,
    '    <bpmn:laneSet id="Lanes">',
    ...lanes.flatMap((lane) => [`      <bpmn:lane id="${lane.id}" name="${escaped(words.owner(JSON.parse(lane.owner) as Owner))}">`, ...lane.nodes.map((id) => `        <bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`), '      </bpmn:lane>']),
    '    </bpmn:laneSet>',
    ...graph.nodes.flatMap((node) => nodeXml(node, graph.lines, steps.get(node.step ?? ''), words)),
    ...graph.lines.flatMap((line) => lineXml(line, words)),
    '  </bpmn:process>',
    '  <bpmndi:BPMNDiagram id="Diagram">',
    '    <bpmndi:BPMNPlane id="Plane" bpmnElement="Collaboration">',
    shape('Participant', pool, ' isHorizontal="true"'),
    ...lanes.map(({ id, box }) => shape(id, box, ' isHorizontal="true"')),
    ...graph.nodes.map(({ id, kind }) => shape(id, boxes.get(id) as Box, kind === 'exclusive' ? ' isMarkerVisible="true"' : '')),
    ...graph.lines.map(({ id }) => `      <bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${(waypoints.get(id) ?? []).map(({ x, y }) => `<di:waypoint x="${Math.round(x)}" y="${Math.round(y)}" />`).join('')}</bpmndi:BPMNEdge>`),
    '    </bpmndi:BPMNPlane>',
    '  </bpmndi:BPMNDiagram>',
    '</bpmn:definitions>',
  ]
  return `${xml.join('\n')}\n`
}

// JSON has no way to lose a character that XML can't write: each is said by its number.
const json = (value: unknown) => escaped(JSON.stringify(value).replace(/[\u007f-\u009f\ud800-\udfff\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`))
const TAGS: Record<Node['kind'], string> = { start: 'startEvent', end: 'endEvent', terminate: 'endEvent', task: 'userTask', approval: 'userTask', parallel: 'parallelGateway', exclusive: 'exclusiveGateway', timer: 'boundaryEvent' }

function nodeXml(node: Node, lines: readonly Line[], step: FlowStep | undefined, words: DrawingWords): string[] {
  const tag = TAGS[node.kind]
  const isTask = node.kind === 'task' || node.kind === 'approval'
  const name = isTask && step ? step.name[words.lang] : node.id.startsWith('Overdue_') ? words.overdue : node.kind === 'terminate' ? words.rejected : node.name
  const attributes = [`id="${node.id}"`, ...(name ? [`name="${escaped(name)}"`] : []), ...(node.fallback ? [`default="${node.fallback}"`] : []), ...(node.kind === 'timer' ? [`cancelActivity="false"`, `attachedToRef="${node.at ?? ''}"`] : [])]
  return [
    `    <bpmn:${tag} ${attributes.join(' ')}>`,
    ...(isTask && step?.guide ? [`      <bpmn:documentation>${escaped(step.guide[words.lang])}</bpmn:documentation>`] : []),
    ...(isTask && step ? [`      <bpmn:extensionElements><shouwen:step>${json(withoutCondition(step))}</shouwen:step></bpmn:extensionElements>`] : []),
    ...lines.filter(({ to }) => to === node.id).map(({ id }) => `      <bpmn:incoming>${id}</bpmn:incoming>`),
    ...lines.filter(({ from }) => from === node.id).map(({ id }) => `      <bpmn:outgoing>${id}</bpmn:outgoing>`),
    ...(node.kind === 'timer' ? [`      <bpmn:timerEventDefinition id="${node.id}_after"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${durationOf(node.seconds ?? 0)}</bpmn:timeDuration></bpmn:timerEventDefinition>`] : []),
    ...(node.kind === 'terminate' ? [`      <bpmn:terminateEventDefinition id="${node.id}_all" />`] : []),
    `    </bpmn:${tag}>`,
  ]
}
function lineXml({ id, from, to, name, condition }: Line, words: DrawingWords): string[] {
  const said = name === 'approved' || name === 'rejected' ? words[name] : name
  const head = `    <bpmn:sequenceFlow id="${id}"${said ? ` name="${escaped(said)}"` : ''} sourceRef="${from}" targetRef="${to}"`
  return condition ? [`${head}>`, `      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="${CONDITION_LANGUAGE}">${json(JSON.parse(condition))}</bpmn:conditionExpression>`, '    </bpmn:sequenceFlow>'] : [`${head} />`]
}
const shape = (id: string, { x, y, width, height }: Box, more: string) => `      <bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${more}><dc:Bounds x="${Math.round(x)}" y="${Math.round(y)}" width="${Math.round(width)}" height="${Math.round(height)}" /></bpmndi:BPMNShape>`
/** Conditions stand on the lines and nowhere else. */
const withoutCondition = ({ when: _when, ...step }: FlowStep): Omit<FlowStep, 'when'> => step

/** ISO 8601 in the largest whole units; days are of 24 hours. */
export function durationOf(seconds: number): string {
  const [days, hours, minutes, left] = [Math.floor(seconds / 86_400), Math.floor(seconds % 86_400 / 3_600), Math.floor(seconds % 3_600 / 60), seconds % 60]
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${left ? `${left}S` : ''}`
  return days || time ? `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}` : 'PT0S'
}
