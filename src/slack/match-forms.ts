import { japanDay } from "../text/days.ts";
import { recordCard, showOthers } from "./cards.ts";
import { readCloseForm } from "./forms/close-form.ts";
import { readConsentForm, readConsentMetadata } from "./forms/consent-form.ts";
import { readMeetingForm } from "./forms/meeting-form.ts";
import { readMoveMetadata } from "./forms/move-form.ts";
import { readReasonForm } from "./forms/reason-form.ts";
import { moveMatch, tellOutcome } from "./matches.ts";
import { type Reaction, type Submitted, shownBy } from "./submitted.ts";
import { aboutOf } from "./windows.ts";
import type { Workplace } from "./workplace.ts";

/** 同意 was sent. */
export function onConsentForm(sent: Submitted, at: Workplace): Reaction {
  const today = japanDay(at.clock());
  const read = readConsentForm(sent.values, { language: sent.person.language, today });
  const about = readConsentMetadata(sent.metadata);
  if ("errors" in read) return { errors: read.errors };
  if (!about) return {};
  return {
    async after() {
      const consent = { ...about, ...read.ok };
      const result = await at.backend.desk().ledger.grantConsent(consent, sent.person.actor);
      await tellOutcome(result, about.match, shownBy(sent), at);
    },
  };
}

/** 面談 was sent: what was done is an activity, and the match goes on. */
export function onMeetingForm(sent: Submitted, at: Workplace): Reaction {
  const today = japanDay(at.clock());
  const read = readMeetingForm(sent.values, { language: sent.person.language, today });
  const way = readMoveMetadata(sent.metadata);
  if ("errors" in read) return { errors: read.errors };
  if (!way) return {};
  const { kind, on, note, ...next } = read.ok;
  return {
    async after() {
      const { ledger } = at.backend.desk();
      const { actor } = sent.person;
      const moved = await ledger.move({ ...way, ...next }, actor);
      if (moved.kind === "done")
        await ledger.reportActivity({ kind, on, note, match: way.match }, actor);
      await tellOutcome(moved, way.match, shownBy(sent), at);
    },
  };
}

/** 保留, 期限切れ or 再開 was sent with its reason. */
export function onReasonForm(sent: Submitted, at: Workplace): Reaction {
  const read = readReasonForm(sent.values, sent.person.language);
  const way = readMoveMetadata(sent.metadata);
  if ("errors" in read) return { errors: read.errors };
  if (!way) return {};
  return {
    async after() {
      await moveMatch({ ...way, ...read.ok }, shownBy(sent), at);
    },
  };
}

/**
 * 見送り or 取下げ was sent with its reason; of a suggestion, that is recorded with it. Who else there
 * is for the need is shown then.
 */
export function onCloseForm(sent: Submitted, at: Workplace): Reaction {
  const read = readCloseForm(sent.values, sent.person.language);
  const way = readMoveMetadata(sent.metadata);
  if ("errors" in read) return { errors: read.errors };
  const { card } = aboutOf(sent);
  if (card) {
    const passed = { ...card, state: "draft", passed: read.ok } as const;
    return { after: () => recordCard(passed, shownBy(sent), at) };
  }
  if (!way) return {};
  return {
    async after() {
      const shown = shownBy(sent);
      const became = await moveMatch({ ...way, ...read.ok }, shown, at);
      if (became === "done" && way.to === "closed") await showOthers(way.match, shown, at);
    },
  };
}
