//! Emission of JSON Schema and OpenAPI 3.1 from the types (feature `schema`).
//!
//! The results are committed in `spec/`; `tests/drift.rs` fails when they differ from what is emitted, and
//! rewrites them when `UPDATE_SPEC=1` is set.

mod closed;
mod endpoints;
mod reviews;
mod shop;
mod trade;

use crate::{
    ActOnCase, ActOnConversation, ActOnOrder, ActOnReview, Case, CaseActionCode, CaseOptions, CaseQuery,
    Conversation, ConversationActionCode, Customer, CustomerQuery, Event, EventBatch, KnowledgeEntry,
    KnowledgeQuery, MarkRead, Message, Metrics, MetricsQuery, Offer, OfferQuery, OpenCase, OpenConversation,
    Order, OrderActionCode, OrderQuery, Page, Problem, ProblemCode, QuickReply, QuickReplyQuery, Quote,
    QuoteRequest, ReplyToReview, Review, ReviewActionCode, ReviewQuery, SaveKnowledgeEntry, SaveQuickReply,
    SendMessage, Session, SetTyping, TextField, UpdateConversation, UpdateCustomer, Upload, WriteReview, id,
};
use endpoints::{Endpoint, FILE, Kind, Parameter, TALK};
use reviews::REVIEWS;
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use shop::SHOP;
use trade::TRADE;

/// Version of the contract documents.
const CONTRACT_VERSION: &str = "1.0.0-draft.1";

fn add<T: JsonSchema>(generator: &mut SchemaGenerator) {
    generator.subschema_for::<T>();
}

fn add_all(generator: &mut SchemaGenerator) {
    add::<Session>(generator);
    add::<Page<Conversation>>(generator);
    add::<Page<Message>>(generator);
    add::<OpenConversation>(generator);
    add::<SendMessage>(generator);
    add::<MarkRead>(generator);
    add::<SetTyping>(generator);
    add::<Event>(generator);
    add::<EventBatch>(generator);
    add::<Problem>(generator);
    add::<UpdateConversation>(generator);
    add::<ActOnConversation>(generator);
    add::<ConversationActionCode>(generator);
    add::<Page<Order>>(generator);
    add::<OrderQuery>(generator);
    add::<OrderActionCode>(generator);
    add::<ActOnOrder>(generator);
    add::<Page<Review>>(generator);
    add::<ReviewQuery>(generator);
    add::<ReviewActionCode>(generator);
    add::<WriteReview>(generator);
    add::<ReplyToReview>(generator);
    add::<ActOnReview>(generator);
    add::<Page<Customer>>(generator);
    add::<CustomerQuery>(generator);
    add::<UpdateCustomer>(generator);
    add::<Page<QuickReply>>(generator);
    add::<QuickReplyQuery>(generator);
    add::<SaveQuickReply>(generator);
    add::<Page<KnowledgeEntry>>(generator);
    add::<KnowledgeQuery>(generator);
    add::<SaveKnowledgeEntry>(generator);
    add::<Page<Offer>>(generator);
    add::<OfferQuery>(generator);
    add::<CaseOptions>(generator);
    add::<QuoteRequest>(generator);
    add::<Quote>(generator);
    add::<OpenCase>(generator);
    add::<Page<Case>>(generator);
    add::<CaseQuery>(generator);
    add::<CaseActionCode>(generator);
    add::<ActOnCase>(generator);
    add::<Upload>(generator);
    add::<Metrics>(generator);
    add::<MetricsQuery>(generator);
    add::<TextField>(generator);
}

fn definitions(path: &'static str) -> Map<String, Value> {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = path.into();
    let mut generator = settings.into_generator();
    add_all(&mut generator);
    let mut map = generator.take_definitions(true);
    let names = closed::names(&map);
    closed::close(&mut map, &names);
    map.sort_keys();
    map
}

fn endpoints() -> impl Iterator<Item = &'static Endpoint> {
    [TALK, TRADE, REVIEWS, SHOP].into_iter().flatten()
}

/// Every type as one JSON Schema document (draft 2020-12) with a definition per type.
pub fn json_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kefu contract v1",
        "$defs": definitions("/$defs"),
    })
}

/// The contract as an OpenAPI 3.1 document.
pub fn openapi() -> Value {
    let schemas = definitions("/components/schemas");
    let mut paths = Map::new();
    for endpoint in endpoints() {
        let entry = paths.entry(endpoint.path).or_insert_with(|| json!({}));
        entry[endpoint.method] = operation(endpoint, &schemas);
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
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "Any token the backend issues; the components only pass it on.",
                },
            },
        },
    })
}

fn operation(endpoint: &Endpoint, schemas: &Map<String, Value>) -> Value {
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
    let mut parameters: Vec<Value> = endpoint.parameters.iter().map(parameter).collect();
    if let Some(schema) = endpoint.query.and_then(|name| schemas.get(name)) {
        parameters.extend(query_parameters(schema));
    }
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    match endpoint.body {
        Some(FILE) => operation["requestBody"] = json!({ "required": true, "content": { "*/*": {} } }),
        Some(body) => {
            operation["requestBody"] = json!({ "required": true });
            operation["requestBody"]["content"] = content("application/json", body);
        }
        None => {}
    }
    operation
}

fn content(media_type: &str, schema: &str) -> Value {
    json!({ media_type: { "schema": { "$ref": format!("#/components/schemas/{schema}") } } })
}

fn parameter(parameter: &Parameter) -> Value {
    let schema = match parameter.kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Id => json!({ "type": "string", "minLength": 1, "maxLength": 64, "pattern": id::PATTERN }),
        Kind::Whole(min, None) => json!({ "type": "integer", "minimum": min }),
        Kind::Whole(min, Some(max)) => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Type(name) => json!({ "$ref": format!("#/components/schemas/{name}") }),
    };
    json!({
        "name": parameter.name, "in": parameter.place, "required": parameter.required,
        "description": parameter.description, "schema": schema,
    })
}

/// The fields of a query type as parameters. A query string has no null, so optional means left out.
fn query_parameters(schema: &Value) -> Vec<Value> {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let one = |(name, property): (&String, &Value)| {
        let mut schema = property.clone();
        let mut description = Value::Null;
        if let Some(map) = schema.as_object_mut() {
            description = map.remove("description").unwrap_or_default();
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|kind| kind != "null");
            }
        }
        let inner = schema["anyOf"].as_array().and_then(|all| all.first()).cloned();
        json!({
            "name": name, "in": "query", "required": required.contains(&name.as_str()),
            "description": description, "schema": inner.unwrap_or(schema),
        })
    };
    schema["properties"].as_object().into_iter().flatten().map(one).collect()
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
