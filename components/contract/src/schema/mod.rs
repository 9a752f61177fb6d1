//! Emission of JSON Schema and OpenAPI 3.1 from the types (feature `schema`).
//!
//! The results are committed in `spec/`; `tests/drift.rs` fails when they differ from what is emitted, and
//! rewrites them when `UPDATE_SPEC=1` is set.

mod endpoints;

use crate::{
    Conversation, Event, EventBatch, MarkRead, Message, OpenConversation, Page, Problem, ProblemCode,
    SendMessage, Session, SetTyping,
};
use endpoints::{ENDPOINTS, Endpoint, Parameter};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// Version of the contract documents.
const CONTRACT_VERSION: &str = "1.0.0-draft.1";

/// A generator that has seen every root type of the contract.
fn generator(definitions: &'static str) -> SchemaGenerator {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = definitions.into();
    let mut generator = settings.into_generator();
    fn add<T: JsonSchema>(generator: &mut SchemaGenerator) {
        generator.subschema_for::<T>();
    }
    add::<Session>(&mut generator);
    add::<Page<Conversation>>(&mut generator);
    add::<Page<Message>>(&mut generator);
    add::<OpenConversation>(&mut generator);
    add::<SendMessage>(&mut generator);
    add::<MarkRead>(&mut generator);
    add::<SetTyping>(&mut generator);
    add::<Event>(&mut generator);
    add::<EventBatch>(&mut generator);
    add::<Problem>(&mut generator);
    generator
}

fn definitions(path: &'static str) -> Map<String, Value> {
    let mut map = generator(path).take_definitions(true);
    map.sort_keys();
    map
}

/// Every type as one JSON Schema document (draft 2020-12) with a definition per type.
pub fn json_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kefu contract v1",
        "$defs": definitions("/$defs"),
    })
}

/// The whole contract as an OpenAPI 3.1 document.
pub fn openapi() -> Value {
    let mut paths = Map::new();
    for endpoint in ENDPOINTS {
        let entry = paths.entry(endpoint.path).or_insert_with(|| json!({}));
        entry[endpoint.method] = operation(endpoint);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Kefu customer-service contract",
            "version": CONTRACT_VERSION,
            "description": "What a storefront backend serves so that the Kefu components work with it.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/", "description": "The endpoint configured by the host page" }],
        "security": [{ "bearer": [] }],
        "paths": paths,
        "components": {
            "schemas": definitions("/components/schemas"),
            "securitySchemes": {
                "bearer": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "Any token the backend issues; the components only pass it on.",
                },
            },
        },
    })
}

fn operation(endpoint: &Endpoint) -> Value {
    let mut responses = Map::new();
    for (status, description, schema) in endpoint.answers {
        let mut answer = json!({ "description": description });
        if let Some(schema) = schema {
            answer["content"] = content("application/json", schema);
            if *schema == "EventBatch" {
                answer["content"]["text/event-stream"] = json!({
                    "schema": { "type": "string", "description":
                        "SSE: `id` is the sequence number, `data` an Event as JSON; an event named `reset` \
                         carries an EventBatch without events; comment lines are heartbeats, and one that is a number \
                         (`: 41`) says that everything up to this number has been sent before it." },
                });
            }
        }
        responses.insert(status.to_string(), answer);
    }
    for (status, codes) in problems_by_status(endpoint.problems) {
        let mut answer = json!({ "description": format!("Problem: {}", codes.join(", ")) });
        answer["content"] = content("application/problem+json", "Problem");
        responses.insert(status.to_string(), answer);
    }
    responses.sort_keys();
    let mut operation = json!({
        "operationId": endpoint.id,
        "summary": endpoint.summary,
        "responses": responses,
    });
    if !endpoint.parameters.is_empty() {
        operation["parameters"] = endpoint.parameters.iter().map(parameter).collect();
    }
    if let Some(body) = endpoint.body {
        operation["requestBody"] = json!({ "required": true });
        operation["requestBody"]["content"] = content("application/json", body);
    }
    operation
}

fn content(media_type: &str, schema: &str) -> Value {
    json!({ media_type: { "schema": { "$ref": format!("#/components/schemas/{schema}") } } })
}

fn parameter(parameter: &Parameter) -> Value {
    let schema = match parameter.kind {
        "integer" => json!({ "type": "integer", "minimum": 0 }),
        kind => json!({ "type": kind }),
    };
    json!({
        "name": parameter.name, "in": parameter.place, "required": parameter.place == "path",
        "description": parameter.description, "schema": schema,
    })
}

fn problems_by_status(codes: &[ProblemCode]) -> Vec<(u16, Vec<String>)> {
    let mut by_status: Vec<(u16, Vec<String>)> = Vec::new();
    for code in endpoints::EVERYWHERE.iter().chain(codes) {
        let name = format!("`{}`", code.as_str());
        match by_status.iter_mut().find(|(status, _)| *status == code.status()) {
            Some((_, names)) => names.push(name),
            None => by_status.push((code.status(), vec![name])),
        }
    }
    by_status
}
