//! Saying what was decided.

use super::{Findings, Listener, whereabouts, words};
use crate::{
    app::App,
    desk::{chat, contents, offers},
    http::ApiError,
    locale::{Locale, Text},
    store::{Change, OrderRecord, Queue},
};
use kefu_contract::{Content, KnowledgeEntry, OfferQuery, ProblemCode, ProductId, Timestamp};
use kefu_rules::assistant::{Automatic, Desk, Reason, Say};

/// What can be said, and where.
#[derive(Debug)]
pub(super) struct Speech<'a> {
    pub(super) listener: &'a Listener<'a>,
    pub(super) locale: Locale,
    pub(super) at: Timestamp,
    pub(super) desk: Desk,
    pub(super) queue: Queue,
    pub(super) findings: Findings<'a>,
}

/// What the shop is called.
pub(super) async fn shop(app: &App) -> Result<Text, ApiError> {
    let shop = app.store.shop().await?.ok_or_else(|| ApiError::new(ProblemCode::Unavailable))?;
    Ok(shop.name)
}

impl Speech<'_> {
    pub(super) async fn say_all(&self, change: &mut Change, says: &[Say]) -> Result<(), ApiError> {
        for say in says {
            match say {
                Say::Automatic(what) => {
                    let text = match what {
                        Automatic::Welcome => self.welcome().await?,
                        _ => self.about_desk().await?,
                    };
                    // Whoever has asked nothing yet is told what can be asked.
                    let suggestions = if says.len() == 1 { self.suggestions() } else { Vec::new() };
                    self.say(change, &text, suggestions).await?;
                }
                Say::Answer => self.give_answer(change).await?,
                Say::Order => self.tell_of_order(change).await?,
                Say::Unsure => {
                    let suggestions = self.suggestions();
                    let text = self.introduced(&words::unsure(!suggestions.is_empty()));
                    self.say(change, &text, suggestions).await?;
                }
                Say::HandOver(reason) => self.hand_over(change, *reason).await?,
            }
        }
        Ok(())
    }

    async fn say(&self, change: &mut Change, text: &Text, suggestions: Vec<String>) -> Result<(), ApiError> {
        let content = Content { suggestions, ..Content::text(text.get(self.locale)) };
        self.show(change, content).await
    }

    async fn show(&self, change: &mut Change, content: Content) -> Result<(), ApiError> {
        let Listener { bot, .. } = self.listener;
        chat::add(change, chat::message(self.listener.id(), bot.clone(), content, self.at)).await?;
        Ok(())
    }

    fn introduced(&self, text: &Text) -> Text {
        words::introduced(&self.listener.bot.name, !self.listener.visit.assisted, text)
    }

    fn product(&self) -> Option<&ProductId> {
        self.listener.record.conversation.context.product.as_ref().map(|product| &product.id)
    }

    async fn welcome(&self) -> Result<Text, ApiError> {
        let app = self.listener.app;
        let automatic = &app.policy.assistant.automatic;
        let introduction = Text::new(&automatic.introduction_zh, &automatic.introduction_en);
        let query = OfferQuery { product_id: self.product().cloned(), ..OfferQuery::default() };
        let running = offers::list(app, self.listener.viewer, self.locale, &query).await?;
        // In the buyer's language already.
        let best = running.into_iter().map(|(_, offer)| offer).find(|offer| offer.eligible);
        let best = best.map(|offer| Text::new(offer.title.clone(), offer.title));
        Ok(words::welcome(&shop(app).await?, &introduction, best.as_ref()))
    }

    async fn about_desk(&self) -> Result<Text, ApiError> {
        let app = self.listener.app;
        let wait_s = app.store.expected_wait_s().await?;
        let offset = app.policy.business_hours.utc_offset_min;
        Ok(words::about(self.desk, self.queue.ahead + 1, wait_s, offset))
    }

    async fn give_answer(&self, change: &mut Change) -> Result<(), ApiError> {
        // Decided upon because there is one.
        let Some(answer) = &self.findings.answer else { return Ok(()) };
        let text = Text::new(&answer.text, &answer.text);
        self.say(change, &self.introduced(&text), self.suggestions()).await
    }

    async fn tell_of_order(&self, change: &mut Change) -> Result<(), ApiError> {
        // Decided upon because there is one.
        let Some(OrderRecord { order, .. }) = &self.findings.order else { return Ok(()) };
        let text = whereabouts::tell(self.listener.app, self.locale, order);
        self.say(change, &self.introduced(&Text::new(text.clone(), text)), Vec::new()).await?;
        self.show(change, contents::order::message(order)).await
    }

    async fn hand_over(&self, change: &mut Change, reason: Reason) -> Result<(), ApiError> {
        let text = words::hand_over(reason, &self.about_desk().await?);
        self.say(change, &text, Vec::new()).await?;
        let Text { zh, en } = words::reason(reason);
        chat::notice(change, self.listener.id(), zh, &en, self.at).await
    }

    /// Questions near the one that was asked, then those often asked.
    fn suggestions(&self) -> Vec<String> {
        let Findings { section, matches, answer, .. } = &self.findings;
        let given = answer.as_ref().map(|answer| &answer.found.entry.id);
        let near = matches.iter().map(|found| found.entry);
        let common = section.iter().flat_map(|section| section.common(self.product()));
        let most = self.listener.app.policy.assistant.suggestions as usize;
        let mut questions: Vec<String> = Vec::new();
        for KnowledgeEntry { question, .. } in near.chain(common).filter(|entry| Some(&entry.id) != given) {
            if questions.len() < most && !questions.contains(question) {
                questions.push(question.clone());
            }
        }
        questions
    }
}
