import type { Sensitivity } from './names.ts';

/** How a value stands in the text: in quotes it is exactly what they hold, bare it may be the beginning of a sentence. */
export type Form = 'quoted' | 'bare';

const ABSENT = new Set(
  (
    'not set|unset|null|nil|none|undefined|true|false|yes|no|on|off|enabled|disabled|required|missing|invalid|empty|not found|' +
    'expired|unknown|n/a|na|error|failed|denied|rejected|revoked|incorrect|wrong|mismatch|malformed|unauthorized|forbidden|' +
    'string|str|bytes|object|int|integer|bool|boolean|number|array|map|optional|default|present|absent|valid|ok|set|changed|' +
    'created|updated|deleted|configured|unchanged|refreshed|renewed|generated|rotated|accepted|bearer|basic|opaque|eof|' +
    'password|token|secret|auto|automatic|manual|provided|not provided|unspecified|unavailable|not available|is required'
  ).split('|'),
);

/** First words of a sentence: what follows `token: ` in a log is then prose. */
const PROSE = new Set(
  (
    "not no is are was were has have had must should shall cannot can't could couldn't does doesn't did didn't do don't failed failure " +
    'fails failing invalid incorrect wrong missing required empty expired unknown unexpected unauthorized denied rejected ' +
    'mismatch authentication set unset null nil none undefined error the a an for from in of to and or with without at on by ' +
    'too contains length already still unable malformed revoked disabled enabled permission access key secret token password ' +
    'unsupported illegal field value either neither only when while because if please use using found will would may might ' +
    'this that there it its but non-existent nonexistent secrets configmap configmaps server user role http https could ' +
    'signature validation verification lookup request response connection rpc context x509: tls: open read write stat parse parsing ' +
    'decode decoding no-such-file err level= oauth2: jwt: code status timeout timed between per ns namespace authorization authenticate get post put delete patch dial looking reading loading creating'
  ).split(' '),
);

const MASKED =
  /^(?:[*x.•#-]{3,}|[<[({*_-]+(?:redacted|hidden|masked|filtered|removed|omitted|sensitive|obfuscated|scrubbed|censored)\b.*|(?:redacted|hidden|masked|filtered|removed|omitted|obfuscated|scrubbed|censored)|\*{2,}[A-Z0-9_]+\*{2,}|\w+\(['"]?\*+['"]?\)?|.{0,4}(?:\*{3,}|\.{3}|…).{0,4})$/is;

const REFERENCE = new RegExp(
  [
    '^\\$\\([A-Za-z_/]',
    '^\\$\\{[A-Za-z_][\\w.-]*\\}$',
    '^\\$\\{\\{',
    '^\\$[A-Z_][A-Z0-9_]*$',
    '^\\$[a-z]+(?:-[a-z]+)*(?:[.:][A-Za-z]+(?:[-.][A-Za-z]+)*)+$',
    '^\\{\\{',
    '^\\{%',
    '^%\\(?\\{?[A-Za-z_][\\w.]*\\}?\\)?[%s]?$',
    '^env\\.[A-Za-z_]\\w*$',
    '^env:\\w+$',
    '^(?:os\\.environ|process\\.env|os\\.getenv|getenv|environ|ENV|System\\.getenv)\\b[/.(\\[]',
    '^<[A-Za-z][A-Za-z \'"_./:#-]*>',
    '^<set to the key ',
    '^(?:vault|ref\\+[a-z]+|op|awssm|gcpsm|file|secretref|secretRef|valueFrom|fieldRef|sops):',
    '^arn:aws[\\w-]*:[a-z-]+:',
    '^projects/[\\w-]+/secrets/',
    '^ENC\\[AES256_GCM,',
    '^@Microsoft\\.KeyVault\\(',
    '^\\*[A-Za-z][\\w-]*$',
    '^!(?:Ref|Sub|GetAtt|vault|reference)\\b',
    '^\\(\\*?[\\w.]+\\)\\(',
    '^(?:self|config|settings|args|opts|options|cfg|values|this|process|var|local|data|module|secrets|vars|env|ctx|conf)\\.[A-Za-z_][\\w.]*(?:\\(.*)?$',
  ].join('|'),
);

const SIZE = /^\d{1,12} (?:bytes?(?: long)?|chars?|characters)$/;
const DURATION = /^\d{1,9}(?:\.\d{1,6})?(?:ns|us|µs|ms|s|m|h|d)$/;
const PATH = /^(?:\.{0,2}|~|[A-Za-z]:)(?:[/\\]{1,2}[A-Za-z0-9._@-]{1,64}){1,24}[/\\]?$/;
const PLAIN_URL = /^[a-z][a-z0-9+.-]{1,20}:\/\/[A-Za-z0-9._-]+(?::\d{1,5})?(?:\/[A-Za-z0-9._~/-]*)?$/;
const VERSION = /^v?\d{1,8}(?:\.\d{1,8}){1,3}(?:[-+.][\w.-]{1,40})?$/;
const DIGEST = /^(?:sha256|sha512|sha1|md5)[:-][0-9a-fA-F]{16,}$/;
const OBJECT_NAME = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?){0,2}$/;
/** Suffixes that Kubernetes makes: five or up to ten letters of its alphabet without vowels. */
const GENERATED_SUFFIX = /^(?:[bcdfghjklmnpqrstvwxz2456789]{5}|[bcdf0-9]{8,10}|[a-f0-9]{8,10})$/;

/** Longest value that can be anything but a secret under a name of one. */
const MAX_EVIDENCE = 400;

/** True where a value under such a name is a secret, false where it is evidence that must stay readable. */
export function isSecretValue(value: string, of: Sensitivity, form: Form): boolean {
  const text = value.trim();
  if (text === '' || !/[A-Za-z0-9À-￿]/.test(text)) return text.length >= 6 && !/^[*•.#x=<>{}[\]()|-]+$/.test(text);
  if (of.strength === 'suspect') return text.length >= 8 && !isEvidence(text, of, form) && looksRandom(text);
  if (of.strength === 'reference') return !isEvidence(text, of, form) && !isObjectName(text, 1) && looksRandom(text);
  if (isEvidence(text, of, form)) return false;
  if (of.strength === 'nameable') return !(isNamed(text, of) || VERSION.test(text) || /^\d{1,5}$/.test(text));
  return of.kind === 'password' || !/^\d{1,5}$/.test(text);
}

function isEvidence(text: string, of: Sensitivity, form: Form): boolean {
  if (text.length > MAX_EVIDENCE) return false;
  const lowered = text.toLowerCase();
  const sentence = lowered.replace(/[.,;:!?)\]}]+$/, '');
  if (ABSENT.has(sentence) || MASKED.test(text) || REFERENCE.test(text) || SIZE.test(text)) return true;
  if (DIGEST.test(text)) return true;
  if (of.kind !== 'password' && DURATION.test(text)) return true;
  if (PATH.test(text) && text.split(/[/\\]/).every((segment) => segment.length < 4 || !looksRandom(segment)))
    return true;
  if (PLAIN_URL.test(text) && !text.split(/[/.]/).some((segment) => segment.length >= 12 && looksRandom(segment)))
    return true;
  const words = sentence.split(/\s+/);
  const first = (words[0] ?? '').replace(/[,;:.]+$/, '');
  if (form === 'bare') return PROSE.has(words[0] ?? '') || PROSE.has(first);
  return words.length > 1 && PROSE.has(first) && /^[a-z ,.'"_/-]+$/.test(sentence);
}

/** The name of an object that holds the secret; of a token only what Kubernetes itself calls so, or `<namespace>/<name>`. */
function isNamed(text: string, of: Sensitivity): boolean {
  return (
    isObjectName(text, 2) && (of.kind !== 'token' || text.includes('/') || /(?:^|-)token(?:-[a-z0-9]{5})?$/.test(text))
  );
}

/** A name of a Kubernetes object, of at least so many parts: words, small numbers and generated suffixes. */
function isObjectName(text: string, parts: number): boolean {
  if (text.length > 253 || !OBJECT_NAME.test(text)) return false;
  const segments = text.split(/[-./]/);
  return (
    segments.length >= parts &&
    segments.every((segment, index) => isWord(segment) || (index > 0 && GENERATED_SUFFIX.test(segment)))
  );
}

/** True unless the text reads like words: letters of one case (or camel case), small numbers, joined by punctuation. */
export function looksRandom(text: string): boolean {
  return !text.split(/[-_./: ]+/).every(isWord);
}

function isWord(segment: string): boolean {
  if (segment.length === 0 || /^\d{1,4}$/.test(segment) || /^v\d{1,3}\w{0,7}$/.test(segment)) return true;
  if (segment.length > 24) return false;
  const letters =
    /^(?:[a-z]+|[A-Z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+){0,5}|[a-z]+[A-Z]{2,5}|[a-z]{1,4}\d{1,2}[a-z]{1,8})\d{0,3}$/;
  return letters.test(segment);
}
