//! What an entry may be.

use crate::{
    app::App,
    desk::library,
    http::{ApiError, text_rules},
    locale::Text,
};
use kefu_contract::{
    KnowledgeEntry, KnowledgeId, LengthLimit, LengthUnit, ProblemCode, ProductId, SaveKnowledgeEntry, Topic,
};

/// An entry as requested, not numbered yet.
pub(super) fn draft(app: &App, request: &SaveKnowledgeEntry) -> Result<KnowledgeEntry, ApiError> {
    if let Some(topic) = &request.topic {
        text_rules::accept_known(topic.as_str(), Topic::KNOWN, "/topic")?;
    }
    let limit = |max| LengthLimit { max, unit: LengthUnit::Chars };
    let question =
        text_rules::accept_line(&request.question, &limit(app.policy.library.question_chars), "/question")?;
    let answer =
        text_rules::accept(&request.answer, &limit(app.policy.texts.knowledge_answer_chars), "/answer")?;
    library::names(&answer, "/answer")?;
    Ok(KnowledgeEntry {
        id: KnowledgeId(String::new()),
        version: 0,
        variants: variants(app, &question, &request.variants)?,
        question,
        answer,
        topic: request.topic.clone(),
        products: products(app, &request.products)?,
        for_bot: request.for_bot,
        archived: request.archived,
        updated_at: app.clock.now(),
        actions: Vec::new(),
    })
}

/// Other ways to ask, each once.
fn variants(app: &App, question: &str, wanted: &[String]) -> Result<Vec<String>, ApiError> {
    let policy = &app.policy.library;
    let limit = LengthLimit { max: policy.question_chars, unit: LengthUnit::Chars };
    let mut variants: Vec<String> = Vec::with_capacity(wanted.len());
    for (index, variant) in wanted.iter().enumerate() {
        let variant = text_rules::accept_line(variant, &limit, &format!("/variants/{index}"))?;
        if variant != question && !variants.contains(&variant) {
            variants.push(variant);
        }
    }
    let max = u64::from(policy.variants);
    if u64::try_from(variants.len()).unwrap_or(u64::MAX) > max {
        return Err(ApiError::new(ProblemCode::TooManyItems)
            .detail(Text::new(
                format!("其他问法最多 {max} 条。"),
                format!("At most {max} other ways to ask are kept."),
            ))
            .at("/variants")
            .max(max));
    }
    Ok(variants)
}

/// Products of the shop, each once.
fn products(app: &App, wanted: &[ProductId]) -> Result<Vec<ProductId>, ApiError> {
    let mut products: Vec<ProductId> = Vec::with_capacity(wanted.len());
    for (index, product) in wanted.iter().enumerate() {
        if app.catalogue.find(product).is_none() {
            return Err(ApiError::invalid_value(
                &format!("/products/{index}"),
                Text::new("本店没有这件商品。", "The shop has no such product."),
            ));
        }
        if !products.contains(product) {
            products.push(product.clone());
        }
    }
    Ok(products)
}
