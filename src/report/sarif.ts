import type { Report } from '../report-format/report.ts';
import { oneLine } from './readable.ts';
import { resultOf, standingIn } from './sarif/result.ts';
import { ruleDescriptor } from './sarif/rule.ts';
import { messageOf } from './sarif/text.ts';
import { coverageOf } from './view/coverage.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0 with one run per report. What could not be checked stands among the notifications of its run. */
export function renderSarif(...reports: Report[]): string {
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: reports.map(runOf) }, null, 2)}\n`;
}

function runOf(report: Report) {
  const { tool, bundle, scope, rules, findings } = report;
  const standing = standingIn(report);
  return {
    tool: { driver: { name: tool.name, semanticVersion: tool.version, rules: rules.map(ruleDescriptor) } },
    automationDetails: { id: `casefile/${oneLine(bundle.name)}` },
    originalUriBaseIds: { BUNDLE: { description: messageOf(`the files of ${bundle.name}`) } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notificationsOf(report) }],
    results: findings.map((finding) => resultOf(finding, standing)),
    properties: { bundle, scope },
  };
}

/** Rules that failed, rules that lacked something, and the gaps of the bundle: no result must not read as no problem. */
function notificationsOf(report: Report) {
  const { failed, unchecked, gaps } = coverageOf(report);
  const cut = report.bundle.truncated ? ['the bundle is cut off: only its beginning could be read'] : [];
  return [
    ...failed.map(({ rule, reason }) => notification('error', `the rule ${rule} failed: ${reason}`)),
    ...cut.map((text) => notification('warning', text)),
    ...unchecked.map(({ missing, rules }) =>
      notification('warning', `${missing} was not collected; not checked: ${rules.join(', ')}`),
    ),
    ...gaps.map(({ what, why, file }) => notification('note', `${what}: ${why}${file ? ` (${file})` : ''}`)),
  ];
}

function notification(level: 'error' | 'warning' | 'note', text: string) {
  return { level, message: messageOf(text) };
}
