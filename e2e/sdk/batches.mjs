// Files and batches by the official SDK: up, worked through, read, gone.
import assert from "node:assert/strict";
import OpenAI, { BadRequestError, NotFoundError, toFile } from "openai";

const client = new OpenAI();
const OVER = ["completed", "failed", "expired", "cancelled"];

function line(custom_id, model, content) {
  return JSON.stringify({
    custom_id,
    method: "POST",
    url: "/v1/chat/completions",
    body: { model, messages: [{ role: "user", content }] },
  });
}

async function ended(batch) {
  for (let look = 0; look < 300 && !OVER.includes(batch.status); look++) {
    await new Promise((done) => setTimeout(done, 200));
    batch = await client.batches.retrieve(batch.id);
  }
  return batch;
}

async function lines(id) {
  const text = await (await client.files.content(id)).text();
  return text.trim().split("\n").map((one) => JSON.parse(one));
}

async function upload(text) {
  return client.files.create({ purpose: "batch", file: await toFile(Buffer.from(text), "lines.jsonl") });
}

function create(file) {
  return client.batches.create({
    input_file_id: file.id,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    metadata: { of: "a test" },
  });
}

/** A line of each model, and one of a model there is not; the request ids of what was answered. */
export async function batchesAreWorkedThrough(models) {
  const asked = models.map((model, at) => line(`ask-${at}`, model, `hello ${at}`));
  const input = await upload([...asked, line("wrong", "no-such-model", "hello")].join("\n"));
  assert.equal(input.purpose, "batch");

  const made = await create(input);
  assert.equal(made.object, "batch");
  assert.deepEqual(made.metadata, { of: "a test" });
  const batch = await ended(made);

  assert.equal(batch.status, "completed");
  assert.deepEqual(batch.request_counts, { total: models.length + 1, completed: models.length, failed: 1 });
  const answers = await lines(batch.output_file_id);
  assert.deepEqual(answers.map((answer) => answer.custom_id), models.map((model, at) => `ask-${at}`));
  answers.forEach((answer, at) => {
    assert.equal(answer.response.status_code, 200);
    assert.match(answer.response.body.choices[0].message.content, new RegExp(`hello ${at}`));
  });
  const [wrong] = await lines(batch.error_file_id);
  assert.equal(wrong.custom_id, "wrong");
  assert.equal(wrong.response.status_code, 404);
  assert.equal(wrong.response.body.error.code, "model_not_found");

  const listed = [];
  for await (const one of client.batches.list({ limit: 1 })) listed.push(one.id);
  assert.ok(listed.includes(batch.id));

  await aBatchWithAFaultNamesItsLine();
  await whatIsNoBatchIsRefused(input);
  assert.equal((await client.files.delete(input.id)).deleted, true);
  await assert.rejects(client.files.retrieve(input.id), NotFoundError);
  return answers.map((answer) => answer.response.request_id);
}

async function aBatchWithAFaultNamesItsLine() {
  const batch = await ended(await create(await upload(`${line("one", "demo", "hello")}\nnonsense`)));
  assert.equal(batch.status, "failed");
  assert.equal(batch.errors.data[0].line, 2);
  assert.equal(batch.errors.data[0].code, "invalid_json_line");
}

async function whatIsNoBatchIsRefused(input) {
  await assert.rejects(
    client.batches.create({ input_file_id: input.id, endpoint: "/v1/nonsense", completion_window: "24h" }),
    (error) => error instanceof BadRequestError && error.param === "endpoint",
  );
  await assert.rejects(client.batches.retrieve("batch_00000000000000000000000000000000"), NotFoundError);
}
