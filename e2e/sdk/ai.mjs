// Vercel's AI SDK with its providers for both dialects, unmodified but for base URL and key.
import assert from "node:assert/strict";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, Output, generateText, streamText, tool } from "ai";
import { z } from "zod";

// It does not know these models' limits, and says so with every call.
globalThis.AI_SDK_LOG_WARNINGS = false;
const baseURL = process.env.OPENAI_BASE_URL;
const apiKey = process.env.OPENAI_API_KEY;
const upstreams = process.env.SIGNALBOX_MODELS.split(",");
const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const tools = {
  weather: tool({ inputSchema: z.object({ city: z.string() }), execute: async ({ city }) => `sunny in ${city}` }),
};

const compatible = createOpenAICompatible({
  name: "signalbox",
  baseURL,
  apiKey,
  includeUsage: true,
  supportsStructuredOutputs: true,
});
const openai = createOpenAI({ baseURL, apiKey });
const anthropic = createAnthropic({ baseURL, apiKey });
// Of models it does not know the SDK takes for granted that they have tools only; these have an answer's format.
const providerOptions = { anthropic: { structuredOutputMode: "outputFormat" } };
const speaking = { compatible, openai: (model) => openai.chat(model), anthropic };

for (const [name, provider] of Object.entries(speaking)) {
  for (const id of upstreams) {
    const model = provider(id);
    const where = `${name} over ${id}`;

    const answer = await generateText({ model, prompt: "hello" });
    assert.match(answer.text, /hello/, where);
    assert.equal(answer.finishReason, "stop", where);
    assert.ok(answer.usage.inputTokens > 0 && answer.usage.outputTokens > 0, where);

    let text = "";
    const stream = streamText({ model, prompt: "hello" });
    for await (const more of stream.textStream) text += more;
    assert.equal(text, answer.text, where);
    assert.deepEqual((await stream.usage).outputTokens, answer.usage.outputTokens, where);

    const prompt = 'use tool weather {"city":"Bern"}';
    const called = await generateText({ model, prompt, tools, stopWhen: ({ steps }) => steps.length === 2 });
    assert.deepEqual(called.steps[0].toolCalls.map((call) => call.input), [{ city: "Bern" }], where);
    assert.match(called.text, /sunny in Bern/, where);
    const calling = streamText({ model, prompt, tools });
    await calling.consumeStream();
    assert.deepEqual((await calling.toolCalls).map((call) => call.input), [{ city: "Bern" }], where);

    const content = [{ type: "text", text: "what is it?" }, { type: "image", image: picture, mediaType: "image/png" }];
    const seen = await generateText({ model, messages: [{ role: "user", content }] });
    assert.match(seen.text, /what is it/, where);
    assert.ok(seen.usage.inputTokens >= 85, where);

    const output = Output.object({ schema: z.object({ city: z.string(), days: z.number() }) });
    const structured = await generateText({ model, prompt: "where?", output, providerOptions });
    assert.deepEqual(structured.output, { city: "sample", days: 1 }, where);

    await assert.rejects(
      generateText({ model, prompt: "hello [[sim fault=context_length]]", maxRetries: 0 }),
      (error) => APICallError.isInstance(error) && error.statusCode === 400 && !error.isRetryable,
      where,
    );
  }

  await assert.rejects(
    generateText({ model: provider("no-such-model"), prompt: "hello" }),
    (error) => APICallError.isInstance(error) && error.statusCode === 404 && !error.isRetryable,
  );
}

// The provider is at its limit once; the SDK waits for as long as it is told and gets its answer.
const began = Date.now();
const later = await generateText({ model: compatible(process.env.SIGNALBOX_LIMITED_MODEL), prompt: "hello" });
assert.match(later.text, /hello/);
assert.ok(Date.now() - began >= 1000, "the SDK did not wait");

console.log("the AI SDK: all calls did what it promises");
