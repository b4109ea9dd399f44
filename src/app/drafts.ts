import type { App } from "../cli/app.ts";
import { createDraftShelf } from "../drafts/draft-shelf.ts";
import type { ProposeCards } from "../drafts/proposal.ts";
import type { IndexedCorpus } from "../search/corpus-index.ts";
import { expectStaff, tellLedger } from "./document-changes.ts";
import type { DeskWhenUsed } from "./open-desk.ts";

interface Options {
  readonly index: {
    readonly corpusFolder: () => string;
    current(): Promise<{ readonly corpus: IndexedCorpus }>;
  };
  /** Default: rules. */
  readonly proposeCards?: ProposeCards | undefined;
  readonly desk: DeskWhenUsed;
}

/** The drafts of cards in the corpus folder; every change of them is an event of the ledger. */
export function openDrafts({ index, proposeCards = byRules, desk }: Options): {
  readonly drafts: App["drafts"];
  /** Ends what was interrupted. */
  readonly finish: () => Promise<void>;
} {
  const shelf = createDraftShelf({
    corpusFolder: index.corpusFolder,
    indexed: async () => (await index.current()).corpus,
    propose: proposeCards,
    tell: (change) => tellLedger(change, desk),
  });
  return {
    finish: shelf.finish,
    drafts: {
      list: shelf.list,
      async propose(names, by) {
        await expectStaff(by, desk);
        return shelf.propose(names, by.id);
      },
      async accept(id, by) {
        await expectStaff(by, desk);
        return shelf.accept(id, by.id);
      },
      async reject(id, by) {
        await expectStaff(by, desk);
        await shelf.reject(id, by.id);
      },
    },
  };
}

const byRules: ProposeCards = async (document) => {
  // Loaded when it is needed: whoever asks a question need not wait for it.
  const { proposeByRules } = await import("../drafts/propose-by-rules.ts");
  return proposeByRules(document);
};
