import type { Pack, Rule } from '../../analyze/rules/rule.ts';
import { compareText } from '../../analyze/snapshot/order.ts';

/** docs/rules.md: every rule with what it finds, why it matters, what to do and when it is wrong. */
export function rulesMarkdown(rules: readonly Rule[], packs: readonly Pack[]): string {
  const sections = [...packs]
    .sort((a, b) => compareText(a.id, b.id))
    .map((pack) => {
      const own = rules.filter((rule) => rule.pack === pack.id).sort((a, b) => compareText(a.id, b.id));
      return own.length === 0 ? '' : [`## ${pack.name}`, tableOf(own), ...own.map(ruleMarkdown)].join('\n\n');
    })
    .filter((section) => section !== '');
  return `${['# Rules', `${rules.length} rules. A rule finds what it names, or says why it could not look.`, ...sections].join('\n\n')}\n`;
}

function tableOf(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, severity, role, title }) => `| [${id}](#${id}) | ${severity} | ${role} | ${cell(title)} |`,
  );
  return ['| rule | severity | role | finds |', '|---|---|---|---|', ...rows].join('\n');
}

const cell = (text: string) => text.replaceAll('|', '\\|');

/** One rule as a page. */
export function ruleMarkdown(rule: Rule): string {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`**${title}**`, items.map((item) => `- ${item}`).join('\n')];
  const steps = rule.do.map((step) =>
    typeof step === 'string' ? step : [step.text, step.command ? `\`${step.command}\`` : ''].filter(Boolean).join(' '),
  );
  const facts = [rule.severity, rule.role, rule.status, `needs ${rule.needs.join(', ')}`, ...whereOf(rule)];
  return [
    `### ${rule.id}`,
    `${rule.title}. *${facts.join(' · ')}*`,
    rule.what,
    rule.why,
    ...list('Do', steps),
    ...list(
      'Verify',
      rule.verify.map((command) => `\`${command}\``),
    ),
    ...list('False positives', rule.falsePositives),
    ...list('References', rule.references),
  ].join('\n\n');
}

function whereOf({ where }: Rule): string[] {
  return Object.entries(where).map(([field, globs]) => `${field} ${globs.join(' or ')}`);
}
