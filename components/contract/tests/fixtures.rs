//! Golden fixtures: every committed example reads into its type and is written back unchanged.
#![allow(clippy::unwrap_used)]

use kefu_contract::*;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{fs, path::PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("spec/fixtures")
}

fn round_trip<T: Serialize + DeserializeOwned>(text: &str) -> (Value, Value) {
    let golden: Value = serde_json::from_str(text).unwrap();
    let typed: T = serde_json::from_str(text).unwrap();
    (golden, serde_json::to_value(typed).unwrap())
}

#[test]
fn every_fixture_survives_a_round_trip() {
    let mut count = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        // The part of the file name before the first dot names the type.
        let (golden, back) = match name.split('.').next().unwrap() {
            "session" => round_trip::<Session>(&text),
            "conversation" => round_trip::<Conversation>(&text),
            "message" => round_trip::<Message>(&text),
            "event" => round_trip::<Event>(&text),
            "event-batch" => round_trip::<EventBatch>(&text),
            "send-message" => round_trip::<SendMessage>(&text),
            "open-conversation" => round_trip::<OpenConversation>(&text),
            "mark-read" => round_trip::<MarkRead>(&text),
            "problem" => round_trip::<Problem>(&text),
            "order" => round_trip::<Order>(&text),
            "act-on-order" => round_trip::<ActOnOrder>(&text),
            "order-query" => round_trip::<OrderQuery>(&text),
            "order-page" => round_trip::<Page<Order>>(&text),
            "case-options" => round_trip::<CaseOptions>(&text),
            "quote-request" => round_trip::<QuoteRequest>(&text),
            "quote" => round_trip::<Quote>(&text),
            "open-case" => round_trip::<OpenCase>(&text),
            "case" => round_trip::<Case>(&text),
            "act-on-case" => round_trip::<ActOnCase>(&text),
            "case-query" => round_trip::<CaseQuery>(&text),
            "review" => round_trip::<Review>(&text),
            "write-review" => round_trip::<WriteReview>(&text),
            "reply-to-review" => round_trip::<ReplyToReview>(&text),
            "act-on-review" => round_trip::<ActOnReview>(&text),
            "review-query" => round_trip::<ReviewQuery>(&text),
            "customer" => round_trip::<Customer>(&text),
            "update-customer" => round_trip::<UpdateCustomer>(&text),
            "customer-query" => round_trip::<CustomerQuery>(&text),
            "quick-reply" => round_trip::<QuickReply>(&text),
            "save-quick-reply" => round_trip::<SaveQuickReply>(&text),
            "quick-reply-query" => round_trip::<QuickReplyQuery>(&text),
            "knowledge-entry" => round_trip::<KnowledgeEntry>(&text),
            "save-knowledge-entry" => round_trip::<SaveKnowledgeEntry>(&text),
            "knowledge-query" => round_trip::<KnowledgeQuery>(&text),
            "offer" => round_trip::<Offer>(&text),
            "offer-query" => round_trip::<OfferQuery>(&text),
            "metrics" => round_trip::<Metrics>(&text),
            "metrics-query" => round_trip::<MetricsQuery>(&text),
            "upload" => round_trip::<Upload>(&text),
            "update-conversation" => round_trip::<UpdateConversation>(&text),
            "act-on-conversation" => round_trip::<ActOnConversation>(&text),
            other => panic!("{name}: no type is known for fixtures of kind {other:?}"),
        };
        assert_eq!(golden, back, "{name} changed on its way through the types");
        count += 1;
    }
    assert!(count >= 80, "only {count} fixtures were found");
}

#[test]
fn unknown_values_are_kept_verbatim_and_recognised_as_unknown() {
    let message: Message =
        serde_json::from_str(&fs::read_to_string(folder().join("message.unknown.json")).unwrap()).unwrap();
    assert_eq!(message.content.kind, ContentType::Other("hologram".into()));
    assert_eq!(message.sender.role, Role::Other("courier".into()));
    assert_eq!(message.visibility, Visibility::Other("moderators".into()));
}

#[test]
fn unknown_response_fields_are_ignored() {
    let session = fs::read_to_string(folder().join("session.buyer.json")).unwrap();
    let mut value: Value = serde_json::from_str(&session).unwrap();
    value["brand_new"] = serde_json::json!({ "any": ["thing"] });
    assert!(serde_json::from_value::<Session>(value).is_ok());
}

#[test]
fn problem_codes_map_to_declared_statuses() {
    for code in ProblemCode::KNOWN {
        let status = ProblemCode::from(*code).status();
        assert!((400..=599).contains(&status), "{code} has status {status}");
    }
}

fn read<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&fs::read_to_string(folder().join(name)).unwrap()).unwrap()
}

#[test]
fn unknown_values_of_every_resource_are_recognised_as_unknown() {
    let order: Order = read("order.unknown.json");
    assert_eq!(order.state, OrderState::Other("awaiting_customs".into()));
    assert_eq!(order.escrow, Escrow::Other("with_notary".into()));
    assert_eq!(order.delivery, DeliveryClass::Other("drone".into()));
    assert_eq!(order.deadlines[0].actor, Actor::Other("customs".into()));
    let case: Case = read("case.unknown.json");
    assert_eq!(case.kind, CaseKind::Other("trade_in".into()));
    assert_eq!(case.intervention.state, InterventionState::Other("appealed".into()));
    let review: Review = read("review.unknown.json");
    assert_eq!(review.rating, Rating::Other("mixed".into()));
    let customer: Customer = read("customer.unknown.json");
    assert_eq!(customer.tier, Tier::Other("founder".into()));
    let offer: Offer = read("offer.unknown.json");
    assert_eq!(offer.kind, OfferKind::Other("lottery".into()));
    let quote: Quote = read("quote.unknown.json");
    assert_eq!(quote.lines[0].rows[0].code, AmountCode::Other("customs_duty".into()));
}

#[test]
fn sums_in_the_examples_are_exact() {
    let sum = |rows: &[AmountRow]| rows.iter().map(|row| row.amount.amount).sum::<i64>();
    let order: Order = read("order.awaiting-shipment.json");
    assert_eq!(sum(&order.amounts), order.total.amount);
    assert_eq!(
        order.lines.iter().map(|l| l.total.amount).sum::<i64>() + order.postage.amount,
        order.total.amount
    );
    let quote: Quote = read("quote.json");
    for line in &quote.lines {
        assert_eq!(sum(&line.rows), line.maximum.amount);
    }
    let lines: i64 = quote.lines.iter().map(|line| line.maximum.amount).sum();
    assert_eq!(lines + quote.postage.unwrap().amount.amount, quote.maximum.amount);
}

#[test]
fn constructors_leave_out_what_is_not_said() {
    let key = ClientId::from("01980a5d-ac96-774b-bcce-b302099a8057");
    let order = ActOnOrder::new(key.clone(), 3, OrderActionCode::ConfirmReceipt);
    assert_eq!(
        serde_json::to_string(&order).unwrap(),
        r#"{"client_id":"01980a5d-ac96-774b-bcce-b302099a8057","version":3,"code":"order.confirm_receipt"}"#
    );
    let case = ActOnCase::new(key, 3, CaseActionCode::Withdraw);
    assert_eq!(serde_json::to_value(&case).unwrap().as_object().unwrap().len(), 3);
}

#[test]
fn a_masked_address_is_never_sent_back() {
    let message: Message = read("message.address-confirm.json");
    let again = NewContent::from(&message.content);
    assert_eq!(again.order_id, Some("o-20261118-004".into()));
    assert_eq!(again.address, None);
}
