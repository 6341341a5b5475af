// The official Node SDK, unmodified but for base URL and key (from OPENAI_BASE_URL and OPENAI_API_KEY).
import assert from "node:assert/strict";
import OpenAI, { AuthenticationError, BadRequestError, NotFoundError, RateLimitError, toFile } from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import { batchesAreWorkedThrough } from "./batches.mjs";
import { responsesAreAnswered, responsesAreKept } from "./responses.mjs";

const client = new OpenAI();
const messages = [{ role: "user", content: "hello" }];
const tools = [
  {
    type: "function",
    function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } } } },
  },
];

const answer = await client.chat.completions.create({ model: "demo", messages });
assert.match(answer.choices[0].message.content, /hello/);

let text = "";
const stream = await client.chat.completions.create({ model: "demo", messages, stream: true });
for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? "";
assert.match(text, /hello/);

const weather = [{ role: "user", content: 'use tool weather {"city":"Bern"}' }];
const picture =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const place = z.object({ city: z.string(), days: z.number() });

for (const model of process.env.SIGNALBOX_MODELS.split(",")) {
  const said = await client.chat.completions.create({ model, messages });
  assert.match(said.choices[0].message.content, /hello/, model);
  assert.equal(said.choices[0].finish_reason, "stop", model);

  const whole = await client.chat.completions
    .stream({ model, messages, stream_options: { include_usage: true } })
    .finalChatCompletion();
  assert.equal(whole.choices[0].message.content, said.choices[0].message.content, model);
  assert.deepEqual(whole.usage.total_tokens, said.usage.total_tokens, model);

  const called = await client.chat.completions.create({ model, tools, messages: weather });
  const asked = called.choices[0].message;
  assert.equal(called.choices[0].finish_reason, "tool_calls", model);
  assert.deepEqual(JSON.parse(asked.tool_calls[0].function.arguments), { city: "Bern" });

  const streamed = await client.chat.completions.stream({ model, tools, messages: weather }).finalChatCompletion();
  const call = streamed.choices[0].message.tool_calls[0];
  assert.deepEqual(JSON.parse(call.function.arguments), { city: "Bern" }, model);

  const result = { role: "tool", tool_call_id: asked.tool_calls[0].id, content: "sunny" };
  const told = await client.chat.completions.create({ model, tools, messages: [...weather, asked, result] });
  assert.match(told.choices[0].message.content, /sunny/, model);

  const content = [{ type: "text", text: "what is it?" }, { type: "image_url", image_url: { url: picture } }];
  const seen = await client.chat.completions.create({ model, messages: [{ role: "user", content }] });
  assert.match(seen.choices[0].message.content, /what is it/, model);
  assert.ok(seen.usage.prompt_tokens >= 85, model);

  const response_format = zodResponseFormat(place, "place");
  const parsed = await client.chat.completions.parse({ model, messages, response_format });
  assert.deepEqual(parsed.choices[0].message.parsed, { city: "sample", days: 1 }, model);

  await responsesAreAnswered(model);

  const long = [{ role: "user", content: "hello [[sim fault=context_length]]" }];
  await assert.rejects(
    client.chat.completions.create({ model, messages: long }),
    (error) => error instanceof BadRequestError && error.code === "context_length_exceeded",
  );
}

// At its limit once: the SDK waits for as long as it is told. Without quota: it is told not to try again.
const began = Date.now();
await client.chat.completions.create({ model: process.env.SIGNALBOX_LIMITED_MODEL, messages });
assert.ok(Date.now() - began >= 1000, "the SDK did not wait");
await assert.rejects(
  client.chat.completions.create({
    model: process.env.SIGNALBOX_BROKE_MODEL,
    messages: [{ role: "user", content: "hello [[sim fault=insufficient_quota]]" }],
  }),
  (error) => error instanceof RateLimitError && error.code === "insufficient_quota",
);

// The SDK asks for base64 by itself and decodes it: a wrong form would give a quarter of the length.
const plain = await client.embeddings.create({ model: "sim-openai/sim-embed", input: "hello", encoding_format: "float" });
const decoded = await client.embeddings.create({ model: "sim-openai/sim-embed", input: "hello" });
assert.equal(decoded.data[0].embedding.length, plain.data[0].embedding.length);
decoded.data[0].embedding.forEach((value, index) =>
  assert.ok(Math.abs(value - plain.data[0].embedding[index]) < 1e-6),
);

const verdict = await client.moderations.create({ model: "sim-openai/sim-moderation", input: "a tale of violence" });
assert.equal(verdict.results[0].flagged, true);

const goesOn = await client.completions.create({ model: "sim-openai/sim-small", prompt: "once upon a time" });
assert.match(goesOn.choices[0].text, /once upon a time/);

const image = await client.images.generate({ model: "sim-openai/sim-gpt-image", prompt: "a red fox" });
assert.equal(Buffer.from(image.data[0].b64_json, "base64").toString(), "image of a red fox");

const speech = await client.audio.speech.create({ model: "sim-openai/sim-tts", voice: "alloy", input: "one two" });
assert.equal(speech.headers.get("content-type"), "audio/mpeg");
const sound = Buffer.from(await speech.arrayBuffer());
assert.equal(sound.length, 512);

const heard = await client.audio.transcriptions.create({
  model: "sim-openai/sim-whisper",
  file: await toFile(sound, "talk.mp3"),
});
assert.match(heard.text, /512 bytes of talk\.mp3/);

const [kept, chats] = process.env.SIGNALBOX_MODELS.split(",");
await responsesAreKept(kept, chats);

const lines = await batchesAreWorkedThrough(process.env.SIGNALBOX_MODELS.split(","));
console.log(`lines of a batch: ${lines.join(" ")}`);

const models = await client.models.list();
assert.ok(models.data.some((model) => model.id === "demo"));

await assert.rejects(
  new OpenAI({ apiKey: "sbx_wrong" }).chat.completions.create({ model: "demo", messages }),
  AuthenticationError,
);
await assert.rejects(client.chat.completions.create({ model: "no-such-model", messages }), NotFoundError);

console.log("openai for node: all calls did what the SDK promises");
