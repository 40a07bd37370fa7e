import type { KubeObject } from '../formats/kube-object.ts';

/** Remembers a small answer about each object: many rules ask the same, and a large bundle's objects are parsed for it. */
export function oncePerObject<T>(ask: (object: KubeObject) => T): (object: KubeObject) => T {
  const answers = new WeakMap<KubeObject, { answer: T }>();
  return (object) => {
    const known = answers.get(object);
    if (known) return known.answer;
    const answer = ask(object);
    answers.set(object, { answer });
    return answer;
  };
}
