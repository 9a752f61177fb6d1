//! Where the client keeps things: reading at start, writing in order, and going on without.

use crate::browser::client::{Inner, database};
use crate::core::{Change, DocumentRef, Input, Save};
use crate::store::{LocalStore, PATIENCE_MS, Store, within};
use kefu_contract::{ClientId, ConversationId};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

/// How many cached messages are shown before the network answers.
const CACHED_MESSAGES: u32 = 50;

/// Something to be kept.
pub(super) enum Waiting {
    Save(Save),
    File(ClientId, Blob),
}

/// Where things are kept, as far as that is known.
#[derive(Clone, Default)]
pub(super) enum Storage {
    /// Not opened yet: writes wait.
    #[default]
    Pending,
    /// Open, or in memory: then everything works, and is gone with the page.
    Open(Rc<dyn Store>),
}

impl Inner {
    fn open(&self) -> Option<Rc<dyn Store>> {
        match &*self.store.borrow() {
            Storage::Open(store) => Some(Rc::clone(store)),
            Storage::Pending => None,
        }
    }

    /// What other tabs have left unsent.
    pub(super) fn reload(self: &Rc<Self>) {
        let Some(store) = self.open() else { return };
        let inner = Rc::clone(self);
        spawn_local(async move {
            if let Some(Ok(restored)) = within(PATIENCE_MS, store.restore()).await {
                inner.dispatch(Input::Restored(Box::new(restored)));
            }
        });
    }

    pub(super) fn load_messages(self: &Rc<Self>, id: ConversationId) {
        let Some(store) = self.open() else { return };
        let inner = Rc::clone(self);
        spawn_local(async move {
            if let Ok(messages) = store.messages(&id, CACHED_MESSAGES).await
                && !messages.is_empty()
            {
                inner.dispatch(Input::Cached(id, messages));
            }
        });
    }

    pub(super) fn load_document(self: &Rc<Self>, of: DocumentRef) {
        let Some(store) = self.open() else { return };
        let inner = Rc::clone(self);
        spawn_local(async move {
            if let Ok(Some(document)) = store.document(&of).await {
                inner.dispatch(Input::CachedDocument(Box::new(document)));
            }
        });
    }

    /// The bytes of a file picked here, in another tab, or in an earlier life of the page.
    pub(super) async fn file(&self, key: &ClientId) -> Option<Blob> {
        let here = self.files.borrow().iter().find(|(of, _)| of == key).map(|(_, file)| file.clone());
        match (here, self.open()) {
            (Some(file), _) => Some(file),
            (None, Some(store)) => store.file(key).await.ok().flatten(),
            (None, None) => None,
        }
    }

    /// Keeps a file the user picked.
    pub(super) fn keep_file(self: &Rc<Self>, key: ClientId, file: Blob) {
        self.files.borrow_mut().push((key.clone(), file.clone()));
        self.saves.borrow_mut().push_back(Waiting::File(key, file));
        self.work_off_saves();
    }

    pub(super) fn enqueue(self: &Rc<Self>, save: Save) {
        match &save {
            Save::Owner(owner) if !self.opening.get() => {
                self.open_store(&database(&self.endpoint, "user", owner.as_str()));
            }
            Save::DropFile(key) => self.files.borrow_mut().retain(|(of, _)| of != key),
            Save::Wipe => self.files.borrow_mut().clear(),
            _ => {}
        }
        self.saves.borrow_mut().push_back(Waiting::Save(save));
        self.work_off_saves();
    }

    /// Carries out the waiting writes one after the other.
    fn work_off_saves(self: &Rc<Self>) {
        if matches!(*self.store.borrow(), Storage::Pending) || self.saving.replace(true) {
            return;
        }
        let inner = Rc::clone(self);
        spawn_local(async move {
            loop {
                let Some(waiting) = inner.saves.borrow_mut().pop_front() else { break };
                let entry = match &waiting {
                    Waiting::Save(Save::Entry(entry)) => Some(entry.client_id.clone()),
                    _ => None,
                };
                if let Some(store) = inner.open() {
                    let write = match waiting {
                        Waiting::Save(save) => store.save(save),
                        Waiting::File(key, file) => store.put_file(key, file),
                    };
                    if !matches!(within(PATIENCE_MS, write).await, Some(Ok(()))) {
                        inner.set_volatile();
                    }
                }
                // Without storage sending must still work; `is_volatile` lets the view say what that means.
                if let Some(id) = entry {
                    inner.dispatch(Input::Saved(id));
                }
            }
            inner.saving.set(false);
        });
    }

    pub(super) fn open_store(self: &Rc<Self>, name: &str) {
        self.opening.set(true);
        self.join(name);
        let inner = Rc::clone(self);
        let name = name.to_owned();
        spawn_local(async move {
            // Opening has patience of its own.
            let opened = match LocalStore::open(&name).await {
                Ok(store) => {
                    within(PATIENCE_MS, store.restore()).await.map(|restored| (store.clone(), restored))
                }
                Err(_) => None,
            };
            let (store, restored) = match opened {
                Some((store, Ok(restored))) => (store, Some(restored)),
                _ => (LocalStore::in_memory(), None),
            };
            inner.store.replace(Storage::Open(Rc::new(store)));
            match restored {
                Some(restored) => inner.dispatch(Input::Restored(Box::new(restored))),
                None => inner.set_volatile(),
            }
            inner.work_off_saves();
        });
    }

    fn set_volatile(&self) {
        if !self.volatile.replace(true) {
            self.tell_views(&Change::Storage);
        }
    }
}
