import type { App } from "../cli/app.ts";
import { createDraftShelf } from "../drafts/draft-shelf.ts";
import type { CardProposer } from "../drafts/proposal.ts";
import type { ChatModelSettings } from "../models/openai-chat-model.ts";
import type { IndexedCorpus } from "../search/corpus-index.ts";
import { draftChangesFolder, expectStaff, failuresTo, tellLedger } from "./document-changes.ts";
import type { DeskWhenUsed } from "./open-desk.ts";

interface Options {
  readonly dataFolder: string;
  readonly index: {
    readonly corpusFolder: () => string;
    current(): Promise<{ readonly corpus: IndexedCorpus }>;
  };
  /** The language model that proposes beside the rules, where one is set. */
  readonly model?: ChatModelSettings | undefined;
  /** The names that must not leave the house. */
  readonly names: () => Promise<readonly string[]>;
  /** Told of faults that were gone around. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  readonly desk: DeskWhenUsed;
}

/** The drafts of cards in the corpus folder; every change of them is an event of the ledger. */
export function openDrafts(options: Options): {
  readonly drafts: App["drafts"];
  /** Ends what was interrupted. */
  readonly finish: () => Promise<void>;
} {
  const { index, desk, model, dataFolder, onTrouble } = options;
  const shelf = createDraftShelf({
    corpusFolder: index.corpusFolder,
    staging: draftChangesFolder(dataFolder),
    onFailed: failuresTo(onTrouble),
    indexed: async () => (await index.current()).corpus,
    proposer: model ? byModel(model, options) : BY_RULES,
    tell: async (change, id) => {
      // That a document was looked at and gave nothing new is no change.
      if (change.drafts?.length !== 0) await tellLedger(change, id, desk);
    },
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

// Loaded when they are needed: whoever asks a question need not wait for them.
const BY_RULES: CardProposer = {
  version: "rules 1",
  async propose(document) {
    const { proposeByRules } = await import("../drafts/propose-by-rules.ts");
    return { proposals: proposeByRules(document), isWhole: true };
  },
};

function byModel(
  model: ChatModelSettings,
  { names, onTrouble }: Pick<Options, "names" | "onTrouble">,
): CardProposer {
  return {
    version: `rules 1, model ${model.model} 1`,
    async propose(document) {
      const { createModelDrafts } = await import("./model-drafts.ts");
      return createModelDrafts(model, { names, onTrouble })(document);
    },
  };
}
