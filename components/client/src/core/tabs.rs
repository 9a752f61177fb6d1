//! Several tabs of one shop and one identity: one leads, the others follow it.
//!
//! | role | events | outbox | leaves it by |
//! |---|---|---|---|
//! | `Leader` | over its own stream, passed on to the others | sends, also what the others wrote | another tab taking the lead |
//! | `Follower` | from the leader | stores, and hands over to the leader | being given the lead |
//!
//! Every tab has a core of its own and asks the server for what it shows; only the stream and the sending are
//! one tab's business. Should two tabs lead for a moment, the keys of what they send keep it from arriving twice.

use crate::core::sending::SEARCH_MS;
use crate::core::{Connection, Core, Draft, Effect, Entry, EntryState, Env, Failure, Save, Timer};
use kefu_contract::ClientId;

/// What a tab does for the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TabRole {
    /// Holds the stream and sends. A tab alone leads.
    #[default]
    Leader,
    /// Listens to the leader.
    Follower,
}

/// What tabs tell each other besides the events themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TabNews {
    /// A tab has come and wants to know where the leader stands.
    Hello,
    /// Where the leader stands: whether the shop is reachable, and the last sequence number taken in.
    Lead(Connection, u64),
    /// An entry of the outbox: to be sent, or refused by the server.
    Entry(Box<Entry>),
    /// A refused entry that the user wants to be tried again.
    Retry(ClientId),
    /// An entry that is done with: sent, or given up by the user.
    Gone(ClientId),
    /// An entry is being stored that is handed over only then; should its tab be closed before, it is in the store.
    Search,
    /// What is being written.
    Draft(Box<Draft>),
    /// Somebody looks at a tab that follows: the leader should try now.
    Wake,
    /// Somebody signed out; what was stored is wiped.
    SignedOut,
}

impl Core {
    /// Whether another tab holds the stream and sends.
    pub fn is_follower(&self) -> bool {
        self.role == TabRole::Follower
    }

    pub(super) fn role_changed(&mut self, env: &mut dyn Env, role: TabRole, out: &mut Vec<Effect>) {
        if self.role == role {
            return;
        }
        self.role = role;
        self.link.listening = false;
        self.link.stands = false;
        self.link.hole = None;
        match role {
            TabRole::Leader => {
                // What the former leader left unsent.
                out.push(Effect::Reload);
                if self.session.is_some() {
                    self.connect(out);
                    self.drain(env, out);
                }
            }
            TabRole::Follower => {
                out.push(Effect::StopListening);
                out.push(Effect::Tell(TabNews::Hello));
                // Until the leader has answered.
                if self.connection() == Connection::Live {
                    self.connected_as(Connection::CatchingUp, out);
                }
            }
        }
    }

    pub(super) fn heard_news(&mut self, env: &mut dyn Env, news: TabNews, out: &mut Vec<Effect>) {
        match news {
            TabNews::Hello | TabNews::Search | TabNews::Wake if self.is_follower() => {}
            TabNews::Hello => self.tell_lead(out),
            TabNews::Lead(connection, seq) => self.follow(env, connection, seq, out),
            TabNews::Draft(draft) => self.take_draft(*draft, out),
            TabNews::Search => {
                self.searching = true;
                out.push(Effect::Wait(Timer::Search, SEARCH_MS));
            }
            TabNews::Wake => self.wake(env, out),
            TabNews::Entry(entry) => self.share(*entry, out),
            TabNews::Retry(id) => {
                if let Some(entry) = self.outbox.get_mut(&id)
                    && entry.state == EntryState::Failed
                {
                    entry.try_again();
                    let entry = entry.clone();
                    self.entry_changed(&entry, out);
                }
            }
            TabNews::Gone(id) => {
                let known = self.outbox.remove(&id);
                if let Some(entry) = known {
                    // Stored here as well, if it was handed over more than once.
                    self.forget(&entry, out);
                    self.entry_changed(&entry, out);
                }
            }
            TabNews::SignedOut => {
                self.owner = None;
                self.switch_identity(out);
                self.link.in_doubt = true;
                self.connected_as(Connection::SignedOut, out);
            }
        }
        self.drain(env, out);
    }

    /// Tells the others where this tab, their leader, stands.
    pub(super) fn tell_lead(&self, out: &mut Vec<Effect>) {
        out.push(Effect::Tell(TabNews::Lead(self.connection(), self.link.seq)));
    }

    /// Tells the others of an entry that is to be sent, or refused.
    pub(super) fn tell_entry(entry: &Entry, out: &mut Vec<Effect>) {
        out.push(Effect::Tell(TabNews::Entry(Box::new(entry.clone()))));
    }

    /// Hands over everything unsent that was found in the store: another tab may have had no time to, or it has been
    /// sent meanwhile. Then it is sent once more under the same key, and the answer tells everybody.
    pub(super) fn hand_over(&self, out: &mut Vec<Effect>) {
        if self.is_follower() {
            let waits = |entry: &&Entry| matches!(entry.state, EntryState::Queued | EntryState::Unsure);
            self.outbox.entries().iter().filter(waits).for_each(|entry| Self::tell_entry(entry, out));
        }
    }

    /// Tells the others that an entry is done with.
    pub(super) fn tell_gone(id: &ClientId, out: &mut Vec<Effect>) {
        out.push(Effect::Tell(TabNews::Gone(id.clone())));
    }

    fn follow(&mut self, env: &mut dyn Env, connection: Connection, seq: u64, out: &mut Vec<Effect>) {
        if !self.is_follower() || self.session.is_none() || self.link.in_doubt {
            return;
        }
        // What the leader passed on came before this; what is missing now was passed on before we listened.
        if seq != self.link.seq {
            self.start_over(seq, out);
        }
        self.connected_as(connection, out);
        match connection {
            // The leader may be a tab that nobody sees, and take its time.
            Connection::Offline if !self.link.hidden => self.come_back(env, &Failure::Unreachable, out),
            Connection::Live => self.link.failures = 0,
            _ => {}
        }
        // It may be another leader than the one this was handed to.
        self.hand_over(out);
    }

    /// An entry as another tab has it.
    fn share(&mut self, entry: Entry, out: &mut Vec<Effect>) {
        if self.outbox.is_gone(&entry.client_id) {
            // Whoever brings it has not heard.
            if !self.is_follower() {
                Self::tell_gone(&entry.client_id, out);
            }
            return;
        }
        match self.outbox.get_mut(&entry.client_id) {
            Some(known) if entry.refusal.is_some() => {
                known.refusal = entry.refusal.clone();
                known.state = EntryState::Failed;
            }
            Some(known) => {
                // Files that have been uploaded meanwhile, here or there.
                if let (Some(known), Some(posting)) = (known.posting_mut(), entry.posting()) {
                    for (ours, theirs) in known.files.iter_mut().zip(&posting.files) {
                        ours.upload = ours.upload.take().or_else(|| theirs.upload.clone());
                    }
                }
            }
            // Whoever sends has stored before; the tab that wrote it may be gone already.
            None if self.role == TabRole::Leader && entry.refusal.is_none() => {
                out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
                self.outbox.take_in(Entry { state: EntryState::Storing, foreign: true, ..entry.clone() });
            }
            None => self.outbox.restore(vec![entry.clone()]),
        }
        self.entry_changed(&entry, out);
        // The other tab may know the buyer's conversation before this one: what waits for it joins the same queue.
        let conversation = entry.posting().and_then(|posting| posting.conversation.clone());
        if let Some(id) = self.own_conversation().or(conversation) {
            self.outbox.assign(&id);
        }
    }
}
