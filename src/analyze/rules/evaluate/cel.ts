import { type ASTNode, Environment, EvaluationError } from '@marcbachmann/cel-js';
import type { Json, KubeObject } from '../../formats/kube-object.ts';
import { compilePattern, type Pattern } from '../../scan/pattern.ts';
import { secondsBetween } from '../../snapshot/capture-time.ts';
import { containersOf } from '../../snapshot/pod.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** Reads of fields and items that one evaluation may make: nested `exists` over long lists end here. */
const MAX_READS = 50_000;

/** A longer text is matched by its beginning. */
const MAX_TEXT = 64 * 1024;

type CaptureTime = Pick<Snapshot, 'capturedAt' | 'capturedAtSource'>;

/** An expression over `object`, with the helpers `condition`, `containers` and `age`. */
export type CelExpression = {
  /** The value for an object; undefined where a field that it reads is missing or of another kind. */
  evaluate(object: KubeObject, capture: CaptureTime): unknown;
};

/** Thrown when an evaluation reads too much: a rule from a stranger must not hold up the analysis. */
export class CelBudgetError extends Error {}

/** The evaluation that is going on: there is never more than one. */
const running = { now: { capturedAtSource: 'none' } as CaptureTime, reads: 0 };

function spend(): void {
  running.reads++;
  if (running.reads > MAX_READS) throw new CelBudgetError(`the expression reads more than ${MAX_READS} values`);
}

/** One for all expressions: making it takes longer than compiling one of them. */
const environment = new Environment({
  enableOptionalTypes: true,
  limits: { maxAstNodes: 500, maxDepth: 50, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 8 },
})
  .registerVariable('object', 'dyn')
  .registerFunction('string.matchesLinear(string): bool', (text: string, pattern: string) => {
    spend();
    return patternOf(pattern).test(text.slice(0, MAX_TEXT));
  })
  .registerFunction('condition(dyn, string): dyn', (object: unknown, type: string) => conditionOf(object, type))
  .registerFunction('age(dyn): double', (time: unknown) => ageOf(String(time), running.now))
  .registerFunction('number(dyn): double', (value: unknown) => Number(value))
  .registerVariable('containers', 'list');

/** Compiles a CEL expression. Throws an error whose message shows the place where the syntax is wrong. */
export function compileCel(source: string): CelExpression {
  const expression = environment.parse(withLinearMatches(source));
  return {
    evaluate(object, capture) {
      running.now = capture;
      running.reads = 0;
      // Fields that are not there are the rule, and each is an error of the library: nobody reads where it was made.
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 0;
      try {
        const containers = object.kind === 'Pod' ? (containersOf(object) as unknown as Json) : [];
        return expression({ object: metered(object.body, spend), containers: metered(containers, spend) });
      } catch (error) {
        const isOverBudget = running.reads > MAX_READS;
        // A field that is not there, or holds something else than usual, makes the condition untrue.
        if (error instanceof EvaluationError && !(error.cause instanceof CelBudgetError) && !isOverBudget) {
          return undefined;
        }
        throw isOverBudget ? new CelBudgetError(`the expression reads more than ${MAX_READS} values`) : error;
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
    },
  };
}

/** The library's own `matches` is `new RegExp(pattern).test`, which backtracks: every call goes to the linear engine. */
function withLinearMatches(source: string): string {
  const calls: number[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (typeof node !== 'object' || node === null || !('op' in node)) return;
    const { op, args } = node as ASTNode;
    if (op === 'rcall' && Array.isArray(args) && args[0] === 'matches') {
      calls.push(source.indexOf('matches', (args[1] as ASTNode).end));
    }
    visit(args);
  };
  visit(environment.parse(source).ast);
  return calls
    .sort((a, b) => b - a)
    .reduce((text, at) => `${text.slice(0, at)}matchesLinear${text.slice(at + 'matches'.length)}`, source);
}

const PATTERNS = new Map<string, Pattern>();

function patternOf(source: string): Pattern {
  const known = PATTERNS.get(source);
  if (known) return known;
  const pattern = compilePattern(source);
  // A pattern made from the object's own data would fill the memory otherwise.
  if (PATTERNS.size < 500) PATTERNS.set(source, pattern);
  return pattern;
}

/** Where "now" is only the newest time in the bundle, nothing tells how long ago that very time was. */
function ageOf(time: string, { capturedAt, capturedAtSource }: CaptureTime): number {
  if (capturedAtSource === 'newest-time' && time === capturedAt) return Number.NaN;
  return secondsBetween(time, capturedAt) ?? Number.NaN;
}

function conditionOf(object: unknown, type: string): Json {
  const conditions = (object as { status?: { conditions?: unknown } } | undefined)?.status?.conditions;
  const found = Array.isArray(conditions) ? conditions.find((condition) => condition?.type === type) : undefined;
  return (found as Json | undefined) ?? {};
}

/** Counts every read, at any depth. */
function metered(value: Json, spend: () => void): Json {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, key, receiver) {
      spend();
      return metered(Reflect.get(target, key, receiver) as Json, spend);
    },
  });
}
