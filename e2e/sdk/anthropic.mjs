// Anthropic's official Node SDK, unmodified but for base URL and key.
import assert from "node:assert/strict";
import Anthropic, { AuthenticationError, BadRequestError, NotFoundError, RateLimitError } from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { z } from "zod";

const baseURL = process.env.SIGNALBOX_URL;
const client = new Anthropic({ baseURL, apiKey: process.env.SIGNALBOX_API_KEY });
const hello = { max_tokens: 200, messages: [{ role: "user", content: "hello" }] };
const tools = [{ name: "weather", input_schema: { type: "object", properties: { city: { type: "string" } } } }];
const weather = { role: "user", content: 'use tool weather {"city":"Bern"}' };
const picture =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

for (const model of ["demo", ...process.env.SIGNALBOX_MODELS.split(",")]) {
  const answer = await client.messages.create({ model, ...hello });
  assert.equal(answer.type, "message", model);
  assert.equal(answer.stop_reason, "end_turn", model);
  assert.match(answer.content[0].text, /hello/, model);
  assert.ok(answer.usage.input_tokens > 0 && answer.usage.output_tokens > 0, model);
  assert.match(answer._request_id, /^[0-9a-f-]{36}$/, model);

  let text = "";
  const stream = client.messages.stream({ model, ...hello }).on("text", (more) => (text += more));
  const whole = await stream.finalMessage();
  assert.deepEqual(whole.content, answer.content, model);
  assert.equal(text, answer.content[0].text, model);
  assert.equal(whole.usage.input_tokens, answer.usage.input_tokens, model);
  assert.equal(whole.usage.output_tokens, answer.usage.output_tokens, model);

  const types = [];
  for await (const event of await client.messages.create({ model, ...hello, stream: true })) types.push(event.type);
  assert.equal(types.at(0), "message_start", model);
  assert.equal(types.at(-1), "message_stop", model);

  const asking = { model, max_tokens: 200, tools, messages: [weather] };
  const called = await client.messages.create(asking);
  const use = called.content.find((block) => block.type === "tool_use");
  assert.equal(called.stop_reason, "tool_use", model);
  assert.deepEqual(use.input, { city: "Bern" }, model);

  const streamed = await client.messages.stream(asking).finalMessage();
  assert.equal(streamed.stop_reason, "tool_use", model);
  assert.deepEqual(streamed.content.find((block) => block.type === "tool_use").input, { city: "Bern" }, model);

  const told = await client.messages.create({
    ...asking,
    messages: [
      weather,
      { role: "assistant", content: called.content },
      { role: "user", content: [{ type: "tool_result", tool_use_id: use.id, content: "sunny" }] },
    ],
  });
  assert.match(told.content.find((block) => block.type === "text").text, /sunny/, model);

  const image = { type: "image", source: { type: "base64", media_type: "image/png", data: picture } };
  const content = [{ type: "text", text: "what is it?" }, image];
  const seen = await client.messages.create({ model, max_tokens: 200, messages: [{ role: "user", content }] });
  assert.match(seen.content[0].text, /what is it/, model);
  assert.ok(seen.usage.input_tokens >= 85, model);

  const output_config = { format: zodOutputFormat(z.object({ city: z.string(), days: z.number() })) };
  const parsed = await client.messages.parse({ model, ...hello, output_config });
  assert.deepEqual(parsed.parsed_output, { city: "sample", days: 1 }, model);

  const long = [{ role: "user", content: "hello [[sim fault=context_length]]" }];
  await assert.rejects(
    client.messages.create({ model, max_tokens: 200, messages: long }),
    (error) => error instanceof BadRequestError && error.error.error.type === "invalid_request_error",
  );
}

// At its limit once: the SDK waits for as long as it is told. Without quota: it is told not to try again.
const began = Date.now();
await client.messages.create({ model: process.env.SIGNALBOX_LIMITED_MODEL, ...hello });
assert.ok(Date.now() - began >= 1000, "the SDK did not wait");
await assert.rejects(
  client.messages.create({
    model: process.env.SIGNALBOX_BROKE_MODEL,
    max_tokens: 200,
    messages: [{ role: "user", content: "hello [[sim fault=insufficient_quota]]" }],
  }),
  (error) => error instanceof RateLimitError,
);

const { messages } = hello;
const counted = await client.messages.countTokens({ model: "sim-anthropic/sim-small", messages });
assert.ok(counted.input_tokens > 0);
await assert.rejects(client.messages.countTokens({ model: "sim-openai/sim-small", messages }), BadRequestError);

const models = [];
for await (const model of client.models.list()) models.push(model.id);
assert.ok(models.includes("demo"));

await assert.rejects(
  new Anthropic({ baseURL, apiKey: "sbx_wrong" }).messages.create({ model: "demo", ...hello }),
  (error) => error instanceof AuthenticationError && error.error.error.type === "authentication_error",
);
await assert.rejects(
  client.messages.create({ model: "no-such-model", ...hello }),
  (error) => error instanceof NotFoundError && error.requestID === error.error.request_id,
);

console.log("anthropic for node: all calls did what the SDK promises");
