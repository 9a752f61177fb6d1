//! A small map kept as a list.
//!
//! `BTreeMap` costs kilobytes of code for every kind of value; a session holds few enough conversations for a
//! walk through them to take microseconds.

use kefu_contract::ConversationId;

/// Values by conversation, in the order they were put in.
#[derive(Debug)]
pub(super) struct Shelf<T>(Vec<(ConversationId, T)>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Shelf<T> {
    pub(super) fn get(&self, id: &ConversationId) -> Option<&T> {
        self.0.iter().find(|(key, _)| key == id).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, id: &ConversationId) -> Option<&mut T> {
        self.0.iter_mut().find(|(key, _)| key == id).map(|(_, value)| value)
    }

    /// The value under `id`, made if it is missing.
    pub(super) fn get_or_insert(&mut self, id: &ConversationId, make: impl FnOnce() -> T) -> &mut T {
        let at = self.0.iter().position(|(key, _)| key == id).unwrap_or_else(|| {
            self.0.push((id.clone(), make()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }

    pub(super) fn insert(&mut self, id: ConversationId, value: T) {
        match self.get_mut(&id) {
            Some(old) => *old = value,
            None => self.0.push((id, value)),
        }
    }

    pub(super) fn remove(&mut self, id: &ConversationId) -> Option<T> {
        let at = self.0.iter().position(|(key, _)| key == id)?;
        Some(self.0.swap_remove(at).1)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&ConversationId, &T)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &ConversationId> {
        self.0.iter().map(|(key, _)| key)
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
