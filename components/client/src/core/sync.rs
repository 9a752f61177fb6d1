//! Keeping in step with the server: answers, the event stream, and draining the outbox.

use crate::backoff;
use crate::core::{
    Call, Change, Connection, Core, Effect, EntryState, Env, Failure, Reply, Save, TYPING_LASTS_MS, Timeline,
    Timer,
};
use kefu_contract::{
    ClientId, Conversation, ConversationId, Event, EventBatch, EventType, Message, NewContent,
    OpenConversation, SendMessage, Session,
};

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
            (Call::Session, Err(failure)) => self.lost(env, &failure, out),
            (Call::Conversations, Ok(Reply::Conversations(page))) => {
                self.link.listed = true;
                out.push(Effect::Save(Save::Conversations(page.items.clone())));
                for conversation in page.items {
                    self.take_conversation(conversation, out);
                }
                self.drain(env, out);
            }
            (Call::Messages(id, before), Ok(Reply::Messages(page))) => {
                out.push(Effect::Save(Save::Messages(page.items.clone())));
                for message in &page.items {
                    self.delivered(message, out);
                }
                let timeline = self.timelines.get_or_insert(&id, Timeline::default);
                match before {
                    None => timeline.merge_newest(page),
                    Some(asked) => timeline.merge_older(&asked, page),
                }
                out.push(Effect::Changed(Change::Rows(Some(id))));
                self.drain(env, out);
            }
            (Call::Messages(id, Some(_)), Err(_)) => {
                if let Some(timeline) = self.timelines.get_mut(&id) {
                    timeline.older_failed();
                }
                out.push(Effect::Changed(Change::Rows(Some(id))));
            }
            (Call::Open(entry, _), Ok(Reply::Conversation(conversation))) => {
                self.opened(env, &entry, *conversation, out);
            }
            (Call::Read(..), Ok(Reply::Conversation(conversation))) => {
                self.take_conversation(*conversation, out);
            }
            (Call::Send(id, body), Ok(Reply::Message(message))) => {
                self.take_message(id, *message, out);
                // A server that does not echo the key must not make us send for ever.
                self.sent(&body.client_id, out);
                self.drain(env, out);
            }
            (Call::Open(entry, _), Err(failure)) => self.send_failed(env, &entry, &failure, out),
            (Call::Send(_, body), Err(failure)) => self.send_failed(env, &body.client_id, &failure, out),
            (Call::Conversations | Call::Messages(_, None), Err(failure)) => {
                self.lost(env, &failure, out);
            }
            // Fleeting: a lost read marker is overtaken by the next, a typing notice by time.
            (Call::Read(..) | Call::Typing(..), _) => {}
            // An answer of another kind than asked for cannot come from the transport.
            (_, Ok(_)) => {}
        }
    }

    fn signed_in(&mut self, env: &mut dyn Env, session: Session, out: &mut Vec<Effect>) {
        if self.owner.as_ref().is_some_and(|owner| *owner != session.user.id) {
            // Somebody else: nothing of the former identity may be shown or sent.
            self.conversations.clear();
            self.timelines.clear();
            self.typing.clear();
            self.outbox = Default::default();
            out.push(Effect::Save(Save::Wipe));
            out.push(Effect::Changed(Change::Conversations));
        }
        self.owner = Some(session.user.id.clone());
        out.push(Effect::Save(Save::Owner(session.user.id.clone())));
        self.clock_offset = session.server_time.unix_ms - env.now();
        if self.session.as_ref().is_none_or(|known| known.user.id != session.user.id) {
            // Asked twice, answered twice: the first number is the one everything since was counted from.
            self.link.seq = session.stream.seq;
        }
        self.link.failures = 0;
        self.session = Some(session);
        out.push(Effect::Changed(Change::Session));
        self.refetch(out);
        self.link.listening = true;
        out.push(Effect::Listen(self.link.seq));
        self.connected_as(Connection::CatchingUp, out);
    }

    /// Asks for everything on screen anew.
    fn refetch(&mut self, out: &mut Vec<Effect>) {
        self.link.listed = false;
        out.push(Effect::Call(Call::Conversations));
        out.extend(self.timelines.keys().map(|id| Effect::Call(Call::Messages(id.clone(), None))));
    }

    pub(super) fn stream_opened(&mut self, env: &mut dyn Env, out: &mut Vec<Effect>) {
        self.link.failures = 0;
        self.connected_as(Connection::Live, out);
        self.drain(env, out);
    }

    pub(super) fn stream_closed(&mut self, env: &mut dyn Env, failure: &Failure, out: &mut Vec<Effect>) {
        self.link.listening = false;
        self.lost(env, failure, out);
    }

    pub(super) fn reset(&mut self, batch: EventBatch, out: &mut Vec<Effect>) {
        self.link.seq = batch.seq;
        self.timelines.values_mut().for_each(Timeline::doubt);
        self.refetch(out);
    }

    pub(super) fn wake(&mut self, env: &mut dyn Env, out: &mut Vec<Effect>) {
        if self.connection() == Connection::Offline {
            self.connect(out);
        }
        self.drain(env, out);
    }

    /// Tries again whatever being connected lacks.
    pub(super) fn connect(&mut self, out: &mut Vec<Effect>) {
        if self.session.is_none() {
            out.push(Effect::Call(Call::Session));
            return;
        }
        if self.link.listening {
            self.connected_as(Connection::Live, out);
        } else {
            self.link.listening = true;
            out.push(Effect::Listen(self.link.seq));
            self.connected_as(Connection::CatchingUp, out);
        }
        if !self.link.listed {
            out.push(Effect::Call(Call::Conversations));
        }
        let unsynced =
            self.timelines.keys().filter(|id| !self.timelines.get(id).is_some_and(Timeline::is_synced));
        out.extend(unsynced.map(|id| Effect::Call(Call::Messages(id.clone(), None))));
    }

    fn lost(&mut self, env: &mut dyn Env, failure: &Failure, out: &mut Vec<Effect>) {
        if failure.is_signed_out() {
            self.link.listening = false;
            out.push(Effect::StopListening);
            self.connected_as(Connection::SignedOut, out);
            return;
        }
        self.link.failures += 1;
        let delay = backoff::delay_ms(self.link.failures, env.random(), failure.retry_after());
        out.push(Effect::Wait(Timer::Reconnect, delay));
        self.connected_as(Connection::Offline, out);
    }

    fn connected_as(&mut self, state: Connection, out: &mut Vec<Effect>) {
        if self.link.connection != Some(state) {
            self.link.connection = Some(state);
            out.push(Effect::Changed(Change::Connection(state)));
        }
    }

    pub(super) fn event(&mut self, env: &mut dyn Env, event: Event, out: &mut Vec<Effect>) {
        if let Some(seq) = event.seq {
            if seq <= self.link.seq {
                return;
            }
            if seq > self.link.seq + 1 {
                // A hole: something was lost on the way. Ask for it instead of going on without it.
                out.push(Effect::Listen(self.link.seq));
                self.connected_as(Connection::CatchingUp, out);
                return;
            }
            self.link.seq = seq;
        }
        if let Some(conversation) = event.conversation {
            out.push(Effect::Save(Save::Conversations(vec![conversation.clone()])));
            self.take_conversation(conversation, out);
        }
        if let Some(message) = event.message {
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

    pub(super) fn typing_ended(&mut self, id: &ConversationId, out: &mut Vec<Effect>) {
        if self.typing.remove(id).is_some() {
            out.push(Effect::Changed(Change::Typing(id.clone())));
        }
    }

    pub(super) fn take_conversation(&mut self, conversation: Conversation, out: &mut Vec<Effect>) {
        let id = conversation.id.clone();
        let known = self.conversations.get(&id);
        if known.is_some_and(|known| known.version >= conversation.version) {
            return;
        }
        let read_moved = known.is_none_or(|known| known.read != conversation.read);
        let new = known.is_none();
        self.conversations.insert(id.clone(), conversation);
        if new && self.own_conversation().as_ref() == Some(&id) {
            self.outbox.assign(&id);
        }
        out.push(Effect::Changed(Change::Conversations));
        if read_moved && self.timelines.get(&id).is_some() {
            out.push(Effect::Changed(Change::Rows(Some(id))));
        }
    }

    fn take_message(&mut self, id: ConversationId, message: Message, out: &mut Vec<Effect>) {
        out.push(Effect::Save(Save::Messages(vec![message.clone()])));
        self.delivered(&message, out);
        if self.typing.get(&id).is_some_and(|person| person.id == message.sender.id) {
            self.typing_ended(&id, out);
        }
        if let Some(timeline) = self.timelines.get_mut(&id) {
            timeline.add(message);
            out.push(Effect::Changed(Change::Rows(Some(id))));
        }
    }

    /// A message came back from the server: its outbox entry, if it is ours, is done.
    fn delivered(&mut self, message: &Message, out: &mut Vec<Effect>) {
        if let Some(client_id) = &message.client_id {
            self.sent(client_id, out);
        }
    }

    fn sent(&mut self, client_id: &ClientId, out: &mut Vec<Effect>) {
        if self.outbox.remove(client_id).is_some() {
            out.push(Effect::Save(Save::Forget(client_id.clone())));
        }
    }

    fn opened(
        &mut self,
        env: &mut dyn Env,
        entry: &ClientId,
        conversation: Conversation,
        out: &mut Vec<Effect>,
    ) {
        let id = conversation.id.clone();
        self.outbox.assign(&id);
        if let Some(entry) = self.outbox.get_mut(entry) {
            entry.context = None;
            entry.state = EntryState::Queued;
            out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
        }
        out.push(Effect::Save(Save::Conversations(vec![conversation.clone()])));
        self.take_conversation(conversation, out);
        out.push(Effect::Changed(Change::Rows(None)));
        out.push(Effect::Changed(Change::Rows(Some(id))));
        self.drain(env, out);
    }

    fn send_failed(&mut self, env: &mut dyn Env, id: &ClientId, failure: &Failure, out: &mut Vec<Effect>) {
        let (now, random) = (env.now(), env.random());
        self.outbox.fail(id, failure, now, random);
        if let Some(entry) = self.outbox.get_mut(id) {
            out.push(Effect::Changed(Change::Rows(entry.conversation.clone())));
            if entry.state == EntryState::Failed {
                out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
            }
        }
        if failure.is_signed_out() {
            self.lost(env, failure, out);
        }
        self.drain(env, out);
    }

    /// Sends whatever is due, and comes back for what must wait.
    pub(super) fn drain(&mut self, env: &mut dyn Env, out: &mut Vec<Effect>) {
        if self.session.is_none() || self.connection() == Connection::SignedOut {
            return;
        }
        let now = env.now();
        for id in self.outbox.due(now) {
            let Some(entry) = self.outbox.get_mut(&id) else { continue };
            entry.state = EntryState::Sending;
            let (conversation, context) = (entry.conversation.clone(), entry.context.clone());
            let body = SendMessage {
                client_id: entry.client_id.clone(),
                content: NewContent::from(&entry.content),
                visibility: entry.visibility.clone(),
            };
            let open = OpenConversation {
                client_id: entry.open_id.clone(),
                context: context.clone().unwrap_or_default(),
            };
            let call = match (&conversation, context) {
                (Some(conversation), None) => Call::Send(conversation.clone(), body),
                (Some(id_), Some(context)) if self.is_about(id_, &context) => Call::Send(id_.clone(), body),
                _ => Call::Open(id, open),
            };
            out.push(Effect::Changed(Change::Rows(conversation)));
            out.push(Effect::Call(call));
        }
        if let Some(wait) = self.outbox.next_wait(now) {
            out.push(Effect::Wait(Timer::Drain, wait));
        }
    }

    /// Whether the conversation is already about what `context` names.
    fn is_about(&self, id: &ConversationId, context: &kefu_contract::OpenContext) -> bool {
        self.conversations.get(id).is_some_and(|conversation| {
            let product = conversation.context.product.as_ref().map(|p| &p.id);
            let order = conversation.context.order_id.as_ref();
            context.product_id.as_ref().is_none_or(|wanted| Some(wanted) == product)
                && context.order_id.as_ref().is_none_or(|wanted| Some(wanted) == order)
        })
    }
}
