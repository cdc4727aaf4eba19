import { serve } from '../../../kernel/module.ts'
import { findCase } from '../queries.ts'
import { finishAnalysis } from './analyses.ts'
import { course, links } from './contract.ts'
import { getCourse, keepCourse } from './course.ts'
import { answerFollowUp, cancelFollowUp, planFollowUp } from './follow-ups.ts'
import { journeyOf } from './journey.ts'
import { endLink, linkCases, linksOf, openChild } from './links.ts'
import { splitCase } from './split.ts'

export const courseServes = [
  serve(course, {
    course: (ctx, { params }) => getCourse(ctx, params.id),
    keepCourse: (ctx, { params, body }) => keepCourse(ctx, params.id, body),
    planFollowUp: (ctx, { params, body }) => planFollowUp(ctx, params.id, body),
    answerFollowUp: (ctx, { params, body }) => answerFollowUp(ctx, params.id, body),
    cancelFollowUp: (ctx, { params, body }) => cancelFollowUp(ctx, params.id, body.version),
    finishAnalysis: (ctx, { params, body }) => finishAnalysis(ctx, params.id, body),
    journey: (ctx, { params }) => journeyOf(ctx, params.id),
  }),
  serve(links, {
    links: async (ctx, { params }) => ({ items: await linksOf(ctx, await findCase(ctx, params.id)) }),
    link: (ctx, { params, body }) => linkCases(ctx, params.id, body),
    endLink: (ctx, { params }) => endLink(ctx, params.id),
    child: (ctx, { params, body }) => openChild(ctx, params.id, body),
    split: (ctx, { params, body }) => splitCase(ctx, params.id, body),
  }),
]
