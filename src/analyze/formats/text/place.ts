import { kindOfWord, type ResourceKind } from './kinds.ts';

/** What the path of a text tells about its content. */
export type Place = {
  kind?: ResourceKind;
  namespace?: string;
  /** True where a known layout promises everything of that kind (in that namespace). */
  complete: boolean;
  /** The file's name without suffixes. */
  stem: string;
  previous: boolean;
  /** The path says that it is a log: what is no command's output in it is one. */
  log: boolean;
  /** The name is that of a log of the node itself. */
  nodeLog: boolean;
};

const SUFFIXES = /(?:\.(?:log|txt|out|text|md|yaml|yml|json|gz|\d{1,3}))+$/i;

const NODE_LOG =
  /^(?:kubelet|containerd|cri-?o|dockerd|docker|journal(?:ctl|d)?|k3s(?:-(?:service|agent))?|rke2-(?:server|agent)|dmesg|syslog|messages)$/i;

/**
 * `get/<kind>.txt` (all namespaces), `describe/<kind>/<namespace>.txt` and `describe/<kind>.txt` are promises of their
 * layout; a loose name such as `describe-pod.txt` or `kubectl/pods` only says which kind to expect.
 */
export function placeOf(path: string): Place {
  const parts = path.split('/');
  const base = parts.at(-1) ?? '';
  const stem = base.replace(SUFFIXES, '').replace(/[._-]previous$/i, '');
  const plain: Place = {
    stem,
    complete: false,
    previous: /[._-]previous(?:\.|$)/i.test(base),
    log: /\.log(?:\.\d{1,3})?$/i.test(base) || parts.slice(0, -1).some((part) => /^(?:pod)?logs?$/i.test(part)),
    nodeLog: NODE_LOG.test(stem),
  };
  const [above = '', parent = ''] = [parts.at(-3), parts.at(-2)];

  if (parent === 'get') return promised(plain, stem);
  if (parent === 'describe') return promised(plain, stem);
  if (above === 'describe' && kindOfWord(parent)) return { ...promised(plain, parent), namespace: stem };
  if (parent === 'poddescribe') return { ...plain, ...kindPart('pod'), namespace: stem };
  return { ...plain, ...kindPart(kindWordIn(stem)) };
}

function promised(plain: Place, word: string): Place {
  const kind = kindOfWord(word);
  return kind ? { ...plain, kind, complete: true } : plain;
}

/** `describe-pod`, `pod_describe`, `nodesdescribe`, `get-pods`, `pods-wide`, `pods`. */
function kindWordIn(stem: string): string {
  const words = stem
    .toLowerCase()
    .replace(/describe|kubectl|wide|get|desc/g, ' ')
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1);
  return words.find((word) => word !== 'events' && kindOfWord(word) !== undefined) ?? '';
}

function kindPart(word: string): Pick<Place, 'kind'> {
  const kind = word ? kindOfWord(word) : undefined;
  return kind ? { kind } : {};
}
