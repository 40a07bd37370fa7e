/**
 * What is written before a line by `kubectl logs --prefix` and `--timestamps`, and by a container runtime
 * (kubernetes/cri-api: `<time> stdout F <line>`). It stands before every line of a text that is written over several, as
 * a private key or a block of YAML, and belongs to none of them.
 */
const STAMP =
  /^(?:\[pod\/[^\]\s]{1,300}\] )?(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\s"',]{0,40}[ \t](?:std(?:out|err) [FP] )?)?/;
const DIGIT = { first: 0x30, last: 0x39 };
const BRACKET = 0x5b;

/** Empty for a line that begins with no stamp. */
export function stampOf(line: string): string {
  const first = line.charCodeAt(0);
  if (first !== BRACKET && !(first >= DIGIT.first && first <= DIGIT.last)) return '';
  return STAMP.exec(line)?.[0] ?? '';
}
