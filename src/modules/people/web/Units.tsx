import './people.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useT } from '../../../kernel/web/words.ts'
import { Departments } from './parts/Departments.tsx'
import { Lines } from './parts/Lines.tsx'
import { SkillMatrix } from './parts/SkillMatrix.tsx'
import { Teams } from './parts/Teams.tsx'

/** How the company is cut: channel teams, departments, business lines; and who can do what. */
export function Units() {
  const t = useT()
  const navigate = useNavigate()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  usePageTitle(t('team.menu'))
  return (
    <div className="people-page">
      <header className="people-page-head"><h1>{t('team.menu')}</h1></header>
      <Tabs activeKey={tab === 'departments' || tab === 'lines' || tab === 'skills' ? tab : 'teams'} destroyOnHidden onChange={(key) => void navigate({ to: '.', replace: true, search: (key === 'teams' ? {} : { tab: key }) as never })}
        items={[
          { key: 'teams', label: t('team.plural'), children: <Teams /> },
          { key: 'departments', label: t('department.plural'), children: <Departments /> },
          { key: 'lines', label: t('line.plural'), children: <Lines /> },
          { key: 'skills', label: t('skill.matrix'), children: <SkillMatrix /> },
        ]} />
    </div>
  )
}
