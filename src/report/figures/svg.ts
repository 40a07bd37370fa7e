import { readable } from '../readable.ts';

/** An element of a figure. Attributes that are undefined are left out. */
export type SvgElement = string & { readonly svg: unique symbol };

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return readable(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] as string);
}

/** Text for inside an element: the only way in for what came from a bundle. */
export function svgText(text: string): SvgElement {
  return escaped(text) as SvgElement;
}

/** `<name …>children</name>`; attribute values are escaped, numbers rounded to a tenth. */
export function svg(
  name: string,
  attributes: Record<string, string | number | undefined> = {},
  ...children: readonly SvgElement[]
): SvgElement {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [` ${key}="${typeof value === 'number' ? Math.round(value * 10) / 10 : escaped(value)}"`],
  );
  const open = `<${name}${pairs.join('')}`;
  return (children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`) as SvgElement;
}
