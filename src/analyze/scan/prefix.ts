/**
 * What stands before the message: the runtime's (CRI `<time> stderr F `), compose's (`name | `), the date or header of
 * klog, syslog and Go's log. Each alternative ends at a fixed mark, so it is linear.
 */
const CRI = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.?\d{0,9}(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP] /y;
const KUBECTL = /\[pod\/[a-z0-9.-]{1,253}\/[a-z0-9.-]{1,63}\] /y;
const COMPOSE = /[A-Za-z0-9][A-Za-z0-9_.-]{0,127}\s{0,40}\| /y;
const KLOG = /[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s{1,8}\d{1,9} [^\s\]]{1,200}\] /y;
const SYSLOG = /[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \S{1,253} [^\s:[]{1,100}(?:\[\d{1,9}\])?: /y;
const DATE = /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))? /y;
/** The bar of compose stands before this. */
const COMPOSE_LENGTH = 170;

/** A klog line inside a CRI line inside compose. */
const MAX_PREFIXES = 3;

/** Where the message begins; 0 for a line without a prefix. */
export function messageStart(text: string): number {
  let start = 0;
  for (let round = 0; round < MAX_PREFIXES; round++) {
    const length = prefixLength(text, start);
    if (length === 0) break;
    start += length;
  }
  return start;
}

/** Tries the prefixes that may begin with the first character: nine lines of ten have none or one of them. */
function prefixLength(text: string, from: number): number {
  const code = text.charCodeAt(from);
  if (code === 91) return lengthOf(KUBECTL, text, from);
  const isDigit = code >= 48 && code <= 57;
  const isCapital = code >= 65 && code <= 90;
  if (isDigit) return lengthOf(CRI, text, from) || composeLength(text, from) || lengthOf(DATE, text, from);
  const compose = composeLength(text, from);
  return compose || !isCapital ? compose : lengthOf(KLOG, text, from) || lengthOf(SYSLOG, text, from);
}

function composeLength(text: string, from: number): number {
  const bar = text.indexOf('|', from);
  return bar >= 0 && bar < from + COMPOSE_LENGTH ? lengthOf(COMPOSE, text, from) : 0;
}

/** Of what a sticky pattern matches there; 0 for nothing. */
function lengthOf(prefix: RegExp, text: string, from: number): number {
  prefix.lastIndex = from;
  return prefix.test(text) ? prefix.lastIndex - from : 0;
}
