import type { Json, JsonObject } from '../kube-object.ts';
import { isJsonObject, KubeObject } from '../kube-object.ts';
import type { Context } from './context.ts';
import { type Line, textOf } from './lines.ts';

/** A piece of a template: words that are printed as they are, or the field whose value stands there. */
type Piece = { words: string } | { field: string[] };

/** Longer values are documents, not what somebody pasted. */
const MAX_OUTPUT = 100_000;

/**
 * Reads the output of `kubectl get <kind> <name> -o jsonpath='{.status.phase}'`: the command says which field of which
 * object it is. Templates that walk over lists or filter tell too little and are left as text.
 */
export function readJsonPath(lines: readonly Line[], context: Context): boolean {
  const { command } = context;
  const template = /^jsonpath=(.+)$/s.exec(command?.output ?? '')?.[1];
  const [resource, second] = command?.kinds ?? [];
  const [name, other] = command?.names ?? [];
  if (!command || !template || !resource || second || !name || other || command.verb !== 'get') return false;

  const text = textOf(lines).trim();
  const pieces = piecesOf(template.replace(/^(['"])(.*)\1$/s, '$2'));
  const fields = pieces && text.length <= MAX_OUTPUT ? fieldsOf(pieces, text) : undefined;
  if (!fields) return false;

  const namespace = resource.namespaced ? (command.namespace ?? context.namespace) : undefined;
  const body: JsonObject = { kind: resource.kind, metadata: { name, ...(namespace ? { namespace } : {}) } };
  for (const { path, value } of fields) put(body, path, value);
  const line = lines.find((candidate) => candidate.text.trim() !== '')?.number ?? 1;
  const object = new KubeObject({
    kind: resource.kind,
    apiVersion: resource.apiVersion,
    name,
    ...(namespace ? { namespace } : {}),
    fidelity: 'describe',
    source: { file: context.path, line },
    body,
  });
  context.kept.set(`jsonpath/${line}`, () => context.sink.object(object));
  return true;
}

/** Undefined for a template with anything but words and plain fields. */
function piecesOf(template: string): Piece[] | undefined {
  const pieces = template.split(/(\{[^{}]*\})/).filter((piece) => piece !== '');
  const read = pieces.map((piece): Piece | undefined => {
    if (!piece.startsWith('{')) return { words: piece };
    const words = /^\{"((?:[^"\\]|\\[nt])*)"\}$/.exec(piece)?.[1];
    if (words !== undefined) return { words: words.replaceAll('\\n', '\n').replaceAll('\\t', '\t') };
    return /^\{\$?(?:\.[A-Za-z][\w-]*)+\}$/.test(piece)
      ? { field: piece.replace(/^\{\$?\.|\}$/g, '').split('.') }
      : undefined;
  });
  return read.some((piece) => piece === undefined) ? undefined : (read as Piece[]);
}

/** The values of the fields, each of which goes on to the words that follow it in the template. */
function fieldsOf(pieces: readonly Piece[], text: string): { path: string[]; value: Json }[] | undefined {
  const found: { path: string[]; value: Json }[] = [];
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    if ('words' in piece) {
      // The prompt of the next command may have swallowed the end.
      const words = index === pieces.length - 1 ? piece.words.trimEnd() : piece.words;
      if (!text.startsWith(words, at)) return undefined;
      at += words.length;
      continue;
    }
    const next = pieces[index + 1];
    const isLast = index + 2 >= pieces.length;
    const words = next && 'words' in next ? (isLast ? next.words.trimEnd() : next.words) || undefined : undefined;
    const end = words === undefined ? text.length : text.indexOf(words, at);
    // Two fields side by side, or words that are not there: nothing says where the value ends.
    if (end < 0 || (next && 'field' in next)) return undefined;
    const value = text.slice(at, end);
    if (value !== '') found.push({ path: piece.field, value: parsed(value) });
    at = end;
  }
  return found;
}

/** Lists and maps are printed as JSON; everything else without quotes. */
function parsed(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Cut, or wrapped inside a text: it stays what was printed.
    return text;
  }
}

function put(body: JsonObject, path: readonly string[], value: Json): void {
  let place = body;
  for (const key of path.slice(0, -1)) {
    const inner = Object.hasOwn(place, key) ? place[key] : undefined;
    const next = isJsonObject(inner) ? inner : {};
    place[key] = next;
    place = next;
  }
  const last = path.at(-1);
  if (last !== undefined && last !== '__proto__') place[last] = value;
}
