//! A customer as staff see them.

use crate::{app::App, locale::Locale, store::CustomerRecord};
use kefu_contract::{
    Action, ActionInput, Customer, InputField, InputKind, InputOption, JourneyStage, Temperament, TextField,
};
use kefu_rules::customer::{Caution, warnings, words};

/// The customer in the reader's language, with what may be done.
pub(crate) fn view(app: &App, locale: Locale, record: &CustomerRecord) -> Customer {
    let CustomerRecord { person, file } = record;
    let (filed, facts) = (&file.filed, &file.facts);
    let caution = Caution { do_not_contact: filed.do_not_contact, threats: facts.threats };
    let now = app.clock.now();
    Customer {
        person: person.clone(),
        version: file.version,
        tier: file.standing.tier.clone(),
        journey: filed.journey.as_ref().unwrap_or(&file.standing.journey).clone(),
        rfm: file.standing.rfm.clone(),
        temperament: filed.temperament.clone(),
        tags: filed.tags.clone(),
        group: filed.group.clone(),
        notes: filed.notes.clone(),
        locale: file.locale.clone(),
        warnings: warnings(&facts.figures, caution, now, &app.policy.customers, locale.language()),
        do_not_contact: filed.do_not_contact,
        orders: facts.figures.orders,
        spent: facts.figures.spent.clone(),
        open_cases: facts.open_cases.clone(),
        ratings: facts.ratings.clone(),
        created_at: file.created_at,
        updated_at: file.updated_at,
        actions: vec![Action { input: Some(input(app, locale)), ..Action::allowed("customer.update") }],
    }
}

/// What filing something can be told; nothing of it is required.
fn input(app: &App, locale: Locale) -> ActionInput {
    let field = |name: &str, kind| InputField {
        name: name.to_owned(),
        kind,
        label: None,
        required: false,
        options: Vec::new(),
        max: None,
        length: None,
        max_amount: None,
    };
    let language = locale.language();
    let option = |value: &str, label: &str| InputOption { value: value.to_owned(), label: label.to_owned() };
    let temperaments = Temperament::KNOWN.iter().map(|value| {
        let temperament = Temperament::from(*value);
        option(value, words::temperament(&temperament, language))
    });
    let stages = JourneyStage::KNOWN.iter().map(|value| {
        let stage = JourneyStage::from(*value);
        option(value, words::journey(&stage, language))
    });
    let note = app.limits().text(&TextField::Note).cloned();
    ActionInput {
        fields: vec![
            InputField {
                max: Some(u64::from(app.policy.customers.tags)),
                ..field("tags", InputKind::Choices)
            },
            field("group", InputKind::Text),
            InputField { options: temperaments.collect(), ..field("temperament", InputKind::Choice) },
            InputField { options: stages.collect(), ..field("journey", InputKind::Choice) },
            field("do_not_contact", InputKind::Boolean),
            InputField { length: note, ..field("add_note", InputKind::Text) },
        ],
    }
}
