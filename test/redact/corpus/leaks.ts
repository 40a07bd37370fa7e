import { formsOf, type Secret } from './secrets.ts';

/** Finds secrets in a text: in every form, also as one stands in the middle of something that was encoded with it. */
export function leakFinder(secrets: readonly Secret[]): (text: string) => string[] {
  const forms = secrets
    .flatMap(({ kind, text }) => [
      ...formsOf(text).map((form) => ({ kind, form })),
      ...[1, 2].map((offset) => ({ kind, form: insideBase64(text, offset) })),
    ])
    .filter(({ form }) => form.length >= 6);

  return (text) =>
    forms
      .filter(({ form }) => text.includes(form))
      .map(({ kind, form }) => {
        const index = text.indexOf(form);
        return `${kind}: ${text.slice(Math.max(0, index - 80), index + form.length + 20)}`;
      });
}

function insideBase64(text: string, offset: number): string {
  const whole = Buffer.from('x'.repeat(offset) + text);
  return whole.toString('base64', 3, whole.length - (whole.length % 3));
}
