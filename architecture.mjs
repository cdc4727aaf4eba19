import { readFileSync } from 'node:fs'

/** The import rules of the house, made from the floors in architecture.json. docs/ARCHITECTURE.md says why. */
const { floors } = JSON.parse(readFileSync(new URL('architecture.json', import.meta.url), 'utf8'))
const MODULES = '^src/modules/'
// A test may look into any room; what it tests may not.
const PRODUCT = { pathNot: '\\.test\\.tsx?$' }
const BOTH_SIDES = ['/(contract|rules)\\.ts$', '^src/pure/', '^src/kernel/(contract|definition-contract|health-contract|client|shell|errors)\\.ts$']

const upward = floors.flatMap((floor, level) => floor.map((name) => {
  const above = floors.slice(level).flat().filter((other) => other !== name)
  return above.length ? [{
    name: `${name}-looks-only-down`, severity: 'error', comment: 'A module uses modules of lower floors; upward it tells by events and asks by questions.',
    from: { path: `${MODULES}${name}/` }, to: { path: `${MODULES}(${above.join('|')})/` },
  }] : []
})).flat()

export default {
  forbidden: [
    ...upward,
    { name: 'on-the-plan', severity: 'error', comment: 'Every module has a place in architecture.json.', from: {}, to: { path: `${MODULES}[^/]+/`, pathNot: `${MODULES}(${floors.flat().join('|')})/` } },
    { name: 'through-the-face', severity: 'error', comment: 'Another module is entered by its index.ts, contract.ts, web/index.ts or web/places.ts only.', from: { path: `${MODULES}([^/]+)/`, ...PRODUCT }, to: { path: `${MODULES}[^/]+/`, pathNot: [`${MODULES}$1/`, `${MODULES}[^/]+/(index|contract|web/(index|places))\\.tsx?$`] } },
    { name: 'kernel-knows-no-module', severity: 'error', from: { path: '^src/kernel/' }, to: { path: MODULES } },
    { name: 'pure-is-pure', severity: 'error', comment: 'A library below the floor imports packages and itself.', from: { path: '^src/pure/([^/]+)/', ...PRODUCT }, to: { path: '^src/', pathNot: '^src/pure/$1/' } },
    { name: 'contracts-run-in-the-browser', severity: 'error', from: { path: ['/(contract|rules)\\.ts$', '^src/kernel/(definition-contract|health-contract|client|shell|errors)\\.ts$'] }, to: { path: '^src/', pathNot: BOTH_SIDES, dependencyTypesNot: ['type-only'] } },
    { name: 'rules-are-pure', severity: 'error', comment: 'Rules take values and return values.', from: { path: `${MODULES}[^/]+/rules\\.ts$` }, to: { path: '^src/', pathNot: ['/(rules|contract)\\.ts$', '^src/pure/'], dependencyTypesNot: ['type-only'] } },
    { name: 'web-sees-contracts-only', severity: 'error', comment: 'The browser reads contracts, rules, pure libraries and the client; nothing of the server.', from: { path: ['^src/web\\.tsx$', '^src/modules/web\\.ts$', '/web/'], pathNot: '\\.test\\.tsx?$' }, to: { path: '^src/', pathNot: [...BOTH_SIDES, '/web/', '^src/modules/web\\.ts$', '/locale/', '^src/kernel/i18n/'], dependencyTypesNot: ['type-only'] } },
    { name: 'the-browser-has-no-node', severity: 'error', comment: 'Contracts, rules and screens run where there is no Node.', from: { path: ['/(contract|rules)\\.ts$', '^src/kernel/(definition-contract|health-contract|client|shell|errors)\\.ts$', '^src/web\\.tsx$', '^src/modules/web\\.ts$', '/web/'], ...PRODUCT }, to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] } },
    { name: 'server-knows-no-screen', severity: 'error', from: { path: '^src/', pathNot: ['^src/web\\.tsx$', '^src/modules/web\\.ts$', '/web/'] }, to: { path: ['^src/web\\.tsx$', '/web/'] } },
    { name: 'tables-stay-home', severity: 'error', comment: 'Screens, contracts and rules open no table.', from: { path: '/(contract|rules)\\.ts$|/web/' }, to: { path: '/tables\\.ts$' } },
    { name: 'the-roof-carries-nothing', severity: 'error', comment: 'What stands under the roof does not know it: app.ts, start.ts, the lists of modules.', from: { path: '^src/(kernel|pure|modules/[^/]+)/', ...PRODUCT }, to: { path: ['^src/[^/]+$', '^src/modules/[^/]+$', '^demo/'] } },
    { name: 'the-product-needs-no-test', severity: 'error', comment: 'Tests, benches and demos use the product, never the other way round.', from: { path: '^src/', pathNot: ['\\.test\\.tsx?$', '/fixtures([.]ts$|/)'] }, to: { path: ['^(test|bench|e2e)/', '\\.test\\.tsx?$', '/fixtures([.]ts$|/)'] } },
    { name: 'no-circles', severity: 'error', from: { pathNot: '\\.test\\.tsx?$' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, exclude: { path: '^(dist|data|node_modules)/' }, tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
