import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import type { Json } from "../fakes/server/types.ts";
import { FakeSlack, type FakeSlackOptions } from "../fakes/slack-server.ts";

async function openSlack(options: FakeSlackOptions = {}) {
  const slack = await FakeSlack.start(options);
  onTestFinished(() => slack.stop());
  slack.addUser({ id: "U1", name: "佐藤" });
  slack.addChannel({ id: "C1", name: "相談" });
  return slack;
}

/** Connects as a client of Socket Mode does; `answer` tells what to acknowledge with, or not to. */
async function connect(
  slack: FakeSlack,
  answer: (envelope: Json) => Json | undefined = () => ({}),
) {
  const response = await fetch(`${slack.apiUrl}apps.connections.open`, {
    method: "POST",
    headers: { authorization: `Bearer ${slack.appToken}` },
  });
  const { url } = (await response.json()) as { url: string }; // refusals are tested elsewhere
  const socket = new WebSocket(url);
  const envelopes: Json[] = [];
  socket.on("message", (data) => {
    const message = JSON.parse(String(data)) as Json; // Slack sends objects only
    envelopes.push(message);
    if (message.type === "disconnect") socket.close();
    const payload = message.envelope_id === undefined ? undefined : answer(message);
    if (payload) socket.send(JSON.stringify({ envelope_id: message.envelope_id, payload }));
  });
  socket.on("error", () => undefined); // some of them are cut off on purpose
  const closed = new Promise((resolve) => socket.on("close", resolve));
  const before = slack.sockets();
  await Promise.race([slack.until(() => slack.sockets() > before), closed]);
  return { url, envelopes, closed };
}

const mention = { type: "app_mention", user: "U1", channel: "C1", text: "質問" };

test("a connection is greeted, and its address is good once", async () => {
  const slack = await openSlack();
  const { url, envelopes } = await connect(slack);
  await slack.deliver.event(mention);
  const again = new WebSocket(url);
  const refused = await new Promise((resolve) => again.on("error", resolve));

  expect(envelopes[0]).toMatchObject({ type: "hello", connection_info: { app_id: slack.appId } });
  expect(refused).toBeInstanceOf(Error);
});

test("events, interactions and commands come in envelopes", async () => {
  const slack = await openSlack();
  const { envelopes } = await connect(slack);
  const { message } = await slack.deliver.message({ user: "U1", channel: "C1", text: "質問" });
  await slack.deliver.shortcut({ callbackId: "register", user: "U1", message });
  await slack.deliver.command({ command: "/musubi", user: "U1", channel: "C1" });

  expect(envelopes.slice(1)).toMatchObject([
    { type: "events_api", retry_attempt: 0, payload: { type: "event_callback" } },
    { type: "interactive", accepts_response_payload: true, payload: { type: "message_action" } },
    { type: "slash_commands", payload: { command: "/musubi", channel_id: "C1" } },
  ]);
});

test("what a command is acknowledged with becomes a message", async () => {
  const slack = await openSlack();
  await connect(slack, () => ({ text: "承りました" }));
  const { body } = await slack.deliver.command({ command: "/musubi", user: "U1", channel: "C1" });

  expect(body).toEqual({ text: "承りました" });
  expect(slack.ephemerals()).toMatchObject([{ text: "承りました" }]);
});

test("an event waits for a connection", async () => {
  const slack = await openSlack();
  const delivered = slack.deliver.event(mention);
  await connect(slack);

  expect(await delivered).toMatchObject({ attempts: 1 });
});

test("what was not acknowledged when the line was cut is sent again on the next", async () => {
  const slack = await openSlack();
  const first = await connect(slack, () => undefined);
  const delivered = slack.deliver.event(mention);
  await slack.until(() => slack.attempts().length === 1);
  expect(slack.dropSockets()).toBe(1);
  await first.closed;
  const second = await connect(slack);
  const { attempts, eventId } = await delivered;

  expect(attempts).toBe(2);
  expect(second.envelopes[1]).toMatchObject({
    retry_attempt: 1,
    retry_reason: "connection_failed",
    payload: { event_id: eventId },
  });
});

test("what is not acknowledged in time is sent again three times", async () => {
  const slack = await openSlack({ ackWithinMs: 20 });
  const { envelopes } = await connect(slack, () => undefined);

  await expect(slack.deliver.event(mention)).rejects.toThrow("timeout");
  expect(envelopes.slice(1).map(({ retry_attempt }) => retry_attempt)).toEqual([0, 1, 2, 3]);
});

test("an interaction is lost with its connection", async () => {
  const slack = await openSlack();
  await connect(slack, () => undefined);
  const pressed = slack.deliver.shortcut({ callbackId: "register", user: "U1" });
  await slack.until(() => slack.attempts().length === 1);
  slack.dropSockets();

  await expect(pressed).rejects.toThrow("connection_failed");
});

test("connections take turns, and the eleventh is told that there are too many", async () => {
  const slack = await openSlack();
  const connections = [];
  for (let count = 0; count < 10; count += 1) connections.push(await connect(slack));
  const eleventh = await connect(slack);
  await eleventh.closed;
  for (const _ of connections) await slack.deliver.event(mention);

  expect(eleventh.envelopes).toMatchObject([{ type: "disconnect", reason: "too_many_websockets" }]);
  expect(connections.map(({ envelopes }) => envelopes.length)).toEqual(Array(10).fill(2));
});

test("connections can be told to go", async () => {
  const slack = await openSlack();
  const { envelopes } = await connect(slack);
  slack.disconnect("warning");
  await slack.until(() => slack.sockets() === 0);

  expect(envelopes.at(-1)).toMatchObject({ type: "disconnect", reason: "warning" });
});
