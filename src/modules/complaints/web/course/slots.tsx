import { lazy } from 'react'
import { fill } from '../../../../kernel/web/slot.tsx'
import { complaintBand, complaintMove, complaintTab } from '../../../cases/web/places.ts'

const Band = lazy(() => import('./Band.tsx').then((file) => ({ default: file.Band })))
const CourseTab = lazy(() => import('./CourseTab.tsx').then((file) => ({ default: file.CourseTab })))
const MoveDialog = lazy(() => import('./MoveDialog.tsx').then((file) => ({ default: file.MoveDialog })))

/** Where the course of a complaint stands on the page of its case. */
export const courseSlots = [fill(complaintBand, Band, { permission: 'complaint.read', key: 'course' }), fill(complaintTab, CourseTab, { permission: 'complaint.read', order: 1, key: 'course' }), fill(complaintMove, MoveDialog, { permission: 'complaint.read', key: 'course' })]
