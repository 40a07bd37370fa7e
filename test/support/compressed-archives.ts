import type { Tree } from './archives.ts';

/** What lies in each archive below: a tar of three files, compressed by the tools of these formats. */
export const compressedTree: Tree = {
  'case/version.yaml': 'kind: SupportBundle\n',
  'case/pods/web.log': Array.from({ length: 200 }, (_, line) => `line ${line + 1}\n`).join(''),
  'case/pods/empty.log': '',
};

const decode = (...lines: string[]) => Buffer.from(lines.join(''), 'base64');

export const tarXz = decode(
  '/Td6WFoAAAFpIt42AgAhARwAAAAQz1jM4BP/AV5dADGYSszssSm9ecUNd5ykj6sEVhnUzci6ZFOth5qDvJJCRzZ7lSdItkN9omSm6w6/uXtIdE',
  't8zUyPgCza28Kh7vWmDpSFUqfGN/Jub0sn4XRlPEySkuKn9RPqWzQ/bvTebe3qJiOJadgzoQSMsCkqw9RsoFhOMf2oBRMbktH70QgaBxrft5D8',
  '9N7DE7/O1R2lnBAnKbx8kkdahsEsKmlhEL5UviFYc+vXSrQCHEw4jnVCiRjXeJ1/0Zkj9X7FZPDkJJSA9UYitXc8eiHVVLL62NdlEmRIHetvGA',
  'vZKPqF+L5YemsTl2coNMmfJuxG0LzSKOzhJuta/9nLETqGG7r+0KejnKyKjoLBJt2DA1tMKdUAdUMqeH41pmu6j9UBi1jOyv978l/wFBLW+P6v',
  's1xJTszAb6GG9wKZKuN3coW3T8SlF+AnCxZ2Z8J6jwiQGUUSoOLkDIyIWhA1HNvHj46jAAAA1ucOeQAB9gKAKAAA2txZoT4wDYsCAAAAAAFZWg',
  '==',
);

export const tarBz2 = decode(
  'QlpoOTFBWSZTWYL7mjcAAk3fkcqQQAH/9BACiAB+r9+gBEAAIAAIQAJIXAECSSjPSU3qj3qUDTEGEyMJ5qhVNoD/1VQAGgAAAAYA00NGjEZANA',
  'BoYQ9STUf6npVT9UxAZGBGQMTE18m6SrYMTZmJWgIjxw/FYpJhMUC5OCGViEN9cI4cWOq3kuV1JACkiAoEoE4TAmBOEoFAiApJACpAAKUEQFAl',
  'AnCYEwJwlAoEQFJIAVIALrrtC0AIFp/tvLnYmvWpMkiCIiIiMHd3d3fBOYmNOpiY7I7Mz1yRE5JIiMkcN999999/ekkkktETATMBMMCQiiZjNV',
  'MwEzATMBMwEzATMYpjbabTSSSWlAACrpMEAAQBdXmru7u0mkklriAfWqdVVUAABqXte1Y2xd3dpJpJLXAADM1QBrWMAGzxnLe3BtpJNJLWQAAA',
  'AAHTbby20kk0lrYAAN5WMAABV4u9ru+F2kkk0tYDVUAAAADrDbbfFpJJJrVAAAAAARTw222+OkkkkmAAAAAw33RdGWdg05lxXrxrXWdTfIBAvd',
  'ZcsrTs4CBW1x8pfqSAXQvjuxqwCBVKEpXjZ6TU50My62pvBTxyqqGqNgj/F3JFOFCQgvuaNw==',
);

export const tarZst = decode(
  'KLUv/WQAE4UMAKYZPBxwiYrFQHw/ah+qutgwndN9obK7u3uzhvP/7jwSTQAxACUAz6uJZ0UAH5SFYkmrokJgLAEGCoPAI8FoJADKklhECCAORq',
  'MRKTgMJBaKhGQmcSAgj0gyh+TQ6KGZScxwkkUB0RCwYCgeDmVBQHkgDgLP87yaeFb07GriWdGjq4lnRU+uJp4VPbiaeFb03GriWdFjq4lnRU+t',
  'Jp4VPbSaeFYU933ft23btm3btm3XdV3XdV3XNU3TNE3TNE3//////8/zPM/zBHY2QBoKygzt+77v+77vu67ruq7ruq7neZ7neZ7nOY7jOI7jOI',
  '7f933fAYDeqDFsnoKCQmXjkCUpZDkiCCBYzJPkRvn/lcK0Af1bYOyYGRAGRwUKlBR+QIlbxRY1gamqzJLSVFWlSGGmKFKsMFE0MVJYWeoIjtgI',
  'jSgjMOIiWKSKoB7SLfxkF766jZdu4le37tJd9OrWXbqLXt2yufVJxac1+AgypWPaqZqed/wBTGt0bSUxGoALARqUAvy2dd/WSYAfAYbfOTXZH0',
  'jk',
);

/** A tar.xz of `a.xz`, which is an xz again, and `b.log`. */
export const xzInTarXz = decode(
  '/Td6WFoAAAFpIt42AgAhARwAAAAQz1jM4Av/AgJdADCLiwfgH1oYY823j6/d2Gyv8mAK23pNowwQ8GV9xYooKsH9CBl9ZpzOsTM3I3EUL/Nxet',
  'HBQlFGrOe8U8iWnRDFz0vUkAb81bdAqe5TVBp72qEfxX9zujfyDejD/BSvhE6Rf1OyNKTnXkcuemTNwc/5kCEzBdOx/by2as10QrFwgf74Cx/r',
  'CKWC/SjEo77Q/HAAqwzAof/OCmmLrAIkcDfY8bdx8gZjd4B83URGzzdU6CM+LwGq2K3OkKvlgO+y55M50fDP0dt+9+1VnOt0o/a53W9mt9Zxn5',
  'xQJj84e570kxER392PYawkIzE7dkoF3dsRzfsXcFN1KAiiuQPxR1YQBmQoCebtVGXXBqU9UKUsqjm5JS8vbZKfvauc7d79vVHSUQB0hGFmvG5S',
  'PbJa0/8bv4cT3l9gVQKtj0A2cKQSGTj3eaSnY09+FcKLgIPn+VU5VgMaBNdsIogoL5XFvB4Q8BXLOV5v9lZqXMvLV3FHXYJs6ltHEnxHsKpTYk',
  'rasjQURmGs8XMBFRd0XOiLBCMM05fo9Hhoy8n4GmClyUxitr3a9BwRP1nJ1/JWDzOukIVKEZTz8HpugPmj1oLMqtUaezxF0k8Mem4hjhgG5brP',
  '4SJ6cBSKioS4GYlYZ+3mKeadol9UTKqBUu8BgB4szxvkdTFXlSGqB+Wp1lqGDz5xvZIAAABW2MFxAAGaBIAYAADLA0R1PjANiwIAAAAAAVla',
);

/** The xz of a hundred thousand times `line`. */
export const linesXz = decode(
  '/Td6WFoAAAFpIt42AgAhARwAAAAQz1jM56EfAJJdADYaSh8HtRFpFs9VPF+aS+tMskiNqTT9wjntEmBfQ3Rl56Y9KrzOFZAdnZZ11fSZi8wdo+',
  'rKez65ZdqiJCuI9EyQnYSgBSSjm/bgEzA553jyIXy96QionDkaDdtwxcBa1Qj5x9qt/PtSK3TNHlsgQvndUz34KWQJO4DLKmzftTvwxL0uX6oP',
  'PktmQpATDj11KzEAAAAAoG6fyQABqgGgwh4AEauzTT4wDYsCAAAAAAFZWg==',
);
