import { containersWith } from './container-states.ts';
import { defineCheck } from './define-check.ts';

export const imagePullBackOff = defineCheck({
  run: (context) =>
    containersWith(
      {
        reasons: [
          'ErrImagePull',
          'ImagePullBackOff',
          'InvalidImageName',
          'ErrImageNeverPull',
          'ImageInspectError',
          'RegistryUnavailable',
          'SignatureValidationFailed',
        ],
        event: { reason: 'BackOff', message: /^Back-off pulling image "(?<image>[^"]+)"/ },
        captures: ({ image }): Record<string, string> => (image ? { image } : {}),
      },
      context,
    ),
});
