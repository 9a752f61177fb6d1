//! Who we are, and whether the shop is reachable.
//!
//! | state | means | leaves it by |
//! |---|---|---|
//! | `Connecting` | the first answer is awaited | the session |
//! | `CatchingUp` | signed in, the stream is being opened | the stream |
//! | `Live` | events arrive | silence, a closed stream, refused credentials |
//! | `Offline` | not reachable | a timer with backoff, coming online, the page being looked at |
//! | `SignedOut` | the credentials were refused twice | the page being looked at, once each time |
//!
//! Refused credentials put everything on hold until the server has said anew who we are: fresh credentials may
//! be somebody else's, and nothing of the former identity may be sent or shown with them.

use crate::backoff;
use crate::core::{Call, Change, Connection, Core, Effect, Env, Failure, Save, TabNews, Timeline, Timer};
use kefu_contract::{Person, Presence, Session, UserId};

impl Core {
    pub(super) fn signed_in(&mut self, env: &mut dyn Env, session: Session, out: &mut Vec<Effect>) {
        let me = session.user.id.clone();
        if self.owner.as_ref().is_some_and(|owner| *owner != me) {
            self.switch_identity(out);
        }
        let same = self.session.as_ref().is_some_and(|known| known.user.id == me);
        if same && self.link.listening && !self.link.in_doubt {
            // Nothing but a newer word on the shop: whether somebody is there, and for how long one waits.
            self.clock_offset = session.server_time.unix_ms - env.now();
            self.session = Some(session);
            out.push(Effect::Changed(Change::Session));
            return;
        }
        if !same {
            // Asked twice, answered twice: the first number is the one everything since was counted from.
            self.link.seq = session.stream.seq;
        } else if session.stream.seq < self.link.seq {
            // The server has begun to count anew, from a backup perhaps: nothing here can be relied on.
            self.doubt_all(session.stream.seq);
        }
        self.own(me, out);
        self.clock_offset = session.server_time.unix_ms - env.now();
        self.link.failures = 0;
        self.link.refusals = 0;
        self.link.in_doubt = false;
        self.session = Some(session);
        out.push(Effect::Changed(Change::Session));
        self.refetch(out);
        self.connected_as(Connection::CatchingUp, out);
        self.listen(out);
        self.drain(env, out);
    }

    /// Opens the stream, or asks the tab that has it.
    fn listen(&mut self, out: &mut Vec<Effect>) {
        if self.is_follower() {
            out.push(Effect::Tell(TabNews::Hello));
        } else {
            self.open_stream(out);
        }
    }

    /// Somebody else: nothing of the former identity may be shown, sent, or answered any more.
    pub(super) fn switch_identity(&mut self, out: &mut Vec<Effect>) {
        self.epoch += 1;
        self.session = None;
        self.conversations.clear();
        self.timelines.clear();
        self.typing.clear();
        self.seen.clear();
        self.shown.clear();
        self.documents.clear();
        self.drafts.clear();
        self.unconfirmed.clear();
        self.outbox = Default::default();
        out.extend([Effect::StopListening, Effect::Save(Save::Wipe), Effect::Changed(Change::Conversations)]);
    }

    pub(super) fn own(&mut self, me: UserId, out: &mut Vec<Effect>) {
        out.push(Effect::Save(Save::Owner(me.clone())));
        self.owner = Some(me);
    }

    /// Asks for everything on screen anew.
    pub(super) fn refetch(&mut self, out: &mut Vec<Effect>) {
        self.keep_newest(super::REFETCHED);
        self.link.listed = false;
        out.push(Effect::Call(Call::Conversations(None)));
        out.extend(
            self.timelines.iter().map(|(id, t)| Effect::Call(Call::Newest(id.clone(), t.generation()))),
        );
        self.refetch_documents(out);
    }

    fn doubt_all(&mut self, seq: u64) {
        self.link.seq = seq;
        self.link.hole = None;
        self.timelines.values_mut().for_each(Timeline::doubt);
    }

    /// Events were missed for good: what is here may have holes.
    pub(super) fn start_over(&mut self, seq: u64, out: &mut Vec<Effect>) {
        self.doubt_all(seq);
        // A follower says what its leader says.
        if self.connection() == Connection::Live && !self.is_follower() {
            self.connected_as(Connection::CatchingUp, out);
        }
        self.refetch(out);
    }

    /// Live means that nothing on screen is in doubt.
    pub(super) fn settle(&mut self, out: &mut Vec<Effect>) {
        let settled = self.link.listed && self.timelines.values().all(Timeline::is_synced);
        if self.link.stands && settled && self.connection() == Connection::CatchingUp {
            self.connected_as(Connection::Live, out);
        }
    }

    pub(super) fn stream_opened(&mut self, env: &mut dyn Env, out: &mut Vec<Effect>) {
        self.link.failures = 0;
        self.stream_spoke();
        self.stands(out);
        self.drain(env, out);
    }

    /// What is listened to has brought something.
    pub(super) fn stands(&mut self, out: &mut Vec<Effect>) {
        self.link.stands = true;
        if let Some(hole) = &mut self.link.hole {
            hole.asked_again = true;
        }
        if self.connection() != Connection::Live {
            self.connected_as(Connection::CatchingUp, out);
            self.settle(out);
        }
    }

    pub(super) fn stream_closed(&mut self, env: &mut dyn Env, failure: &Failure, out: &mut Vec<Effect>) {
        self.link.listening = false;
        self.link.stands = false;
        self.lost(env, failure, out);
    }

    /// The browser says that there is no network. It may be wrong, so trying goes on, seldom.
    pub(super) fn went_offline(&mut self, out: &mut Vec<Effect>) {
        if matches!(self.connection(), Connection::SignedOut) || self.is_follower() {
            return;
        }
        self.link.listening = false;
        self.link.stands = false;
        out.extend([Effect::StopListening, Effect::Wait(Timer::Reconnect, backoff::LONGEST_MS)]);
        self.connected_as(Connection::Offline, out);
    }

    pub(super) fn visible(&mut self, env: &mut dyn Env, visible: bool, out: &mut Vec<Effect>) {
        self.link.hidden = !visible;
        if visible {
            self.wake(env, out);
        }
    }

    pub(super) fn wake(&mut self, env: &mut dyn Env, out: &mut Vec<Effect>) {
        match self.connection() {
            Connection::Offline | Connection::CatchingUp if self.is_follower() => {
                out.push(Effect::Tell(TabNews::Wake));
            }
            Connection::Offline => self.connect(out),
            Connection::SignedOut => {
                self.link.refusals = 1;
                out.push(Effect::Call(Call::Session));
            }
            Connection::Live => out.push(Effect::Call(Call::Session)),
            Connection::Connecting | Connection::CatchingUp => {}
        }
        self.drain(env, out);
    }

    /// Whoever writes is there, whatever the session said when it was asked.
    pub(super) fn heard_from(&mut self, sender: &Person, out: &mut Vec<Effect>) {
        let away = self.session.as_ref().is_some_and(|session| session.shop.presence != Presence::Online);
        if away && sender.role.is_staff() && !self.is_staff() {
            out.push(Effect::Call(Call::Session));
        }
    }

    /// Tries again whatever being connected lacks.
    pub(super) fn connect(&mut self, out: &mut Vec<Effect>) {
        if self.session.is_none() || self.link.in_doubt {
            out.push(Effect::Call(Call::Session));
            return;
        }
        if self.is_follower() {
            out.push(Effect::Tell(TabNews::Wake));
        }
        self.connected_as(Connection::CatchingUp, out);
        if !self.link.listening {
            self.listen(out);
        }
        if !self.link.listed {
            out.push(Effect::Call(Call::Conversations(None)));
        }
        let unsynced = self.timelines.iter().filter(|(_, timeline)| !timeline.is_synced());
        out.extend(unsynced.map(|(id, t)| Effect::Call(Call::Newest(id.clone(), t.generation()))));
        self.ask_unconfirmed(out);
        self.settle(out);
    }

    /// The connection failed somewhere.
    pub(super) fn lost(&mut self, env: &mut dyn Env, failure: &Failure, out: &mut Vec<Effect>) {
        if failure.is_signed_out() {
            self.doubt_credentials(out);
            return;
        }
        self.come_back(env, failure, out);
        self.connected_as(Connection::Offline, out);
    }

    /// Plans another attempt.
    pub(super) fn come_back(&mut self, env: &mut dyn Env, failure: &Failure, out: &mut Vec<Effect>) {
        self.link.failures += 1;
        // Nobody waits for it: as seldom as after many failures.
        let failures = if self.link.hidden { u32::MAX } else { self.link.failures };
        let delay = backoff::delay_ms(failures, env.random(), failure.retry_after());
        out.push(Effect::Wait(Timer::Reconnect, delay));
    }

    /// A call other than for the session was refused. The transport has forgotten the credentials it used, and
    /// only a call for the session asks the host for others.
    pub(super) fn doubt_credentials(&mut self, out: &mut Vec<Effect>) {
        if self.link.in_doubt {
            return;
        }
        self.link.in_doubt = true;
        self.link.listening = false;
        self.link.stands = false;
        self.link.refusals = 1;
        out.extend([Effect::StopListening, Effect::Call(Call::Session)]);
        self.connected_as(Connection::CatchingUp, out);
    }

    /// The call for the session failed. Credentials are renewed once; refused again, the host must act.
    pub(super) fn session_failed(&mut self, env: &mut dyn Env, failure: &Failure, out: &mut Vec<Effect>) {
        if !failure.is_signed_out() {
            self.lost(env, failure, out);
            return;
        }
        self.link.in_doubt = true;
        self.link.refusals += 1;
        if self.link.refusals < 2 {
            out.push(Effect::Call(Call::Session));
        } else {
            self.link.listening = false;
            out.push(Effect::StopListening);
            self.connected_as(Connection::SignedOut, out);
        }
    }

    pub(super) fn connected_as(&mut self, state: Connection, out: &mut Vec<Effect>) {
        if self.link.connection != Some(state) {
            self.link.connection = Some(state);
            out.push(Effect::Changed(Change::Connection(state)));
            if !self.is_follower() {
                self.tell_lead(out);
            }
        }
    }
}
