//! Draining the outbox.

use crate::core::{
    About, Attached, Call, Core, Effect, Entry, EntryState, Env, Failure, Posting, Reply, Save, Timer, Work,
    Write,
};
use kefu_contract::{
    ClientId, Conversation, ConversationId, Message, NewContent, OpenContext, OpenConversation, SendMessage,
    Upload,
};

/// How long a file waits for its message before the store is searched for it, in milliseconds.
pub(super) const SEARCH_MS: u32 = 10_000;
/// After a day it was never stored, in milliseconds.
const GIVEN_UP_MS: i64 = 86_400_000;

impl Core {
    /// Sends whatever is due, and comes back for what must wait.
    pub(super) fn drain(&mut self, env: &mut dyn Env, out: &mut Vec<Effect>) {
        if self.session.is_none() || self.link.in_doubt || self.is_follower() {
            return;
        }
        let now = env.now();
        for id in self.outbox.due(now) {
            let Some(mut entry) = self.outbox.get(&id).cloned() else { continue };
            let unsure = entry.state == EntryState::Unsure;
            let (state, call) = match (&entry.work, entry.write().and_then(|write| write.check.clone())) {
                (_, Some(check)) if unsure => (EntryState::Checking, Call::Check(id, check)),
                (Work::Message(posting), _) => (EntryState::Sending, self.post(id, posting)),
                (Work::Write(write), _) => (EntryState::Sending, Call::Write(id, Box::new(write.clone()))),
                (Work::Upload(file), _) => (EntryState::Sending, Call::Upload(Box::new(file.clone()))),
            };
            self.set_state(&mut entry, state, out);
            out.push(Effect::Call(call));
        }
        if let Some(wait) = self.outbox.next_wait(now) {
            out.push(Effect::Wait(Timer::Drain, wait));
        }
        if !self.outbox.loose().is_empty() {
            out.push(Effect::Wait(Timer::Search, SEARCH_MS));
        }
    }

    /// The message of a file has still not come: the tab it was written in may be gone, and have stored it or not.
    pub(super) fn search(&mut self, env: &mut dyn Env, out: &mut Vec<Effect>) {
        if self.is_follower() {
            return;
        }
        let now = self.server_time(env.now());
        let loose = self.outbox.loose();
        for key in &loose {
            let old = self.outbox.get(key).is_some_and(|entry| now.since(entry.written_at) > GIVEN_UP_MS);
            if old {
                self.sent(key, out);
            }
        }
        if std::mem::take(&mut self.searching) || !loose.is_empty() {
            out.push(Effect::Reload);
        }
        if !loose.is_empty() {
            out.push(Effect::Wait(Timer::Search, SEARCH_MS));
        }
    }

    fn set_state(&mut self, entry: &mut Entry, state: EntryState, out: &mut Vec<Effect>) {
        entry.state = state;
        if let Some(known) = self.outbox.get_mut(&entry.client_id) {
            known.state = state;
        }
        self.entry_changed(entry, out);
    }

    /// Sends a message, or opens the conversation for it first.
    fn post(&self, client_id: ClientId, posting: &Posting) -> Call {
        let context = posting.context.as_ref();
        let at =
            posting.conversation.as_ref().filter(|at| context.is_none_or(|about| self.is_about(at, about)));
        let Some(at) = at else {
            let context = context.cloned().unwrap_or_default();
            let body = OpenConversation { client_id: posting.open_id.clone(), context };
            return Call::Open(client_id, body);
        };
        let mut content = NewContent::from(&posting.content);
        let uploads = posting.files.iter().filter_map(|file| file.upload.as_ref());
        content.upload_ids.extend(uploads.map(|upload| upload.id.clone()));
        let body = SendMessage { client_id, content, visibility: posting.visibility.clone() };
        Call::Send(at.clone(), Box::new(body))
    }

    /// Whether the conversation is already about what `context` names.
    fn is_about(&self, id: &ConversationId, context: &OpenContext) -> bool {
        self.conversations.get(id).is_some_and(|conversation| {
            let product = conversation.context.product.as_ref().map(|p| &p.id);
            let order = conversation.context.order_id.as_ref();
            context.product_id.as_ref().is_none_or(|wanted| Some(wanted) == product)
                && context.order_id.as_ref().is_none_or(|wanted| Some(wanted) == order)
        })
    }

    /// The conversation is open; the entry that asked for it, and all behind it, can go.
    pub(super) fn opened(&mut self, entry: &ClientId, conversation: Conversation, out: &mut Vec<Effect>) {
        let id = conversation.id.clone();
        self.outbox.assign(&id);
        if let Some(entry) = self.outbox.get_mut(entry) {
            entry.state = EntryState::Queued;
            if let Some(posting) = entry.posting_mut() {
                posting.conversation = Some(id.clone());
                posting.context = None;
            }
            out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
        }
        out.push(Effect::Save(Save::Conversations(vec![conversation.clone()])));
        self.take_conversation(conversation, out);
        self.assign_draft(&id, out);
        out.extend([None, Some(id)].map(|rows| Effect::Changed(super::Change::Rows(rows))));
    }

    /// Sending, or opening the conversation for it, failed.
    pub(super) fn send_failed(
        &mut self,
        env: &mut dyn Env,
        id: &ClientId,
        conversation: Option<&ConversationId>,
        failure: &Failure,
        out: &mut Vec<Effect>,
    ) {
        let (now, random) = (env.now(), env.random());
        let gone = conversation.filter(|_| failure.is_gone() && !self.is_staff());
        let open_anew = gone.is_some() || failure.is_about("/context");
        if let Some(gone) = gone {
            self.drop_conversation(gone, out);
            self.outbox.unassign(gone);
        }
        match self.outbox.get_mut(id).filter(|_| open_anew) {
            Some(entry) => {
                // A buyer's conversation can be opened again; a product the backend does not know must not keep
                // anybody from asking. Later rather than at once, so that no loop can come of it.
                if let Some(posting) = entry.posting_mut() {
                    posting.open_id = env.client_id();
                    if failure.is_about("/context") {
                        posting.context = None;
                    }
                }
                entry.postpone(failure, now, random);
                out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
            }
            None => self.outbox.fail(id, failure, now, random),
        }
        self.attempt_failed(id, failure, out);
    }

    /// Anything but a message was refused, or did not get through.
    pub(super) fn write_failed(
        &mut self,
        env: &mut dyn Env,
        id: &ClientId,
        failure: &Failure,
        out: &mut Vec<Effect>,
    ) {
        let (now, random) = (env.now(), env.random());
        self.outbox.fail(id, failure, now, random);
        let marker =
            self.outbox.get(id).filter(|entry| entry.state == EntryState::Failed).and_then(Entry::write);
        // Nobody needs to hear of a refused read marker; the next look at the messages makes another.
        if let Some(Write { about: About::Read(conversation), .. }) = marker.cloned() {
            self.seen.remove(&conversation);
            self.sent(id, out);
        }
        self.attempt_failed(id, failure, out);
    }

    fn attempt_failed(&mut self, id: &ClientId, failure: &Failure, out: &mut Vec<Effect>) {
        if let Some(entry) = self.outbox.get(id).cloned() {
            self.entry_changed(&entry, out);
            if entry.state == EntryState::Failed {
                out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
                Self::tell_entry(&entry, out);
            }
        }
        if failure.is_signed_out() {
            self.doubt_credentials(out);
        }
    }

    /// What the server says now is known: sent again under the same key, what it has done it does not do twice.
    pub(super) fn checked(&mut self, id: ClientId, reply: Reply, out: &mut Vec<Effect>) {
        self.take_reply(reply, out);
        let Some(mut entry) = self.outbox.get(&id).filter(|e| e.state == EntryState::Checking).cloned()
        else {
            return;
        };
        if let Some(write) = entry.write().cloned() {
            self.set_state(&mut entry, EntryState::Sending, out);
            out.push(Effect::Call(Call::Write(id, Box::new(write))));
        }
    }

    /// A write is done.
    pub(super) fn written(&mut self, id: &ClientId, reply: Reply, out: &mut Vec<Effect>) {
        self.take_reply(reply, out);
        self.sent(id, out);
    }

    fn take_reply(&mut self, reply: Reply, out: &mut Vec<Effect>) {
        match reply {
            Reply::Conversation(conversation) => {
                out.push(Effect::Save(Save::Conversations(vec![(*conversation).clone()])));
                self.take_conversation(*conversation, out);
            }
            Reply::Document(document) => self.take_document(*document, out),
            _ => {}
        }
    }

    /// A file has arrived: the message it belongs to is told, and stored, before the file is forgotten.
    pub(super) fn uploaded(&mut self, key: &ClientId, upload: Upload, out: &mut Vec<Effect>) {
        for entry in self.outbox.entries_mut() {
            let files = entry.posting_mut().map(|posting| posting.files.iter_mut()).into_iter().flatten();
            let mut waiting = files.filter(|file: &&mut Attached| file.file.key == *key);
            if let Some(file) = waiting.next() {
                file.upload = Some(upload.clone());
                out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
                Self::tell_entry(entry, out);
            }
        }
        self.sent(key, out);
    }

    /// A message came back from the server: its outbox entry, if it is ours, is done.
    pub(super) fn delivered(&mut self, message: &Message, out: &mut Vec<Effect>) {
        if let Some(client_id) = &message.client_id {
            self.sent(client_id, out);
        }
    }

    pub(super) fn sent(&mut self, client_id: &ClientId, out: &mut Vec<Effect>) {
        if let Some(entry) = self.outbox.remove(client_id) {
            self.forget(&entry, out);
            self.entry_changed(&entry, out);
            if !self.is_follower() {
                Self::tell_gone(client_id, out);
            }
        }
    }
}
