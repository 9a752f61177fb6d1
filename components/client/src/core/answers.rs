//! What the server's answers mean.

use crate::core::{Call, Change, Core, Effect, Env, Failure, Reply, Save, Timeline};
use kefu_contract::{Conversation, ConversationId, Message, Page};

impl Core {
    pub(super) fn answer(
        &mut self,
        env: &mut dyn Env,
        call: Call,
        result: Result<Reply, Failure>,
        out: &mut Vec<Effect>,
    ) {
        match (call, result) {
            (Call::Session, Ok(Reply::Session(session))) => self.signed_in(env, *session, out),
            (Call::Session, Err(failure)) => self.session_failed(env, &failure, out),
            (Call::Conversations(_), Ok(Reply::Conversations(page))) => self.listed(page, out),
            (Call::Newest(id, generation), Ok(Reply::Messages(page))) => {
                self.page(id, page, |timeline, page| timeline.merge_newest(generation, page), out);
            }
            (Call::Older(id, asked), Ok(Reply::Messages(page))) => {
                self.page(id, page, |timeline, page| timeline.merge_older(&asked, page), out);
            }
            (Call::Newest(id, _) | Call::Older(id, _), Err(failure)) if failure.is_gone() => {
                self.drop_conversation(&id, out);
            }
            (Call::Document(_), Ok(Reply::Document(document))) => self.take_document(*document, out),
            (Call::Document(of), Err(failure)) if failure.is_gone() => self.drop_document(of, out),
            (Call::Older(id, _), Err(_)) => {
                if let Some(timeline) = self.timelines.get_mut(&id) {
                    timeline.older_failed();
                }
                out.push(Effect::Changed(Change::Rows(Some(id))));
            }
            (Call::Conversations(_) | Call::Newest(..) | Call::Document(_), Err(failure)) => {
                self.lost(env, &failure, out)
            }
            (Call::Events(_, generation), Ok(Reply::Events(arrivals))) => {
                self.polled(env, generation, Ok(arrivals), out);
            }
            (Call::Events(_, generation), Err(failure)) => self.polled(env, generation, Err(failure), out),
            (Call::Open(entry, _), Ok(Reply::Conversation(conversation))) => {
                self.opened(&entry, *conversation, out);
            }
            (Call::Write(id, _), Ok(reply)) => self.written(&id, reply, out),
            (Call::Check(id, _), Ok(reply)) => self.checked(id, reply, out),
            (Call::Upload(file), Ok(Reply::Upload(upload))) => self.uploaded(&file.key, *upload, out),
            (Call::Write(id, _) | Call::Check(id, _), Err(failure)) => {
                self.write_failed(env, &id, &failure, out);
            }
            (Call::Upload(file), Err(failure)) => self.write_failed(env, &file.key, &failure, out),
            (Call::Send(id, body), Ok(Reply::Message(message))) => {
                self.take_message(id, *message, out);
                // A server that does not echo the key must not make us send for ever.
                self.sent(&body.client_id, out);
            }
            (Call::Open(entry, _), Err(failure)) => self.send_failed(env, &entry, None, &failure, out),
            (Call::Send(id, body), Err(failure)) => {
                self.send_failed(env, &body.client_id, Some(&id), &failure, out);
            }
            // A lost typing notice is overtaken by time; an answer of another kind than asked for cannot come.
            (Call::Typing(..), _) | (_, Ok(_)) => {}
        }
        // Whatever came may have taken the place of what others wait behind.
        self.drain(env, out);
    }

    /// A page of the list of conversations.
    fn listed(&mut self, page: Page<Conversation>, out: &mut Vec<Effect>) {
        out.push(Effect::Save(Save::Conversations(page.items.clone())));
        for conversation in page.items {
            self.take_conversation(conversation, out);
        }
        if let Some(after) = page.after {
            out.push(Effect::Call(Call::Conversations(Some(after))));
            return;
        }
        self.link.listed = true;
        // Cached once, but the server no longer knows it.
        for gone in std::mem::take(&mut self.unconfirmed) {
            self.drop_conversation(&gone, out);
        }
        self.settle(out);
    }

    fn page(
        &mut self,
        id: ConversationId,
        page: Page<Message>,
        merge: impl FnOnce(&mut Timeline, Page<Message>),
        out: &mut Vec<Effect>,
    ) {
        out.push(Effect::Save(Save::Messages(page.items.clone())));
        for message in &page.items {
            self.delivered(message, out);
        }
        if let Some(timeline) = self.timelines.get_mut(&id) {
            merge(timeline, page);
        }
        self.settle(out);
        out.push(Effect::Changed(Change::Rows(Some(id))));
    }

    /// The server has no such conversation for us: nor do we.
    pub(super) fn drop_conversation(&mut self, id: &ConversationId, out: &mut Vec<Effect>) {
        self.conversations.remove(id);
        self.timelines.remove(id);
        self.typing.remove(id);
        self.seen.remove(id);
        self.shown.retain(|other| other != id);
        self.unconfirmed.retain(|other| other != id);
        self.settle(out);
        out.extend([
            Effect::Save(Save::Drop(id.clone())),
            Effect::Changed(Change::Conversations),
            Effect::Changed(Change::Rows(Some(id.clone()))),
        ]);
    }

    pub(super) fn take_conversation(&mut self, conversation: Conversation, out: &mut Vec<Effect>) {
        let id = conversation.id.clone();
        // A cached version says nothing about the server's: its counting may have begun anew.
        let cached = self.unconfirmed.iter().position(|other| *other == id);
        if let Some(at) = cached {
            self.unconfirmed.swap_remove(at);
        }
        let known = self.conversations.get(&id);
        if cached.is_none() && known.is_some_and(|known| known.version >= conversation.version) {
            return;
        }
        let read_moved = known.is_none_or(|known| known.read != conversation.read);
        self.conversations.insert(id.clone(), conversation);
        if self.own_conversation().as_ref() == Some(&id) {
            self.outbox.assign(&id);
        }
        out.push(Effect::Changed(Change::Conversations));
        if read_moved && self.timelines.get(&id).is_some() {
            out.push(Effect::Changed(Change::Rows(Some(id))));
        }
    }

    pub(super) fn take_message(&mut self, id: ConversationId, message: Message, out: &mut Vec<Effect>) {
        self.delivered(&message, out);
        if self.typing.get(&id).is_some_and(|person| person.id == message.sender.id) {
            self.typing_ended(&id, out);
        }
        // What was never on screen is not kept: an agent hears of every message of the shop.
        if let Some(timeline) = self.timelines.get_mut(&id) {
            out.push(Effect::Save(Save::Messages(vec![message.clone()])));
            timeline.add(message);
            out.push(Effect::Changed(Change::Rows(Some(id))));
        }
    }
}
