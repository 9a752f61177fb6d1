//! Draining the outbox.

use crate::core::{Call, Change, Core, Effect, EntryState, Env, Failure, Save, Timer};
use kefu_contract::{
    ClientId, Conversation, ConversationId, Message, NewContent, OpenContext, OpenConversation, SendMessage,
};

impl Core {
    /// Sends whatever is due, and comes back for what must wait.
    pub(super) fn drain(&mut self, env: &mut dyn Env, out: &mut Vec<Effect>) {
        if self.session.is_none() || self.link.in_doubt || self.is_follower() {
            return;
        }
        let now = env.now();
        for id in self.outbox.due(now) {
            let Some(entry) = self.outbox.get_mut(&id) else { continue };
            entry.state = EntryState::Sending;
            let (conversation, context) = (entry.conversation.clone(), entry.context.clone());
            let body = Box::new(SendMessage {
                client_id: entry.client_id.clone(),
                content: NewContent::from(&entry.content),
                visibility: entry.visibility.clone(),
            });
            let open = OpenConversation {
                client_id: entry.open_id.clone(),
                context: context.clone().unwrap_or_default(),
            };
            let call = match &conversation {
                Some(at) if context.is_none_or(|context| self.is_about(at, &context)) => {
                    Call::Send(at.clone(), body)
                }
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
            entry.conversation = Some(id.clone());
            entry.context = None;
            entry.state = EntryState::Queued;
            out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
        }
        out.push(Effect::Save(Save::Conversations(vec![conversation.clone()])));
        self.take_conversation(conversation, out);
        out.extend([Effect::Changed(Change::Rows(None)), Effect::Changed(Change::Rows(Some(id)))]);
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
        let fresh = open_anew.then(|| env.client_id());
        if let Some(gone) = gone {
            self.drop_conversation(gone, out);
            self.outbox.unassign(gone);
        }
        match (fresh, self.outbox.get_mut(id)) {
            (Some(fresh), Some(entry)) => {
                // A buyer's conversation can be opened again; a product the backend does not know must not keep
                // anybody from asking. Later rather than at once, so that no loop can come of it.
                entry.open_id = fresh;
                if failure.is_about("/context") {
                    entry.context = None;
                }
                entry.postpone(failure, now, random);
            }
            _ => self.outbox.fail(id, failure, now, random),
        }
        if let Some(entry) = self.outbox.get_mut(id) {
            out.push(Effect::Changed(Change::Rows(entry.conversation.clone())));
            if entry.state == EntryState::Failed || open_anew {
                out.push(Effect::Save(Save::Entry(Box::new(entry.clone()))));
            }
            if entry.state == EntryState::Failed {
                Self::tell_entry(entry, out);
            }
        }
        if failure.is_signed_out() {
            self.doubt_credentials(out);
        }
    }

    /// A message came back from the server: its outbox entry, if it is ours, is done.
    pub(super) fn delivered(&mut self, message: &Message, out: &mut Vec<Effect>) {
        if let Some(client_id) = &message.client_id {
            self.sent(client_id, out);
        }
    }

    pub(super) fn sent(&mut self, client_id: &ClientId, out: &mut Vec<Effect>) {
        if self.outbox.remove(client_id).is_some() {
            out.push(Effect::Save(Save::Forget(client_id.clone())));
            if !self.is_follower() {
                Self::tell_gone(client_id, out);
            }
        }
    }
}
