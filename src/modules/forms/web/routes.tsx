import { FormOutlined, InboxOutlined, PlusOutlined } from '@ant-design/icons'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { call } from '../../../kernel/client.ts'
import { bare, frame, need } from '../../../kernel/web/shell.tsx'
import type { WebModule } from '../../../kernel/web/web-module.ts'

const list = createRoute({ getParentRoute: () => frame, path: '/forms', beforeLoad: need('submission.fill'), component: lazyRouteComponent(() => import('./FormsPage.tsx'), 'FormsPage') })
const form = createRoute({ getParentRoute: () => frame, path: '/forms/$key', beforeLoad: need('submission.fill'), component: lazyRouteComponent(() => import('./FormPage.tsx'), 'FormPage') })
const fillIn = createRoute({ getParentRoute: () => frame, path: '/fill/$id', beforeLoad: need('submission.fill'), component: lazyRouteComponent(() => import('./FillPage.tsx'), 'FillPage') })
const submissions = createRoute({ getParentRoute: () => frame, path: '/submissions', beforeLoad: need('submission.read'), component: lazyRouteComponent(() => import('./SubmissionList.tsx'), 'SubmissionList') })
const submission = createRoute({ getParentRoute: () => frame, path: '/submissions/$id', beforeLoad: need('submission.read'), component: lazyRouteComponent(() => import('./SubmissionPage.tsx'), 'SubmissionPage') })
const printForm = createRoute({ getParentRoute: () => frame, path: '/forms/print/$id', component: lazyRouteComponent(() => import('./PrintForm.tsx'), 'PrintForm') })
const printSubmission = createRoute({ getParentRoute: () => frame, path: '/submissions/print/$id', beforeLoad: need('submission.read'), component: lazyRouteComponent(() => import('./PrintSubmission.tsx'), 'PrintSubmission') })
// Without the frame: it stands within one, at the width of a phone or a desk.
const preview = createRoute({ getParentRoute: () => bare, path: '/form-preview', component: lazyRouteComponent(() => import('./PreviewFrame.tsx'), 'PreviewFrame') })

export const formsWeb: WebModule = {
  name: 'forms',
  routes: [list, form, fillIn, submissions, submission, printForm, printSubmission],
  bareRoutes: [preview],
  menu: [{ to: '/forms', label: 'form.plural', icon: <FormOutlined />, permission: 'submission.fill', group: 'quality', order: 40 }],
  commands: [
    { key: 'form.new', label: 'form.new', icon: <PlusOutlined />, permission: 'definition.write', to: '/forms' },
    { key: 'submission.list', label: 'form.all-submissions', icon: <InboxOutlined />, permission: 'submission.read', to: '/submissions' },
  ],
  searches: [{
    key: 'form', label: 'form.plural', permission: 'submission.fill', order: 60,
    search: async (q) => {
      const [{ forms }, { said }] = await Promise.all([import('../contract.ts'), import('./parts/said.ts')])
      return (await call(forms.list, {})).items.filter((one) => `${one.key} ${one.name.zh} ${one.name.en}`.toLowerCase().includes(q.toLowerCase())).slice(0, 6).map((one) => ({ key: one.key, title: said(one.name), icon: <FormOutlined />, to: `/forms/${one.key}` }))
    },
  }],
}
