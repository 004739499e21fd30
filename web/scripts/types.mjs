// Writes the interface's types of what the server takes and answers, of the server's OpenAPI document; with --check it only
// says whether they are those of the document. The document keeps to the few words that are understood here.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";

const DOCUMENT = fileURLToPath(new URL("../../crates/server/openapi.json", import.meta.url));
const TYPES = fileURLToPath(new URL("../src/api/schema.ts", import.meta.url));
const METHODS = ["get", "post", "put", "patch", "delete"];
/** What of a schema says something about its type, or nothing that a type can say. */
const KNOWN = new Set(
  "$ref additionalProperties anyOf const default deprecated description enum format items maxItems maxLength maximum minItems minLength minimum pattern properties required type".split(" "),
);

const text = readFileSync(DOCUMENT);
const document = JSON.parse(text);
const types = [head(), ...Object.entries(document.components.schemas).map(declaration), endpoints()].join("\n");

if (!process.argv.includes("--check")) {
  writeFileSync(TYPES, types);
} else if (readFileSync(TYPES, "utf8") !== types) {
  console.error("web/src/api/schema.ts is not of crates/server/openapi.json as it is now: run `npm run types` and commit what it writes.");
  process.exit(1);
}

function head() {
  return `// What the server takes and answers. Written by \`npm run types\` of crates/server/openapi.json (crc32 ${crc32(text).toString(16).padStart(8, "0")}); not for editing.
import type { Numeric } from "./json";
`;
}

function declaration([name, schema]) {
  const before = comment(schema, "");
  if (schema.properties) return `${before}export interface ${name} ${fields(schema, "")}\n`;
  return `${before}export type ${name} = ${type(schema, "")};\n`;
}

function fields({ properties, required = [] }, indent) {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, schema]) => `${comment(schema, inner)}${inner}${key(name)}${required.includes(name) ? "" : "?"}: ${type(schema, inner)};\n`,
  );
  return `{\n${lines.join("")}${indent}}`;
}

function key(name) {
  return /^\w+$/.test(name) ? name : JSON.stringify(name);
}

function comment({ description, deprecated, $ref }, indent) {
  const said = [description, deprecated && "@deprecated"].filter(Boolean).join(" ");
  return said && !$ref ? `${indent}/** ${said.replaceAll("*/", "*\\/")} */\n` : "";
}

function type(schema, indent) {
  for (const word of Object.keys(schema)) if (!KNOWN.has(word)) throw new Error(`'${word}' in a schema is not understood (web/scripts/types.mjs)`);
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.anyOf) return schema.anyOf.map((each) => type(each, indent)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((each) => type({ ...schema, type: each }, indent)).join(" | ");
  switch (schema.type) {
    case undefined:
      return "unknown";
    case "integer":
      return schema.format === "int64" ? "Numeric" : "number";
    case "array":
      return list(type(schema.items, indent));
    case "object":
      if (schema.properties) return fields(schema, indent);
      return schema.additionalProperties ? `Record<string, ${type(schema.additionalProperties, indent)}>` : "object";
    default:
      return schema.type;
  }
}

function list(item) {
  return item.includes(" ") ? `(${item})[]` : `${item}[]`;
}

/** What each endpoint takes (in its query, its path and its JSON body) and answers, where that is JSON. */
function endpoints() {
  const rows = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const { summary, parameters = [], requestBody, responses } = item[method];
      const asked = [...(item.parameters ?? []), ...parameters];
      const body = resolve(requestBody ?? {}).content?.["application/json"];
      const takes = [asked.length > 0 && fields(asObject(asked), "    "), body && type(body.schema, "    ")].filter(Boolean).join(" & ");
      const answer = resolve(responses["200"]).content?.["application/json"];
      const pair = `takes: ${takes || "object"};\n    answers: ${answer ? type(answer.schema, "    ") : "unknown"};`;
      return `  /** ${summary} */\n  ${JSON.stringify(`${method.toUpperCase()} ${path}`)}: {\n    ${pair}\n  };\n`;
    }),
  );
  return `/** By method and path: what an endpoint takes in its path, query and JSON body, and what it answers. */\nexport interface Endpoints {\n${rows.join("")}}\n`;
}

function asObject(parameters) {
  const properties = Object.fromEntries(parameters.map(({ name, schema, description, deprecated }) => [name, { description, deprecated, ...schema }]));
  return { properties, required: parameters.filter((each) => each.required).map((each) => each.name) };
}

function resolve(part) {
  return part.$ref ? part.$ref.split("/").slice(1).reduce((at, name) => at[name], document) : part;
}
