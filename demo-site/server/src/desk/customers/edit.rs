//! Filing something about a customer.

use crate::{
    app::App,
    auth::Viewer,
    http::{ApiError, text_rules},
    locale::Text,
    store::Filed,
};
use kefu_contract::{
    CustomerNote, JourneyStage, LengthLimit, LengthUnit, ProblemCode, Temperament, UpdateCustomer,
};

/// What is filed after a request; what the request does not name stays as it is.
pub(super) fn file(
    app: &App,
    viewer: &Viewer,
    mut filed: Filed,
    request: &UpdateCustomer,
) -> Result<Filed, ApiError> {
    if let Some(wanted) = &request.tags {
        filed.tags = tags(app, wanted)?;
    }
    if let Some(group) = &request.group {
        filed.group = match group.trim() {
            "" => None,
            group => {
                Some(text_rules::accept_line(group, &chars(app.policy.customers.group_chars), "/group")?)
            }
        };
    }
    if let Some(wanted) = &request.temperament {
        filed.temperament = chosen(wanted, wanted.as_str(), Temperament::KNOWN, "/temperament")?;
    }
    if let Some(wanted) = &request.journey {
        filed.journey = chosen(wanted, wanted.as_str(), JourneyStage::KNOWN, "/journey")?;
    }
    if let Some(do_not_contact) = request.do_not_contact {
        filed.do_not_contact = do_not_contact;
    }
    if let Some(note) = &request.add_note {
        let text = text_rules::accept(note, &chars(app.policy.texts.note_chars), "/add_note")?;
        let note = CustomerNote { text, author: viewer.person.clone(), at: app.clock.now() };
        filed.notes.insert(0, note);
    }
    Ok(filed)
}

fn chars(max: u32) -> LengthLimit {
    LengthLimit { max, unit: LengthUnit::Chars }
}

/// Labels, each once, in the order given.
fn tags(app: &App, wanted: &[String]) -> Result<Vec<String>, ApiError> {
    let policy = &app.policy.customers;
    let mut tags: Vec<String> = Vec::with_capacity(wanted.len());
    for (index, tag) in wanted.iter().enumerate() {
        let tag = text_rules::accept_line(tag, &chars(policy.tag_chars), &format!("/tags/{index}"))?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let max = u64::from(policy.tags);
    if u64::try_from(tags.len()).unwrap_or(u64::MAX) > max {
        return Err(ApiError::new(ProblemCode::TooManyItems)
            .detail(Text::new(format!("标签最多 {max} 个。"), format!("At most {max} labels are kept.")))
            .at("/tags")
            .max(max));
    }
    Ok(tags)
}

/// A value to file; nothing for an empty one, which takes away what was filed.
fn chosen<T: Clone>(wanted: &T, name: &str, known: &[&str], pointer: &str) -> Result<Option<T>, ApiError> {
    if name.is_empty() {
        return Ok(None);
    }
    text_rules::accept_known(name, known, pointer)?;
    Ok(Some(wanted.clone()))
}
