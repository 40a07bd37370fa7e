import type { ApiObject } from '../content/api-object.ts';
import { isRecord } from '../content/api-object.ts';

/** The object that a JSON text holds. Throws an error that quotes nothing of the text: it may be secret. */
export function parseObject(text: string): ApiObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TypeError('it is not valid JSON');
  }
  if (!isRecord(value)) throw new TypeError('it holds no JSON object');
  return value;
}
