// The official Node SDK, unmodified but for base URL and key (from OPENAI_BASE_URL and OPENAI_API_KEY).
import assert from "node:assert/strict";
import OpenAI, { AuthenticationError, NotFoundError, toFile } from "openai";

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

for (const model of ["sim-openai/sim-small", "sim-anthropic/sim-small"]) {
  const called = await client.chat.completions.create({
    model,
    tools,
    messages: [{ role: "user", content: 'use tool weather {"city":"Bern"}' }],
  });
  assert.equal(called.choices[0].finish_reason, "tool_calls", model);
  assert.deepEqual(JSON.parse(called.choices[0].message.tool_calls[0].function.arguments), { city: "Bern" });
}

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

const models = await client.models.list();
assert.ok(models.data.some((model) => model.id === "demo"));

await assert.rejects(
  new OpenAI({ apiKey: "sbx_wrong" }).chat.completions.create({ model: "demo", messages }),
  AuthenticationError,
);
await assert.rejects(client.chat.completions.create({ model: "no-such-model", messages }), NotFoundError);

console.log("openai for node: all calls did what the SDK promises");
