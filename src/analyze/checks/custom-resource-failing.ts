import type { KubeObject } from '../formats/kube-object.ts';
import type { RawFinding } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { subjectOf } from './container-states.ts';
import { defineCheck } from './define-check.ts';
import { isYoung } from './pod-stage.ts';
import { reportedFailure } from './reported-failure.ts';

/** The cluster's own groups: rules that know each kind judge these. */
const BUILT_IN =
  /^(?:apps|batch|autoscaling|policy|extensions|events\.k8s\.io|metrics\.k8s\.io|.*\.internal\.apiserver\.k8s\.io|(?:networking|rbac\.authorization|storage|scheduling|coordination|discovery|admissionregistration|apiextensions|apiregistration|certificates|node|flowcontrol\.apiserver|authentication|authorization|resource)\.k8s\.io)$/;
/** Kinds that have rules of their own, which know what their conditions mean. */
const TOLD_ELSEWHERE = new Set([
  'Application',
  'ApplicationSet',
  'AppProject',
  'Certificate',
  'CertificateRequest',
  'Order',
  'Challenge',
  'Issuer',
  'ClusterIssuer',
  'ExternalSecret',
  'SealedSecret',
  'HTTPRoute',
  'GRPCRoute',
  'TCPRoute',
  'TLSRoute',
]);

/** Custom resources whose controllers say in their status that they failed. */
export const customResourceFailing = defineCheck({
  run: ({ objects, snapshot, evidence }) =>
    objects.all().flatMap((object): RawFinding[] => {
      if (!isCustom(object) || TOLD_ELSEWHERE.has(object.kind) || object.at('metadata.deletionTimestamp')) return [];
      const failure = reportedFailure(object);
      if (!failure || isOnHold(object) || isJustMade(object, snapshot)) return [];
      const { message, path, condition } = failure;
      const proof = (condition && evidence.condition(object, condition)) || evidence.field(object, path);
      return [{ subject: subjectOf(object), captures: { message }, evidence: [proof] }];
    }),
});

/** Where "now" is only the newest time of the bundle, an object that was captured alone always looks new. */
function isJustMade(object: KubeObject, snapshot: Snapshot): boolean {
  return snapshot.capturedAtSource !== 'newest-time' && isYoung(object, snapshot);
}

/** Told to rest. */
function isOnHold(object: KubeObject): boolean {
  const resting = ['spec.paused', 'spec.suspend'].some((path) => object.at(path) === true);
  return resting || object.at('spec.running') === false;
}

function isCustom({ apiVersion }: KubeObject): boolean {
  const slash = apiVersion.indexOf('/');
  return slash > 0 && !BUILT_IN.test(apiVersion.slice(0, slash));
}
