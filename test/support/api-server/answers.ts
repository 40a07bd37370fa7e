/** What the server sends back. */
export type Answer = { status: number; body: string | Buffer | object; headers?: Record<string, string> };

export function json(body: object): Answer {
  return { status: 200, body };
}

/** meta/v1 Status, from which kubectl makes its `Error from server (<reason>): <message>`. */
export function failure(code: number, reason: string, message: string): Answer {
  return {
    status: code,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', code, reason, message },
  };
}

export const NOT_FOUND = failure(404, 'NotFound', 'the server could not find the requested resource');

export function forbidden(verb: string, resource: string, group: string, namespace: string | undefined): Answer {
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const what = group === '' ? resource : `${resource}.${group}`;
  return failure(
    403,
    'Forbidden',
    `${what} is forbidden: User "support" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
  );
}
