import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { describeWithShared, SHARED } from "../support/shared.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { readRetrievalSet, SET_NAMES } from "./retrieval-sets.ts";

function folderWith(name: string, lines: readonly unknown[]): string {
  const folder = tempFolder();
  const text = lines.map((line) => JSON.stringify(line)).join("\n");
  writeFileSync(join(folder, `${name}.jsonl.gz`), gzipSync(text));
  return folder;
}

describe("sets of questions over texts", () => {
  test("a question of several relevant texts has the places of all", () => {
    const folder = folderWith("lawqa", [
      { type: "meta" },
      { type: "doc", id: "a", title: "港湾法 第1条", text: "一" },
      { type: "doc", id: "b", title: "港湾法 第2条", text: "二" },
      { type: "query", text: "港湾とは", gold: ["b", "a"], split: "test" },
    ]);

    const { texts, questions } = readRetrievalSet(folder, "lawqa");

    expect(texts[1]).toEqual({ title: "港湾法", heading: "第2条", body: "二" });
    expect(questions).toEqual([{ text: "港湾とは", relevant: new Set([1, 0]) }]);
  });

  test("only the questions of one split are read, over the texts of both", () => {
    const folder = folderWith("jsquad", [
      { type: "doc", id: "a", title: "梅雨", text: "一", split: "valid" },
      { type: "doc", id: "b", title: "梅雨", text: "二", split: "test" },
      { type: "query", text: "甲", gold: ["a"], split: "valid" },
      { type: "query", text: "乙", gold: ["b"], split: "test" },
    ]);

    const { texts, questions } = readRetrievalSet(folder, "jsquad");

    expect(texts).toHaveLength(2);
    expect(questions.map(({ text }) => text)).toEqual(["乙"]);
  });

  test("a question about a text that is not there is refused", () => {
    const folder = folderWith("jsquad", [
      { type: "query", text: "甲", gold: ["a"], split: "test" },
    ]);

    expect(() => readRetrievalSet(folder, "jsquad")).toThrow('a text "a"');
  });
});

describeWithShared("the sets kept beside the checkout", () => {
  const folder = join(SHARED, "eval/retrieval");

  test.each([
    ["jsquad", 2_303, 4_408],
    ["lawqa", 209, 140],
    ["lawcap", 20_000, 3_000],
  ] as const)("%s is whole", (name, texts, questions) => {
    const set = readRetrievalSet(folder, name);

    expect(set.texts).toHaveLength(texts);
    expect(set.questions).toHaveLength(questions);
    expect(set.texts.filter(({ title, body }) => title === "" || body === "")).toEqual([]);
    expect(set.questions.filter(({ text, relevant }) => text === "" || !relevant.size)).toEqual([]);
  });

  test("every set that can be asked for is among them", () => {
    expect(SET_NAMES.map((name) => readRetrievalSet(folder, name).name)).toEqual(SET_NAMES);
  });
});
