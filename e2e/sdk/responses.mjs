// The Responses API of the official Node SDK: at a target that speaks it, and at targets that chat.
import assert from "node:assert/strict";
import OpenAI, { BadRequestError, NotFoundError } from "openai";

const client = new OpenAI();
const tools = [
  {
    type: "function",
    name: "weather",
    parameters: { type: "object", properties: { city: { type: "string" } } },
    strict: false,
  },
];

export async function responsesAreAnswered(model) {
  const said = await client.responses.create({ model, input: "hello", instructions: "be brief" });
  assert.match(said.output_text, /hello/, model);
  assert.equal(said.status, "completed", model);

  const types = [];
  let text = "";
  for await (const event of await client.responses.create({ model, input: "hello", instructions: "be brief", stream: true })) {
    types.push(event.type);
    if (event.type === "response.output_text.delta") text += event.delta;
  }
  assert.equal(text, said.output_text, model);
  assert.deepEqual([types.at(0), types.at(-1)], ["response.created", "response.completed"], model);

  // The helper checks that items and parts come in order and that the last event says the same as all before.
  const input = [{ role: "user", content: 'use tool weather {"city":"Bern"} and use tool weather {"city":"Rome"}' }];
  const called = await client.responses.stream({ model, input, tools }).finalResponse();
  const calls = called.output.filter((item) => item.type === "function_call");
  assert.deepEqual(calls.map((call) => JSON.parse(call.arguments).city), ["Bern", "Rome"], model);

  const results = calls.map((call) => ({ type: "function_call_output", call_id: call.call_id, output: "sunny" }));
  const told = await client.responses.create({ model, tools, input: [...input, ...calls, ...results] });
  assert.match(told.output_text, /sunny/, model);
}

export async function responsesAreKept(model, chats) {
  const first = await client.responses.create({ model, input: "one" });
  const second = await client.responses.create({ model, input: "two", previous_response_id: first.id });
  assert.equal(second.previous_response_id, first.id);

  assert.equal((await client.responses.retrieve(first.id)).output_text, first.output_text);
  const items = await client.responses.inputItems.list(first.id);
  assert.equal(items.data[0].content[0].text, "one");
  await client.responses.delete(first.id);
  await assert.rejects(client.responses.retrieve(first.id), NotFoundError);

  const chat = await client.responses.create({ model: chats, input: "one" });
  await assert.rejects(
    client.responses.create({ model: chats, input: "two", previous_response_id: chat.id }),
    (error) => error instanceof BadRequestError && error.code === "previous_response_not_found",
  );
}
