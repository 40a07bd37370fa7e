import type { ApiObject } from '../content/api-object.ts';
import { isRecord, recordAt, textAt } from '../content/api-object.ts';
import { jsonItems } from '../transport/json-items.ts';
import { parseObject } from '../transport/json-object.ts';
import type { ListRequest } from '../transport/transport.ts';

/** As many as kubectl asks for at a time. */
const PAGE = 500;

type Get = (path: string) => Promise<AsyncIterable<Buffer>>;

/** The objects of a list, page by page, as `kubectl get -o json` would print them. `whole` asks for it in one piece. */
export async function* objectsOf(request: ListRequest, get: Get, whole: boolean): AsyncGenerator<ApiObject> {
  for (const path of request.paths) {
    let token = '';
    do {
      const page = await get(whole ? path : pagePath(path, token));
      let envelope: ApiObject = {};
      const items = jsonItems(page, (text) => {
        envelope = parseObject(text);
      });
      for await (const text of items) {
        const object = parseObject(text);
        // Go writes a list without items as null.
        if (object.items === null) continue;
        yield asKubectlShows(object, request);
      }
      token = textAt(envelope, 'metadata', 'continue');
    } while (token !== '');
  }
}

function pagePath(path: string, token: string): string {
  const query = new URLSearchParams({ limit: String(PAGE), ...(token === '' ? {} : { continue: token }) });
  return `${path}?${query}`;
}

/** Items of a list carry neither kind nor version, and kubectl leaves managedFields out unless it is asked for them. */
function asKubectlShows(object: ApiObject, { kind, apiVersion, managedFields }: ListRequest): ApiObject {
  if (!managedFields && isRecord(object.metadata) && 'managedFields' in object.metadata) {
    const { managedFields: _left, ...metadata } = recordAt(object, 'metadata');
    return { apiVersion, kind, ...object, metadata };
  }
  return { apiVersion, kind, ...object };
}
