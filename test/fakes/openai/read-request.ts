import { type ChatRequest, isObject, type Json, Refusal } from "./types.ts";

const ROLES = ["developer", "system", "user", "assistant", "tool", "function"];
const KNOWN = new Set(
  [
    "model messages stream stream_options temperature top_p n max_tokens max_completion_tokens stop",
    "presence_penalty frequency_penalty logit_bias logprobs top_logprobs user seed tools tool_choice",
    "parallel_tool_calls response_format store metadata reasoning_effort service_tier modalities",
    "prediction verbosity prompt_cache_key safety_identifier",
  ]
    .join(" ")
    .split(" "),
);
const FUNCTION_NAME = /^[a-zA-Z0-9_-]{1,64}$/u;

/** Reads the body of a request for a completion; refuses what the service refuses. */
export function readChatRequest(body: Json, models: readonly string[]): ChatRequest {
  const unknown = Object.keys(body).find((name) => !KNOWN.has(name));
  if (unknown) throw new Refusal(400, `Unrecognized request argument supplied: ${unknown}`);
  const model = readModel(body, models);
  const messages = readMessages(body.messages);
  checkNumber(body, "temperature", 0, 2);
  checkNumber(body, "top_p", 0, 1);
  checkStreamOptions(body);
  checkResponseFormat(body.response_format);
  const calls = calledFunction(body);
  return {
    model,
    messages,
    stream: body.stream === true,
    includesUsage: isObject(body.stream_options) && body.stream_options.include_usage === true,
    body,
    ...(calls !== undefined && { calls }),
  };
}

/** The model a body names; refuses one that is not there. */
export function readModel({ model }: Json, models: readonly string[]): string {
  if (typeof model !== "string" || model === "")
    throw new Refusal(400, "you must provide a model parameter");
  if (!models.includes(model))
    throw new Refusal(
      404,
      `The model \`${model}\` does not exist or you do not have access to it.`,
      {
        code: "model_not_found",
      },
    );
  return model;
}

function readMessages(messages: unknown): ChatRequest["messages"] {
  if (!Array.isArray(messages))
    throw new Refusal(400, "Missing required parameter: 'messages'.", {
      code: "missing_required_parameter",
      param: "messages",
    });
  if (messages.length === 0)
    throw new Refusal(
      400,
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      { code: "empty_array", param: "messages" },
    );
  return messages.map((message: unknown, at) => {
    if (!isObject(message) || !ROLES.includes(String(message.role)))
      throw new Refusal(400, `Invalid value for 'messages[${at}].role'.`, {
        code: "invalid_value",
        param: `messages[${at}].role`,
      });
    return { role: String(message.role), content: contentOf(message.content, at) };
  });
}

function contentOf(content: unknown, at: number): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content))
    return content.map((part) => (isObject(part) ? String(part.text ?? "") : "")).join("");
  throw new Refusal(400, `Invalid value for 'content': expected a string, got null.`, {
    param: `messages[${at}].content`,
  });
}

function checkNumber(body: Json, name: string, least: number, most: number): void {
  const value = body[name];
  if (value === undefined || value === null) return;
  if (typeof value !== "number" || value < least || value > most)
    throw new Refusal(400, `Invalid '${name}': expected a number from ${least} to ${most}.`, {
      param: name,
    });
}

function checkStreamOptions({ stream, stream_options: options }: Json): void {
  if (options === undefined || options === null || stream === true) return;
  throw new Refusal(
    400,
    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    {
      param: "stream_options",
    },
  );
}

function checkResponseFormat(format: unknown): void {
  if (format === undefined || format === null) return;
  const { type, json_schema: given } = isObject(format) ? format : {};
  if (type === "text" || type === "json_object") return;
  if (type !== "json_schema" || !isObject(given))
    throw new Refusal(400, "Invalid value: 'response_format'.", { param: "response_format" });
  checkNamedSchema(given);
}

function checkNamedSchema({ name, schema, strict }: Json): void {
  if (typeof name !== "string" || !FUNCTION_NAME.test(name))
    throw new Refusal(400, "Invalid 'response_format.json_schema.name'.", {
      param: "response_format.json_schema.name",
    });
  const where = `Invalid schema for response_format '${name}'`;
  if (!isObject(schema) || schema.type !== "object")
    throw badSchema(`${where}: schema must be a JSON Schema of 'type: "object"'.`);
  if (strict === true) checkStrict(schema, where, []);
}

/** In strict mode every object is closed and requires all it has. */
function checkStrict(schema: unknown, where: string, path: readonly string[]): void {
  if (!isObject(schema))
    throw badSchema(`${where}: In context=(${path.join(", ")}), not a schema.`);
  if (schema.type === "array") checkStrict(schema.items, where, [...path, "items"]);
  if (schema.type === "object") checkClosed(schema, where, path);
}

function checkClosed(schema: Json, where: string, path: readonly string[]): void {
  const at = `In context=(${path.map((p) => `'${p}'`).join(", ")})`;
  if (schema.additionalProperties !== false)
    throw badSchema(
      `${where}: ${at}, 'additionalProperties' is required to be supplied and to be false.`,
    );
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, property] of Object.entries(
    isObject(schema.properties) ? schema.properties : {},
  )) {
    if (!required.includes(name))
      throw badSchema(
        `${where}: ${at}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${name}'.`,
      );
    checkStrict(property, where, [...path, "properties", name]);
  }
}

function badSchema(message: string): Refusal {
  return new Refusal(400, message, { param: "response_format" });
}

/** The function a reply has to call, where the request leaves no choice. */
function calledFunction({ tools, tool_choice: choice }: Json): string | undefined {
  if (tools === undefined) {
    if (choice !== undefined && choice !== null)
      throw new Refusal(
        400,
        "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
        { param: "tool_choice" },
      );
    return undefined;
  }
  const names = toolNames(tools);
  if (choice === "required") return names[0];
  if (!isObject(choice)) return undefined;
  const named = isObject(choice.function) ? String(choice.function.name) : "";
  if (!names.includes(named))
    throw new Refusal(400, `Tool choice '${named}' not found in 'tools' parameter.`, {
      param: "tool_choice",
    });
  return named;
}

function toolNames(tools: unknown): readonly string[] {
  if (!Array.isArray(tools) || tools.length === 0)
    throw new Refusal(400, "Invalid 'tools': empty array.", {
      code: "empty_array",
      param: "tools",
    });
  return tools.map((tool: unknown, at) => {
    const name = isObject(tool) && isObject(tool.function) ? tool.function.name : undefined;
    if (typeof name !== "string" || !FUNCTION_NAME.test(name))
      throw new Refusal(400, `Invalid 'tools[${at}].function.name'.`, {
        param: `tools[${at}].function.name`,
      });
    return name;
  });
}
