import type { ObjectIdentity } from '../analyze/formats/kube-object.ts';
import { compareText } from '../analyze/snapshot/order.ts';
import type { RelationEnd } from '../analyze/snapshot/relations/relations.ts';
import type { Snapshot } from '../analyze/snapshot/snapshot.ts';
import { CasefileError } from '../errors.ts';

/**
 * The object that `kind/namespace/name` or `kind/name` names; the kind in any case, singular or plural, as one types it.
 * A name without namespace may stand for the only namesake. Absent ends of relations can be named, too.
 * @throws CasefileError NO_SUCH_OBJECT with what comes close.
 */
export function parseReference(reference: string, snapshot: Snapshot): ObjectIdentity {
  const parts = reference.split('/');
  const [typed = '', ...rest] = parts;
  const name = rest.at(-1) ?? '';
  const namespace = rest.length > 1 ? rest[0] : undefined;
  const fits = (candidate: ObjectIdentity) =>
    sameKind(typed, candidate.kind) &&
    candidate.name === name &&
    (namespace === undefined || namespace === '' || candidate.namespace === namespace);

  const found = [...snapshot.objects.all(), ...absentEnds(snapshot)].filter(fits);
  const keys = new Set(found.map(({ kind, namespace: home, name: own }) => `${kind}/${home ? `${home}/` : ''}${own}`));
  if (found[0] && keys.size === 1) return found[0];
  const several = [...keys].sort(compareText).slice(0, 5);
  const close = snapshot.objects.all().filter((candidate) => sameKind(typed, candidate.kind));
  throw new CasefileError(
    'NO_SUCH_OBJECT',
    keys.size > 1 ? `${reference} names several objects` : `there is no ${reference}`,
    {
      detail:
        keys.size > 1
          ? several.join(', ')
          : `Of that kind: ${
              close
                .slice(0, 5)
                .map((object) => `${object.namespace ? `${object.namespace}/` : ''}${object.name}`)
                .join(', ') || 'none'
            }.`,
    },
  );
}

function absentEnds({ relations }: Snapshot): RelationEnd[] {
  return relations.all().flatMap(({ from, to }) => [from, to].filter(({ state }) => state !== 'present'));
}

const SHORT: Record<string, string> = {
  po: 'pod',
  svc: 'service',
  deploy: 'deployment',
  sts: 'statefulset',
  ds: 'daemonset',
  rs: 'replicaset',
  cm: 'configmap',
  pvc: 'persistentvolumeclaim',
  pv: 'persistentvolume',
  sc: 'storageclass',
  ing: 'ingress',
  ns: 'namespace',
  no: 'node',
  hpa: 'horizontalpodautoscaler',
  sa: 'serviceaccount',
  app: 'application',
};

function sameKind(typed: string, kind: string): boolean {
  const wanted = typed.toLowerCase();
  const name = SHORT[wanted] ?? wanted;
  const own = kind.toLowerCase();
  return [own, `${own}s`, `${own}es`, own.replace(/y$/, 'ies')].includes(name);
}

/** What an object needs, then what needs it, a line each. */
export function relationLines(object: ObjectIdentity, { relations }: Snapshot): string[] {
  const shown = ({ kind, namespace, name, state }: RelationEnd) =>
    `${kind} ${namespace ? `${namespace}/` : ''}${name}${state === 'present' ? '' : ` (${state.replace('-', ' ')})`}`;
  const from = relations
    .from(object)
    .map(({ relation, to, path, detail }) => `  ${relation} → ${shown(to)}${note(path, detail)}`);
  const to = relations
    .to(object)
    .map(({ relation, from, path, detail }) => `  ${shown(from)} ${relation} →${note(path, detail)}`);
  return [
    `relations of ${object.kind} ${object.namespace ? `${object.namespace}/` : ''}${object.name}`,
    ...from,
    ...to,
  ];
}

function note(path: string | undefined, detail: string | undefined): string {
  const words = [detail, path].filter((word) => word !== undefined);
  return words.length > 0 ? `  [${words.join(', ')}]` : '';
}
