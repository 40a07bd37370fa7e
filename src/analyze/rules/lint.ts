import { patternNames, patternProblem } from '../scan/pattern.ts';
import { isPlainLiteral, MIN_LITERAL_BYTES, plainRun, requiredLiterals } from './required-literals.ts';
import type { Pack, Rule, TextCondition } from './rule.ts';
import { SUBJECT_NAMES, templateNames } from './templates.ts';

/** A problem at a path of the rule's YAML. */
export type LintProblem = { path: (string | number)[]; message: string };

/** What is wrong with one rule, apart from its shape. `fileName` is without folder and suffix. */
export function lintRule(rule: Rule, pack: Pack, fileName: string): LintProblem[] {
  return [...namingProblems(rule, pack, fileName), ...matcherProblems(rule), ...templateProblems(rule)];
}

function namingProblems(rule: Rule, pack: Pack, fileName: string): LintProblem[] {
  const problems: LintProblem[] = [];
  if (rule.id !== fileName) problems.push({ path: ['id'], message: `expected ${fileName}, the name of the file` });
  if (pack.prefix && !rule.id.startsWith(pack.prefix)) {
    problems.push({ path: ['id'], message: `expected an id that begins with ${pack.prefix}, as the pack says` });
  }
  if (rule.hits.length === 0) problems.push({ path: ['hits'], message: 'expected at least one example that is found' });
  if (rule.misses.length === 0) {
    problems.push({ path: ['misses'], message: 'expected at least one near miss that is not found' });
  }
  return problems;
}

function matcherProblems({ match }: Rule): LintProblem[] {
  const of = (path: string[], condition: TextCondition | undefined) =>
    condition ? conditionProblems(path, condition) : [];
  const until = (['log', 'text'] as const).flatMap((key) =>
    (match[key]?.until ?? []).flatMap((text) => {
      const path = ['match', key, 'until'];
      const problem = patternProblem(text);
      if (problem) return [{ path, message: problem }];
      return requiredLiterals(text) ? [] : [{ path, message: TOO_SHORT }];
    }),
  );
  const bounds = (['log', 'text'] as const).flatMap((key) =>
    Object.keys(match[key]?.bounds ?? {})
      .filter((name) => !capturesOf({ match }).includes(name))
      .map((name) => ({ path: ['match', key, 'bounds', name], message: `no pattern captures ${name}` })),
  );
  return [
    ...of(['match', 'log'], match.log),
    ...of(['match', 'text'], match.text),
    ...of(['match', 'event', 'message'], match.event?.message),
    ...until,
    ...bounds,
  ];
}

const TOO_SHORT = `no literal of at least ${MIN_LITERAL_BYTES} characters occurs in every match: add one, without quotes and backslashes`;

function conditionProblems(path: string[], { literals, patterns, unless }: TextCondition): LintProblem[] {
  const problems: LintProblem[] = [];
  for (const pattern of [...patterns, ...unless]) {
    const message = patternProblem(pattern);
    if (message) problems.push({ path: [...path, unless.includes(pattern) ? 'unless' : 'pattern'], message });
  }
  if (problems.length > 0) return problems;

  if (literals.length === 0 && patterns.length === 0) {
    problems.push({ path, message: 'expected a literal or a pattern' });
  }
  for (const literal of literals) {
    if (!isPlainLiteral(plainRun(literal))) {
      problems.push({ path: [...path, 'literal'], message: `${JSON.stringify(literal)}: ${TOO_SHORT}` });
    }
  }
  if (literals.length === 0 && patterns.some((pattern) => !requiredLiterals(pattern))) {
    problems.push({ path: [...path, 'pattern'], message: TOO_SHORT });
  }
  return problems;
}

/** The names that a rule's matcher can capture; of a check only what the rule declares. */
function capturesOf({ match, captures = [] }: Pick<Rule, 'match' | 'captures'>): string[] {
  const patterns = [match.log, match.text, match.event?.message].flatMap((condition) => condition?.patterns ?? []);
  const ofAbsence = match.absence ? ['missing', 'field'] : [];
  return [
    ...captures,
    ...ofAbsence,
    ...Object.keys(match.object?.captures ?? {}),
    ...patterns.flatMap((pattern) => (patternProblem(pattern) ? [] : patternNames(pattern))),
  ];
}

function templateProblems(rule: Rule): LintProblem[] {
  // What a check captures stands in its code; where the rule does not declare it, the generic test judges the result.
  if (rule.match.check && !rule.captures) return [];
  const known = new Set<string>([...SUBJECT_NAMES, ...capturesOf(rule)]);
  const join = (rule.match.log ?? rule.match.text ?? rule.match.event)?.join;
  const templates: [string, (string | undefined)[]][] = [
    ['title', [rule.title]],
    ['what', [rule.what]],
    ['why', [rule.why]],
    ['do', rule.do.flatMap((step) => (typeof step === 'string' ? [step] : [step.text, step.command]))],
    ['verify', rule.verify],
    ['match', [join?.name, join?.namespace, join?.key]],
  ];
  return templates.flatMap(([key, texts]) =>
    texts
      .flatMap((text) => (text ? templateNames(text) : []))
      .filter((name) => !known.has(name))
      .map((name) => ({
        path: [key],
        message: `unknown name {{${name}}}: expected one of ${[...known].sort().join(', ')}`,
      })),
  );
}

/** What is wrong between rules: ids that do not exist, and cycles of `explains`. Keyed by the rule's id. */
export function lintTogether(rules: readonly Rule[]): { rule: string; problem: LintProblem }[] {
  const ids = new Set(rules.map(({ id }) => id));
  const tags = new Set(rules.flatMap((rule) => rule.tags));
  const unknown = rules.flatMap((rule) => [
    ...rule.over
      .filter((id) => !ids.has(id) && !tags.has(id))
      .map((id) => ({ rule: rule.id, problem: { path: ['over'], message: `there is no rule and no tag ${id}` } })),
    ...rule.explains
      .filter((id) => !ids.has(id) && !tags.has(id))
      .map((id) => ({ rule: rule.id, problem: { path: ['explains'], message: `there is no rule and no tag ${id}` } })),
  ]);
  return [...unknown, ...cycles(rules, 'explains'), ...cycles(rules, 'over')];
}

function cycles(rules: readonly Rule[], key: 'explains' | 'over'): { rule: string; problem: LintProblem }[] {
  const byTag = new Map<string, string[]>();
  for (const { id, tags } of rules) for (const tag of tags) byTag.set(tag, [...(byTag.get(tag) ?? []), id]);
  const next = new Map(
    rules.map((rule) => {
      const named = rule[key].flatMap((wanted) => [wanted, ...(byTag.get(wanted) ?? [])]);
      // A rule that carries the tag which it explains does not explain itself.
      return [rule.id, named.filter((id) => id !== rule.id)] as const;
    }),
  );
  const done = new Set<string>();
  const found: { rule: string; problem: LintProblem }[] = [];

  const visit = (id: string, trail: string[]) => {
    if (trail.includes(id)) {
      const cycle = [...trail.slice(trail.indexOf(id)), id].join(' → ');
      found.push({ rule: id, problem: { path: [key], message: `a cycle: ${cycle}` } });
      return;
    }
    if (done.has(id)) return;
    for (const following of next.get(id) ?? []) visit(following, [...trail, id]);
    done.add(id);
  };
  for (const { id } of rules) visit(id, []);
  return found;
}
