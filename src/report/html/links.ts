import type { Report } from '../../report-format/report.ts';
import { createAnchors } from './anchors.ts';
import type { Caps } from './caps.ts';

/** Anchors of what is on the page, and links to them: none to what a cap left out. */
export type Links = {
  diagnosis(id: string): string;
  finding(id: string): string;
  toDiagnosis(id: string): string | undefined;
  toFinding(id: string): string | undefined;
};

export function createLinks({ diagnoses, findings }: Report, caps: Caps): Links {
  const [diagnosis, finding] = [createAnchors('d-'), createAnchors('f-')];
  const shownDiagnoses = new Set(diagnoses.slice(0, caps.diagnoses).map(({ id }) => id));
  const shownFindings = new Set(findings.slice(0, caps.findings).map(({ id }) => id));
  return {
    diagnosis,
    finding,
    toDiagnosis: (id) => (shownDiagnoses.has(id) ? diagnosis(id) : undefined),
    toFinding: (id) => (shownFindings.has(id) ? finding(id) : undefined),
  };
}
