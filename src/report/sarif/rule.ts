import type { Report, Severity } from '../../report-format/report.ts';
import { bullets } from '../markdown/blocks.ts';
import { prose } from '../markdown/escape.ts';
import { oneLine } from '../readable.ts';
import { messageOf } from './text.ts';

type Rule = Report['rules'][number];

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** SARIF has three levels; the severity itself stands among the properties. */
export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return LEVELS[severity];
}

/** A rule as a SARIF reportingDescriptor, its background as the help. */
export function ruleDescriptor(rule: Rule) {
  const page = rule.references.find((reference) => /^https:\/\/[!-~]+$/.test(reference));
  return {
    id: rule.id,
    shortDescription: messageOf(rule.title),
    fullDescription: messageOf(rule.why),
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(page ? { helpUri: page } : {}),
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: { tags: [rule.pack], severity: rule.severity },
  };
}

const SECTIONS: readonly { title: string; key: 'verify' | 'falsePositives' | 'references' }[] = [
  { title: 'To verify', key: 'verify' },
  { title: 'A false alarm if', key: 'falsePositives' },
  { title: 'References', key: 'references' },
];

function helpText(rule: Rule): string {
  const lines = SECTIONS.flatMap(({ title, key }) =>
    rule[key].length > 0 ? [`${title}:`, ...rule[key].map((text) => `- ${messageOf(text).text}`)] : [],
  );
  return [messageOf(rule.why).text, ...lines].join('\n');
}

function helpMarkdown(rule: Rule): string {
  const blocks = SECTIONS.flatMap(({ title, key }) =>
    rule[key].length > 0 ? [`**${title}**`, bullets(rule[key].map((text) => prose(oneLine(text))))] : [],
  );
  return [prose(rule.why), ...blocks].join('\n\n');
}
