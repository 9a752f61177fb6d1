//! One channel per audience. Events themselves are read from the store; the channel only says that there are some.

use crate::audience::Audience;
use kefu_contract::{Event, UserId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::broadcast;

/// Signals a slow listener may be behind before it is told to look into the store.
const CAPACITY: usize = 64;

/// What listeners are told.
#[derive(Debug, Clone)]
pub(crate) enum Signal {
    /// There are new events in the store.
    Changed,
    /// Somebody is writing; not stored, and not for the writer's own tabs.
    Typing { from: UserId, event: Arc<Event> },
}

/// Knows who listens.
#[derive(Debug, Default)]
pub(crate) struct Hub {
    channels: Mutex<HashMap<Audience, broadcast::Sender<Signal>>>,
}

impl Hub {
    /// Listens to an audience until the subscription is dropped.
    pub(crate) fn subscribe(self: &Arc<Self>, audience: Audience) -> Subscription {
        let signals = self
            .channels()
            .entry(audience.clone())
            .or_insert_with(|| broadcast::Sender::new(CAPACITY))
            .subscribe();
        Subscription { signals: Some(signals), audience, hub: Arc::clone(self) }
    }

    /// Tells everybody listening to an audience.
    pub(crate) fn tell(&self, audience: &Audience, signal: Signal) {
        if let Some(channel) = self.channels().get(audience) {
            // Fails only when nobody listens any more, which is no loss.
            let _ = channel.send(signal);
        }
    }

    /// How many streams listen to an audience.
    pub(crate) fn listeners(&self, audience: &Audience) -> usize {
        self.channels().get(audience).map_or(0, broadcast::Sender::receiver_count)
    }

    /// A map of channels cannot be left half-changed, so a panic elsewhere does not spoil it.
    fn channels(&self) -> MutexGuard<'_, HashMap<Audience, broadcast::Sender<Signal>>> {
        self.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in an audience; leaves it when dropped.
#[derive(Debug)]
pub(crate) struct Subscription {
    signals: Option<broadcast::Receiver<Signal>>,
    audience: Audience,
    hub: Arc<Hub>,
}

impl Subscription {
    /// The next signal. Missed signals come as one [`Signal::Changed`]: everything stored is found in the store.
    pub(crate) async fn next(&mut self) -> Signal {
        match &mut self.signals {
            Some(signals) => signals.recv().await.unwrap_or(Signal::Changed),
            None => Signal::Changed,
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut channels = self.hub.channels();
        self.signals = None;
        if channels.get(&self.audience).is_some_and(|channel| channel.receiver_count() == 0) {
            channels.remove(&self.audience);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn listeners_come_and_go() {
        let hub = Arc::new(Hub::default());
        let buyer = Audience::Buyer("buyer-1".into());
        let mut first = hub.subscribe(Audience::Staff);
        let second = hub.subscribe(Audience::Staff);
        assert_eq!(hub.listeners(&Audience::Staff), 2);
        assert_eq!(hub.listeners(&buyer), 0);
        hub.tell(&buyer, Signal::Changed);
        hub.tell(&Audience::Staff, Signal::Changed);
        assert!(matches!(first.next().await, Signal::Changed));
        drop((first, second));
        assert_eq!(hub.listeners(&Audience::Staff), 0);
        assert!(hub.channels().is_empty());
    }

    #[tokio::test]
    async fn a_listener_left_behind_looks_into_the_store() {
        let hub = Arc::new(Hub::default());
        let mut listener = hub.subscribe(Audience::Staff);
        let typing = Event::new(kefu_contract::EventType::Typing, kefu_contract::Timestamp::from_unix_ms(0));
        for _ in 0..=CAPACITY {
            let event = Arc::new(typing.clone());
            hub.tell(&Audience::Staff, Signal::Typing { from: "buyer-1".into(), event });
        }
        assert!(matches!(listener.next().await, Signal::Changed));
    }
}
