//! The event stream: each event once, in order, and nothing missed in silence.

use crate::core::{Arrival, Call, Change, Connection, Core, Effect, Env, Hole, Save, TYPING_LASTS_MS, Timer};
use kefu_contract::{ConversationId, EventType, Message};

impl Core {
    pub(super) fn event(&mut self, env: &mut dyn Env, arrival: Arrival, out: &mut Vec<Effect>) {
        let Arrival { event, document } = arrival;
        // From another tab's stream: without the session's number it cannot be told what came before it.
        if self.session.is_none() {
            return;
        }
        if let Some(seq) = event.seq
            && !self.in_turn(seq, out)
        {
            return;
        }
        if let Some(document) = document {
            self.take_document(document, out);
        } else if event.kind == EventType::ReviewChanged {
            // One was removed, and is not named.
            self.refetch_documents(out);
        }
        if let Some(conversation) = event.conversation {
            out.push(Effect::Save(Save::Conversations(vec![conversation.clone()])));
            self.take_conversation(conversation, out);
        }
        if let Some(message) = event.message {
            self.heard_from(&message.sender, out);
            self.ring(&message, out);
            self.take_message(message.conversation_id.clone(), message, out);
            // It may have been the one others wait behind.
            self.drain(env, out);
        }
        if event.kind == EventType::Typing
            && let Some(typing) = event.typing
        {
            let id = typing.conversation_id;
            if typing.typing {
                self.typing.insert(id.clone(), typing.person);
                out.push(Effect::Wait(Timer::TypingExpires(id.clone()), TYPING_LASTS_MS));
                out.push(Effect::Changed(Change::Typing(id)));
            } else {
                self.typing_ended(&id, out);
            }
        }
    }

    /// A message of the other side is worth a sound, in one tab. What is caught up with is not news any more.
    fn ring(&mut self, message: &Message, out: &mut Vec<Effect>) {
        let of = &message.conversation_id;
        if self.conversations.get(of).is_none() && self.link.listed {
            // Of a conversation nobody has told us of.
            self.link.listed = false;
            out.push(Effect::Call(Call::Conversations(None)));
        }
        let other_side = message.sender.role.is_staff() != self.is_staff();
        if other_side && !self.is_follower() && self.connection() == Connection::Live {
            out.push(Effect::Changed(Change::Arrived(of.clone())));
        }
    }

    /// Whether the event with this number is the next to take in.
    ///
    /// A gap means that something was lost on the way, and is asked for again. A gap in the same place once more
    /// means that it cannot be had, or not be read by this version: then everything is fetched anew and counting
    /// goes on behind it, for asking in a loop would only hurt the server.
    fn in_turn(&mut self, seq: u64, out: &mut Vec<Effect>) -> bool {
        let last = self.link.seq;
        if seq <= last {
            return false;
        }
        if seq > last + 1 && !self.missing(seq, out) {
            return false;
        }
        self.link.hole = None;
        self.link.seq = seq;
        true
    }

    /// Something between the last number and `seq` has not come. Asks for it again once; when that has not helped,
    /// fetches everything anew, says so, and counting goes on behind `seq`.
    fn missing(&mut self, seq: u64, out: &mut Vec<Effect>) -> bool {
        let last = self.link.seq;
        // The leader's events come one after the other; a tab that was frozen has missed some for good.
        if self.is_follower() {
            self.start_over(seq, out);
            return true;
        }
        match self.link.hole.filter(|hole| hole.after == last) {
            Some(hole) if hole.asked_again => {
                self.start_over(seq, out);
                true
            }
            // The same stream goes on behind the hole until the new one has begun.
            Some(_) => false,
            None => {
                self.link.hole = Some(Hole { after: last, asked_again: false });
                self.open_stream(out);
                self.connected_as(Connection::CatchingUp, out);
                false
            }
        }
    }

    /// The server's heartbeat: everything up to `seq` has been sent before it.
    pub(super) fn stream_at(&mut self, seq: u64, out: &mut Vec<Effect>) {
        if seq > self.link.seq {
            self.missing(seq, out);
        } else if seq < self.link.seq {
            // It has begun to count anew, from a backup perhaps; waiting for the old number would miss everything.
            self.start_over(seq, out);
        }
    }

    pub(super) fn typing_ended(&mut self, id: &ConversationId, out: &mut Vec<Effect>) {
        if self.typing.remove(id).is_some() {
            out.push(Effect::Changed(Change::Typing(id.clone())));
        }
    }
}
