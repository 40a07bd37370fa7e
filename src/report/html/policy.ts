import { createHash } from 'node:crypto';

/** Nothing may load or run but what is named by its hash; `img-src data:` lets a vendor's template carry a logo. */
export function policyFor({ style, script }: { style: string; script?: string }): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const sources = [
    "default-src 'none'",
    `style-src ${hash(style)}`,
    ...(script === undefined ? [] : [`script-src ${hash(script)}`]),
    'img-src data:',
  ];
  return [...sources, "base-uri 'none'", "form-action 'none'"].join('; ');
}
