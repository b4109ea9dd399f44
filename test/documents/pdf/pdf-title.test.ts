import { expect, test } from "vitest";
import { readTitle } from "../../../src/documents/pdf/pdf-title.ts";

test.each(["地域再生計画", "Regional Plan 2004", "文書管理の手引き"])(
  "%s is the title that a file gives of itself",
  (title) => {
    expect(readTitle(` ${title} `)).toEqual({ title });
  },
);

test.each([
  "",
  "untitled",
  "無題",
  "about:blank",
  "https://example.org/plan",
  "Microsoft Word - plan.doc",
  "計画（案）.pptx",
  "PowerPoint プレゼンテーション",
  "スライド 1",
  "Presentation1",
  "\u0000\ufffd資料",
])("%s is what a program put there, and no title", (title) => {
  expect(readTitle(title)).toEqual({});
});
