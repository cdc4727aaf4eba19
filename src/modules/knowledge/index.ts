import type { Grant } from '../../kernel/context.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { knowledgeBeside } from './beside.ts'
import { voteArticle } from './commands/vote.ts'
import { ArticleChanged, ArticleInserted, ArticleLinked, ArticleVoted, CorrectionDecided, CorrectionProposed, ReviewAsked, corrections, knowledge } from './contract.ts'
import { conversationParts, receivesAll, receivesOwn } from './conversation-parts.ts'
import { acceptCorrection, listCorrections, proposeCorrection, refuseCorrection } from './corrections.ts'
import { articleKinds } from './definitions/kinds.ts'
import { serviceSynonyms, synonymKind } from './definitions/synonyms.ts'
import { findableArticles, followDocuments } from './entries.ts'
import { knowledgeMetrics } from './facts.ts'
import { exchangeParts } from './exchange/serve.ts'
import { gapParts } from './gaps/parts.ts'
import { helpParts } from './help/serve.ts'
import { modelCaseParts } from './model-cases/serve.ts'
import { findArticles, listProducts } from './queries.ts'
import { endReviews, giveReviews } from './reviews.ts'
import { settings } from './settings.ts'
import { getArticle } from './show.ts'
import { articleResource } from './tables.ts'
import { insertArticle, linkAnswers } from './uses.ts'

/** Knowledge: what whoever answers customers can rely on: articles, answers, faults, products and model cases, found while the customer waits. */
export { noteContact } from './help/contacts.ts'

const PERMISSIONS = ['knowledge.read', 'knowledge.curate'] as const
const grant = (scope: string, ...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope }))
const reads = grant('everyone', 'knowledge.read')
const receives = [...reads, ...receivesOwn]
const curates = [...grant('all', ...PERMISSIONS), ...receivesAll]

export const knowledgeModule = defineModule({
  name: 'knowledge',
  permissions: [...PERMISSIONS, ...conversationParts.permissions],
  grants: {
    cs_manager: curates, cs_supervisor: curates, team_lead: curates, info_specialist: curates, trainer: curates, supervision: curates, management: grant('all', 'knowledge.read'),
    agent: receives, after_sales: receives, clerk: [...reads, ...receivesAll], mentor: reads, trainee: reads, evaluator: reads, execution: reads, installer: reads, improvement_owner: reads, risk_owner: reads, mediator: reads, department_liaison: reads,
  },
  events: [ArticleChanged, ArticleVoted, ArticleInserted, ArticleLinked, ReviewAsked, CorrectionProposed, CorrectionDecided, ...modelCaseParts.events, ...helpParts.events, ...gapParts.events, ...conversationParts.events],
  settings: [...settings, ...conversationParts.settings], kinds: [synonymKind, ...conversationParts.kinds], definitions: [...articleKinds, serviceSynonyms, ...knowledgeMetrics, ...conversationParts.definitions], resources: [articleResource, ...conversationParts.resources],
  listeners: [followDocuments, findableArticles, linkAnswers, giveReviews, endReviews, ...helpParts.listeners, ...conversationParts.listeners], jobs: [...conversationParts.jobs], beats: [...gapParts.beats, ...conversationParts.beats], answers: [...modelCaseParts.answers, ...conversationParts.answers],
  serves: [serve(knowledge, {
    find: (ctx, { query }) => findArticles(ctx, query),
    get: (ctx, { params }) => getArticle(ctx, params.id),
    vote: (ctx, { params, body }) => voteArticle(ctx, params.id, body),
    insert: (ctx, { params, body }) => insertArticle(ctx, params.id, body),
    beside: (ctx, { params }) => knowledgeBeside(ctx, params.id),
    products: (ctx) => listProducts(ctx),
  }), serve(corrections, {
    listCorrections: (ctx, { query }) => listCorrections(ctx, query),
    propose: (ctx, { params, body }) => proposeCorrection(ctx, params.id, body),
    accept: (ctx, { params, body }) => acceptCorrection(ctx, params.id, body.version),
    refuse: (ctx, { params, body }) => refuseCorrection(ctx, params.id, body),
  }), ...modelCaseParts.serves, ...helpParts.serves, ...gapParts.serves, ...exchangeParts.serves, ...conversationParts.serves],
})
