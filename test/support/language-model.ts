import { onTestFinished } from "vitest";
import type { AppOptions } from "../../src/app.ts";
import { type FakeOpenAi, startFakeOpenAi } from "../fakes/openai-server.ts";

/** A scripted model on loopback, and the settings under which an app asks it. */
export async function startModel(
  limits: { readonly idleMs?: number; readonly totalMs?: number } = {},
): Promise<{ readonly openai: FakeOpenAi; readonly model: NonNullable<AppOptions["model"]> }> {
  const openai = await startFakeOpenAi();
  onTestFinished(() => openai.stop());
  const { model, apiKey, baseUrl } = openai;
  return { openai, model: { model, apiKey, baseUrl, pauseMs: 1, ...limits } };
}
