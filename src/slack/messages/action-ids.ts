/** What a button does; Slack gives the id back with the value of the button. */
export const ACTIONS = {
  /** Value: answer|number of the citation. */
  showSource: "musubi_show_source",
  /** Value: answer|useful or answer|not-useful. */
  feedback: "musubi_feedback",
  /** Value of these three: answer. */
  outdated: "musubi_outdated",
  consult: "musubi_consult",
  share: "musubi_share",
  /** Value of these three: need|partner. */
  record: "musubi_record",
  candidate: "musubi_candidate",
  pass: "musubi_pass",
  /** Value of these two: match. */
  showMatch: "musubi_show_match",
  review: "musubi_review",
  /** Value: survey. */
  survey: "musubi_survey",
  /** Followed by the side. Value: match|side. */
  consent: "musubi_consent",
  /** Value: where it was pressed: `home`, an answer, or the ids that the caller gave. */
  openNeedForm: "musubi_open_need_form",
} as const;

/** Slack refuses equal ids in one row of buttons: the state that a button leads to is a part of its id. */
export function moveAction(to: string): string {
  return `musubi_move_${to}`;
}

/** The ids of buttons that move a match. Value: match|state that the person saw|state that it goes to. */
export const MOVE_ACTION = /^musubi_move_/u;
