import { afterSalesCall } from './after-sales-call.ts'
import { callbackRecord } from './callback-record.ts'
import { complaintIntake } from './complaint-intake.ts'
import { contactScorecard } from './contact-scorecard.ts'
import { handoverChecklist } from './handover-checklist.ts'
import { meetingFeedback } from './meeting-feedback.ts'
import { serviceExam } from './service-exam.ts'
import { siteCheck } from './site-check.ts'
import { solutionRating } from './solution-rating.ts'

/** The forms that come with the product. */
export const shippedForms = [solutionRating, complaintIntake, siteCheck, afterSalesCall, callbackRecord, handoverChecklist, meetingFeedback, contactScorecard, serviceExam]
