import * as z from 'zod';
import type { Report } from '../../src/report-format/report.ts';
import { reportSchema } from '../../src/report-format/schema.ts';
import { sampleReport } from './sample-report.ts';

/** Everything that a bundle may hold in order to become markup, template, terminal control or a layout of its own. */
export const HOSTILE: readonly (readonly [name: string, payload: string])[] = [
  ['script and style ends', '<script>window.hacked = true</script></script></style></pre></details>'],
  ['an image with a handler', '<img src=x onerror="window.hacked=true">'],
  ['an attribute that closes its quote', '"\' onmouseover=window.hacked=true x="'],
  ['a script address', 'javascript:window.hacked=true'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant as text
  ['template syntax', '{{constructor.name}} {{{verdict}}} {{> header}} ${window.hacked}'],
  [
    'Markdown links and images',
    '![image](https://example.com/i.png) [link](https://example.com) <https://example.com> https://example.com www.example.com',
  ],
  [
    'Markdown structure',
    '```` ``` ` ~~~ | \\| -- | --- |\n| --- |\n# heading\n> quote\n- item\n1. one\n---\n===\n@everyone #1 !2',
  ],
  [
    'closing tags and entities',
    '</details>\n\n<details>\n\n[ref]: https://example.com\n\n&lt;b&gt; &#60;b&#62; *em* __strong__ $math$ :smile: {code}',
  ],
  [
    'escape sequences',
    '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b]8;;https://example.com\u001b\\link \u009b31m\r\b\u0000',
  ],
  ['invisible marks', '\u202egnp.exe\u2066 \u200bzero\ufeff \ud800 lone'],
  ['names of prototypes', '__proto__ constructor hasOwnProperty'],
  ['a word without end', 'W'.repeat(3000)],
];

/** The sample with every free text of it followed by `payload`; names that belong together stay together. */
export function hostileReport(payload: string): Report {
  const report = sampleReport();
  const captures = Object.fromEntries([...HOSTILE.map(([, key]) => [key, payload]), ['__proto__', payload]]);
  for (const finding of report.findings) finding.captures = captures;
  return reportSchema.parse(poisoned(report, reportSchema, payload));
}

/** Every free text of a value followed by `payload`, as its schema tells texts from closed sets of words. */
export function poisoned(value: unknown, schema: unknown, payload: string): unknown {
  if (schema instanceof z.ZodOptional) return value === undefined ? value : poisoned(value, schema.unwrap(), payload);
  if (schema instanceof z.ZodString) return `${value}${payload}`;
  if (schema instanceof z.ZodUnion) {
    const fitting = schema.options.find((option) => (option as z.ZodType).safeParse(value).success);
    return poisoned(value, fitting, payload);
  }
  if (schema instanceof z.ZodArray) return (value as unknown[]).map((item) => poisoned(item, schema.element, payload));
  if (!(schema instanceof z.ZodObject)) return value;
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.map(([key, item]) => [key, poisoned(item, schema.shape[key], payload)]));
}
