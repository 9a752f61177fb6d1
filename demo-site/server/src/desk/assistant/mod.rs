//! What the shop says by itself: automatic messages, answers from the knowledge base and about orders, hand-over.
//!
//! The rules decide; what is said is part of the change that took the buyer's message, so neither is ever without the
//! other, and the same message sent again says nothing new. Everything is written by the shop's automaton.

mod library;
mod speech;
mod whereabouts;
mod words;

pub(crate) use library::Shelf;

use crate::{
    app::App,
    audience::Audience,
    auth::Viewer,
    catalogue::price_in_words,
    desk::presence,
    http::ApiError,
    locale::Locale,
    store::{Change, ConversationRecord, Milestone, OrderRecord, Queue},
};
use kefu_contract::{ContentType, ConversationId, Message, Person, Role, Timestamp};
use kefu_rules::{
    assistant::{self, Desk, Heard, Reaction, Visit, Wish, wish},
    conversation::Kept,
    language::Language,
    variables,
};
use library::{Library, Match, Section, language_of};
use speech::Speech;

/// Answers a message, if it is a buyer's and the shop answers by itself.
pub(crate) async fn hear(
    app: &App,
    change: &mut Change,
    viewer: &Viewer,
    locale: Locale,
    message: &Message,
) -> Result<(), ApiError> {
    if message.sender.role != Role::Buyer {
        return Ok(());
    }
    let id = &message.conversation_id;
    let Some(listener) = Listener::begin(app, change, viewer, id, message.position).await? else {
        return Ok(());
    };
    let text = message.content.text.as_deref().filter(|_| message.content.kind == ContentType::Text);
    let locale = spoken(locale, text.unwrap_or_default());
    let policy = &app.policy.assistant;
    let library = if policy.answers { Some(Library::of(app).await?) } else { None };
    let section = library.as_ref().map(|library| library.section(locale.language()));
    let wish = text.filter(|_| policy.answers).map(|text| wish(text, &policy.words));
    let findings = listener.look_up(change, locale, section, wish.zip(text)).await?;
    let (desk, queue) = listener.desk(change, message.sent_at).await?;
    let heard =
        Heard { wish, confidence_bp: findings.confidence_bp, has_order: findings.order.is_some(), desk };
    let at = message.sent_at;
    let reaction = assistant::hear(listener.visit, &heard, at, policy);
    listener.react(change, &reaction, at).await?;
    let speech = Speech { listener: &listener, locale, at, desk, queue, findings };
    speech.say_all(change, &reaction.says).await
}

/// Tells a buyer who pushed the button that people take over, if the assistant answered until now.
pub(crate) async fn ask_human(
    app: &App,
    change: &mut Change,
    viewer: &Viewer,
    locale: Locale,
    id: &ConversationId,
) -> Result<(), ApiError> {
    let at = app.clock.now();
    let Some(listener) = Listener::begin(app, change, viewer, id, u64::MAX).await? else { return Ok(()) };
    let (desk, queue) = listener.desk(change, at).await?;
    let reaction = assistant::ask_human(listener.visit, desk, at, &app.policy.assistant);
    listener.react(change, &reaction, at).await?;
    let findings = Findings::default();
    let speech = Speech { listener: &listener, locale, at, desk, queue, findings };
    speech.say_all(change, &reaction.says).await
}

/// The language to answer in: the one the buyer writes, else that of their page.
fn spoken(page: Locale, text: &str) -> Locale {
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1).count();
    match language_of(text) {
        Language::Chinese => Locale::ZhCn,
        Language::English if words > 1 => Locale::En,
        Language::English => page,
    }
}

/// Somebody about to answer a buyer.
#[derive(Debug)]
struct Listener<'a> {
    app: &'a App,
    viewer: &'a Viewer,
    bot: Person,
    record: ConversationRecord,
    /// The buyer's visit, before what was heard now.
    visit: Visit,
}

/// What there is to say to something.
#[derive(Debug, Default)]
struct Findings<'a> {
    /// The buyer's order, where it is asked about.
    order: Option<OrderRecord>,
    /// What the assistant knows in the buyer's language; nothing where it does not answer.
    section: Option<&'a Section>,
    matches: Vec<Match<'a>>,
    answer: Option<Answer<'a>>,
    /// How sure the answer is, in basis points.
    confidence_bp: u32,
}

/// An answer, its variables filled in.
#[derive(Debug)]
struct Answer<'a> {
    found: Match<'a>,
    text: String,
}

impl<'a> Listener<'a> {
    /// Nobody where the shop does not speak by itself, or not any more in this visit. What was said before the visit
    /// was kept track of counts.
    async fn begin(
        app: &'a App,
        change: &mut Change,
        viewer: &'a Viewer,
        id: &ConversationId,
        before: u64,
    ) -> Result<Option<Self>, ApiError> {
        if !app.policy.assistant.speaks() {
            return Ok(None);
        }
        let Some(bot) = change.automaton().await? else { return Ok(None) };
        let record = change.conversation(id, &Audience::Staff).await?.ok_or_else(ApiError::not_found)?;
        let mut visit = record.kept.visit;
        if visit.began_at.is_none()
            && let Some(found) = change.under_way(id, before).await?
        {
            visit = visit.under_way(found.since, found.answered);
            change.keep(id, &Kept { visit, ..record.kept }).await?;
        }
        Ok(visit.hush.is_none().then_some(Self { app, viewer, bot, record, visit }))
    }

    fn id(&self) -> &ConversationId {
        &self.record.conversation.id
    }

    /// Looks for what a wish in these words asks for.
    async fn look_up<'m>(
        &self,
        change: &mut Change,
        locale: Locale,
        section: Option<&'m Section>,
        wish: Option<(Wish, &str)>,
    ) -> Result<Findings<'m>, ApiError> {
        let mut findings = Findings { section, ..Findings::default() };
        let Some((wish @ (Wish::Order | Wish::Answer), question)) = wish else { return Ok(findings) };
        if wish == Wish::Order {
            findings.order = self.order(change).await?;
        }
        let (Some(section), None) = (section, &findings.order) else { return Ok(findings) };
        let product = self.record.conversation.context.product.as_ref().map(|product| &product.id);
        findings.matches = section.search(question, product, &self.app.policy.assistant);
        findings.answer = self.answer(locale, &findings.matches).await?;
        let sure = findings.answer.as_ref().map(|answer| section.confidence(question, &answer.found));
        findings.confidence_bp = sure.unwrap_or(0);
        Ok(findings)
    }

    /// The buyer's order there is news of: the one the conversation is about, else the latest that is not over.
    async fn order(&self, change: &mut Change) -> Result<Option<OrderRecord>, ApiError> {
        let conversation = &self.record.conversation;
        Ok(change.open_order_of(&conversation.buyer.id, conversation.context.order_id.as_ref()).await?)
    }

    /// The best of these answers that can be given: one with nothing left to fill in.
    async fn answer<'m>(
        &self,
        locale: Locale,
        matches: &[Match<'m>],
    ) -> Result<Option<Answer<'m>>, ApiError> {
        let shop = speech::shop(self.app).await?;
        let known = |name: &str| {
            let product = self.record.conversation.context.product.as_ref();
            let product = product.and_then(|card| self.app.catalogue.find(&card.id));
            match name {
                "shop.name" => Some(shop.get(locale).to_owned()),
                "product.title" => product.map(|product| product.title.get(locale).to_owned()),
                "product.price" => product.map(|product| price_in_words(&product.price)),
                // The buyer's own name and addresses are nothing an automaton repeats.
                _ => None,
            }
        };
        Ok(matches.iter().find_map(|found| {
            let (text, open) = variables::fill(&found.entry.answer, known).ok()?;
            open.is_empty().then_some(Answer { found: *found, text })
        }))
    }

    /// Who is there to answer, and who waits for them.
    async fn desk(&self, change: &mut Change, now: Timestamp) -> Result<(Desk, Queue), ApiError> {
        let queue = change.queue(self.id()).await?;
        let people = presence::people(self.app, now).await?;
        Ok((Desk::at(now, people, queue.others, &self.app.policy), queue))
    }

    /// Keeps what follows besides what is said.
    async fn react(&self, change: &mut Change, reaction: &Reaction, at: Timestamp) -> Result<(), ApiError> {
        let handed_over = reaction.hands_over().is_some();
        let human_asked = self.record.kept.human_asked || handed_over;
        change.keep(self.id(), &Kept { visit: reaction.visit, human_asked, ..self.record.kept }).await?;
        if reaction.visit.assisted && !self.visit.assisted {
            change.log_milestone(self.id(), Milestone::Assisted, at).await?;
        }
        if handed_over {
            change.log_milestone(self.id(), Milestone::HandedOver, at).await?;
        }
        Ok(())
    }
}
