import { createMarker, type Marker, type MarkOptions } from './marks.ts';
import { addressSpans, hostSpans } from './network.ts';
import { redactObject } from './redact-object.ts';
import { createLineRedactor, type LineDetector, type TextContext } from './redact-text.ts';
import { createStream, type RedactionStream } from './stream.ts';
import { compileUserPatterns } from './user-patterns.ts';

/** How a secret is written once it is taken out: `[redacted:<id> <kind>]`, where equal secrets share an id. */
export type Redactor = {
  /** The text with every secret replaced. Never throws; a text that cannot be judged is replaced as a whole. */
  text(text: string): string;
  /** A copy of an API object (or list) with Secret data, annotations of the last applied state, literal env values and ConfigMap values judged by name and by shape. */
  object<T>(object: T): T;
  /** How many secrets were taken out so far, by kind. */
  counts(): Record<string, number>;
};

/** A redactor that also takes a text in pieces, whatever their borders. */
export type StreamingRedactor = Redactor & {
  /** One text (a log, a file) from its first piece to its last; its output does not depend on how it was cut. */
  stream(): RedactionStream;
  /** Everything passes as it is. */
  isOff?: true;
};

/** Takes nothing out, for those who asked for it. */
export const NO_REDACTION: StreamingRedactor = {
  text: (text) => text,
  object: (object) => object,
  counts: () => ({}),
  stream: () => ({ write: (chunk) => chunk, end: () => '' }),
  isOff: true,
};

/** What else is taken out, on request. */
export type ExtraRedaction = {
  ips?: boolean;
  hosts?: boolean;
  /** RE2 patterns; where one has a group, the group is the secret. */
  patterns?: string[];
  /** A second opinion on tokens of providers, see provider-detectors.ts. */
  providers?: LineDetector;
};

/** How often Base64 within Base64 is decoded. */
const MAX_NESTING = 2;

const MAX_PLAIN_NAMES = 20_000;

/** Decoded text is only asked about: its marks are neither shown nor counted. */
const UNSHOWN: Marker = { mark: (kind) => `[redacted:0 ${kind}]`, counts: () => ({}) };

/** Creates a redactor. Throws USAGE where one of the user's patterns cannot be compiled, and never again. */
export function createRedactor(options: MarkOptions, extra: ExtraRedaction = {}): StreamingRedactor {
  const marker = createMarker(options);
  const detectors = detectorsOf(extra);
  const contextOf = (nesting: number): TextContext => {
    const inner = nesting < MAX_NESTING ? contextOf(nesting + 1) : undefined;
    return {
      marker: nesting === 0 ? marker : UNSHOWN,
      detectors,
      providers: extra.providers,
      holdsSecret: (text) => inner !== undefined && redactText(text, inner) !== text,
      secretObject: (line) => (nesting === 0 ? secretObject(line) : undefined),
    };
  };
  const context = contextOf(0);
  const failed = (what: string) => marker.mark('unjudged', what);

  const text = (written: string): string => {
    try {
      return redactText(written, context);
    } catch {
      // Whatever went wrong, the text was not judged: it must not come out.
      return failed(String(written));
    }
  };

  // The names in objects are few and come again and again; some writers put addresses and even keys there.
  const plainNames = new Set<string>();
  const key = (name: string): string => {
    if (plainNames.has(name)) return name;
    const shown = text(name);
    if (shown === name && plainNames.size < MAX_PLAIN_NAMES) plainNames.add(name);
    return shown;
  };

  function secretObject(line: string): string | undefined {
    if (!/"kind":\s?"Secret(?:List)?"/.test(line)) return undefined;
    const parsed = parsedJson(line);
    return parsed === undefined ? undefined : JSON.stringify(redactObject(parsed, { marker, text, key }));
  }

  return {
    text,
    object<T>(object: T): T {
      try {
        return redactObject(object, { marker, text, key }) as T;
      } catch {
        return failed('object') as T;
      }
    },
    counts: () => marker.counts(),
    stream: () => createStream(() => createLineRedactor(context), failed),
  };
}

function redactText(text: string, context: TextContext): string {
  const stream = createStream(
    () => createLineRedactor(context),
    (what) => context.marker.mark('unjudged', what),
  );
  return stream.write(text) + stream.end();
}

function detectorsOf({ ips, hosts, patterns }: ExtraRedaction): LineDetector[] {
  return [
    ...(ips ? [addressSpans] : []),
    ...(hosts ? [hostSpans] : []),
    ...(patterns?.length ? [compileUserPatterns(patterns)] : []),
  ];
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Cut, or JSON with something behind it: the line is judged as text instead.
    return undefined;
  }
}
