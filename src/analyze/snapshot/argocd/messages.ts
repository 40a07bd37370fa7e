/** What Argo CD wraps around the text of a cause, outermost first. */
const LAYERS = [
  /^(?:ComparisonError|InvalidSpecError): /,
  /^Failed (?:last )?sync attempt to \S+: /i,
  /^Failed to (?:load target state|load live state|compare desired state to live state|load local manifests|normalize target state): /i,
  /^failed to generate manifest for source \d+ of \d+: /i,
  /^rpc error: code = \w+ desc = /,
  /^Manifest generation error \(cached\): /i,
  /^failed to execute helm template command: /i,
];

/**
 * The core of a nested message. `cached` means that the text may be older than the trouble of now.
 * argoproj/argo-cd:controller/state.go, reposerver/repository/repository.go@37ee0097
 */
export function peel(message: string): { core: string; cached: boolean } {
  let core = message.trim();
  let cached = false;
  for (;;) {
    const layer = LAYERS.find((pattern) => pattern.test(core));
    if (!layer) break;
    cached ||= /\(cached\)/i.test(layer.exec(core)?.[0] ?? '');
    core = core.replace(layer, '').trimStart();
  }
  return { core: helmError(core), cached };
}

/** A failed command quotes itself, with all API versions; what Helm or Kustomize complains about stands last. */
function helmError(text: string): string {
  if (!/^`(?:helm|kustomize) /.test(text)) return text;
  const at = text.lastIndexOf('Error: ');
  return at < 0 ? text : text.slice(at + 'Error: '.length).trim();
}

/** The object that a running sync waits for. The text tells no namespace. */
export type Waiting = {
  reason: 'health' | 'hook' | 'deletion' | 'confirmation';
  group: string;
  kind: string;
  name: string;
};

const WAITING =
  /^waiting for (completion of hook|healthy state of|deletion of(?: hook)?|pruning confirmation of) ([^/\s]*)\/([^/\s]+)\/(\S+?)(?: and \d+ more (?:resources|hooks))?$/;

/** argoproj/argo-cd:gitops-engine/pkg/sync/sync_context.go@37ee0097 */
export function waitingIn(message: string): Waiting | undefined {
  const match = WAITING.exec(message.trim());
  if (!match) return undefined;
  const [, words = '', group = '', kind = '', name = ''] = match;
  const reason = words.startsWith('completion')
    ? 'hook'
    : words.startsWith('healthy')
      ? 'health'
      : words.startsWith('deletion')
        ? 'deletion'
        : 'confirmation';
  return { reason, group, kind, name };
}
