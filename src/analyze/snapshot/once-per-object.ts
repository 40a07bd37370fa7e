import type { KubeObject } from '../formats/kube-object.ts';

/**
 * Remembers an answer about each object of a cluster, or about anything else that does not change, as long as that is
 * there: many rules ask the same, and a large bundle's objects are parsed for it.
 */
export function oncePerObject<T, Asked extends object = KubeObject>(ask: (object: Asked) => T): (object: Asked) => T {
  const answers = new WeakMap<Asked, { answer: T }>();
  return (object) => {
    const known = answers.get(object);
    if (known) return known.answer;
    const answer = ask(object);
    answers.set(object, { answer });
    return answer;
  };
}
