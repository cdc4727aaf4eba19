/** What people's screens lend to the screens above. */
export { DepartmentName, DepartmentPicker, LinePicker, StaffName, StaffPicker, TeamName, TeamPicker } from './parts/pickers.tsx'
export { Face } from './parts/Face.tsx'
