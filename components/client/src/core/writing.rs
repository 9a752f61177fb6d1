//! What the user does: it enters the outbox, and can be tried again, changed or given up there.

use crate::core::{
    About, Attached, Change, Compose, Core, Draft, Effect, Entry, EntryState, Env, Method, Posting, Save,
    TabNews, Work, Write,
};
use kefu_contract::{ClientId, ConversationId, paths};

impl Core {
    pub(super) fn compose(&mut self, env: &mut dyn Env, compose: Compose, out: &mut Vec<Effect>) {
        let conversation = compose.conversation.or_else(|| self.own_conversation());
        let wants_context = compose.context.product_id.is_some() || compose.context.order_id.is_some();
        let files = compose.files.into_iter().map(|file| Attached { file, upload: None }).collect();
        let posting = Posting {
            open_id: env.client_id(),
            context: wants_context.then_some(compose.context),
            content: compose.content,
            visibility: compose.visibility,
            conversation: conversation.clone(),
            files,
        };
        self.enter(env, Work::Message(Box::new(posting)), out);
        self.write_draft(Draft { conversation, ..Draft::default() }, out);
    }

    /// Something is to be done: it is stored, and goes out after that.
    pub(super) fn enter(&mut self, env: &mut dyn Env, work: Work, out: &mut Vec<Effect>) {
        self.enter_files(env, &work, out);
        let written_at = self.server_time(env.now());
        self.push(Entry::new(env.client_id(), work, written_at), out);
    }

    /// The files of a message go before it, each by itself.
    fn enter_files(&mut self, env: &mut dyn Env, work: &Work, out: &mut Vec<Effect>) {
        let Work::Message(posting) = work else { return };
        for Attached { file, .. } in posting.files.iter().filter(|file| file.upload.is_none()) {
            if self.outbox.get(&file.key).is_none() {
                let written_at = self.server_time(env.now());
                self.push(Entry::new(file.key.clone(), Work::Upload(file.clone()), written_at), out);
            }
        }
    }

    fn push(&mut self, entry: Entry, out: &mut Vec<Effect>) {
        out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
        // Another tab can send a file only when it finds it in the store, and nothing must overtake the message that
        // waits for it. All else is handed over at once: this tab may be closed before the store has answered.
        let unready = |entry: &Entry| entry.state == EntryState::Storing && entry.needs_files();
        if unready(&entry) || self.outbox.entries().iter().any(unready) {
            out.push(Effect::Tell(TabNews::Search));
        } else {
            Self::tell_entry(&entry, out);
        }
        self.outbox.take_in(entry.clone());
        self.entry_changed(&entry, out);
    }

    pub(super) fn saved(&mut self, env: &mut dyn Env, id: &ClientId, out: &mut Vec<Effect>) {
        let Some(entry) = self.outbox.get_mut(id).filter(|entry| entry.state == EntryState::Storing) else {
            return;
        };
        entry.state = if entry.foreign { entry.waiting() } else { EntryState::Queued };
        Self::tell_entry(entry, out);
        self.drain(env, out);
    }

    pub(super) fn retry(&mut self, env: &mut dyn Env, id: &ClientId, out: &mut Vec<Effect>) {
        let Some(entry) = self.outbox.get(id).cloned() else { return };
        self.enter_files(env, &entry.work, out);
        for part in self.outbox.with_files(id) {
            let Some(entry) = self.outbox.get_mut(&part).filter(|entry| entry.state == EntryState::Failed)
            else {
                continue;
            };
            entry.try_again();
            out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
            out.push(Effect::Tell(TabNews::Retry(part)));
        }
        self.entry_changed(&entry, out);
        self.drain(env, out);
    }

    pub(super) fn discard(&mut self, id: &ClientId, out: &mut Vec<Effect>) {
        if self.is_parked(id) {
            self.outbox.with_files(id).iter().for_each(|part| self.give_up(part, out));
        }
    }

    /// What was refused is given up, and something like it tried under a new key. Files it keeps stay uploaded.
    pub(super) fn replace(&mut self, env: &mut dyn Env, id: &ClientId, work: Work, out: &mut Vec<Effect>) {
        if !self.is_parked(id) {
            return;
        }
        let kept = |key: &ClientId| match &work {
            Work::Message(posting) => posting.files.iter().any(|file| file.file.key == *key),
            Work::Write(_) | Work::Upload(_) => false,
        };
        let parts = self.outbox.with_files(id);
        parts.iter().filter(|part| !kept(part)).for_each(|part| self.give_up(part, out));
        self.enter(env, work, out);
    }

    /// Whether the entry, or one of its files, was refused.
    fn is_parked(&self, id: &ClientId) -> bool {
        self.outbox.get(id).is_some_and(|entry| self.outbox.will_not_go(entry))
    }

    fn give_up(&mut self, id: &ClientId, out: &mut Vec<Effect>) {
        if let Some(entry) = self.outbox.remove(id) {
            self.forget(&entry, out);
            Self::tell_gone(id, out);
            self.entry_changed(&entry, out);
        }
    }

    /// The store needs to keep it no longer.
    pub(super) fn forget(&self, entry: &Entry, out: &mut Vec<Effect>) {
        out.push(Effect::Save(Save::Forget(entry.client_id.clone())));
        if matches!(entry.work, Work::Upload(_)) {
            out.push(Effect::Save(Save::DropFile(entry.client_id.clone())));
        }
    }

    pub(super) fn seen(
        &mut self,
        env: &mut dyn Env,
        id: &ConversationId,
        position: u64,
        out: &mut Vec<Effect>,
    ) {
        let Some(conversation) = self.conversations.get(id) else { return };
        let read = if self.is_staff() { conversation.read.staff } else { conversation.read.buyer };
        let told = self.seen.get(id).copied().unwrap_or(0);
        if self.session.is_none() || read.max(told) >= position {
            return;
        }
        self.seen.insert(id.clone(), position);
        // A marker that has not gone yet is overtaken by this one.
        if let Some(older) = self.outbox.marker(id) {
            self.give_up(&older, out);
        }
        let write = Write {
            label: "read".to_owned(),
            about: About::Read(id.clone()),
            method: Method::Post,
            path: paths::with_id(paths::READ, id),
            body: ["{\"up_to\":", &position.to_string(), "}"].concat(),
            check: None,
        };
        self.enter(env, Work::Write(write), out);
    }

    /// Tells the views that something about an entry is different now.
    pub(super) fn entry_changed(&mut self, entry: &Entry, out: &mut Vec<Effect>) {
        let change = match &entry.work {
            Work::Message(posting) => Change::Rows(posting.conversation.clone()),
            Work::Upload(_) => Change::Rows(self.outbox.conversation_of_file(&entry.client_id)),
            Work::Write(Write { about: About::Document(kind, Some(id)), .. }) => {
                Change::Document(super::DocumentRef { kind: *kind, id: id.clone() })
            }
            Work::Write(Write { about: About::Document(kind, None), .. }) => Change::Applications(*kind),
            Work::Write(Write { about: About::Read(id), .. }) => {
                // Marked in one tab, read in all.
                if let Some(conversation) = self.conversations.get_mut(id) {
                    conversation.unread = 0;
                }
                Change::Conversations
            }
            Work::Write(Write { about: About::Conversation(_), .. }) => Change::Conversations,
        };
        out.push(Effect::Changed(change));
    }
}
