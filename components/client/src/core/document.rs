//! Orders, cases and reviews: kept as the server wrote them, the newest version of each.
//!
//! The core does not read them. It knows which is newer, who looks at them, and when they are to be asked for
//! again; what they say is the views' business, and a chat without them does not pay for their types.

use crate::core::{Call, Change, Core, Effect, Save};
use kefu_contract::json::ToJson;
use kefu_contract::paths;
use kefu_contract::read::{Read, Value};

/// What kinds there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// An order.
    Order,
    /// An after-sale case.
    Case,
    /// A review.
    Review,
}

impl DocumentKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Order, Self::Case, Self::Review];

    /// Its name in events and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Case => "case",
            Self::Review => "review",
        }
    }

    /// Where one of them is read.
    pub fn path(self) -> &'static str {
        match self {
            Self::Order => paths::ORDER,
            Self::Case => paths::CASE,
            Self::Review => paths::REVIEW,
        }
    }
}

impl ToJson for DocumentKind {
    fn write_json(&self, out: &mut String) {
        self.name().write_json(out);
    }
}

impl Read for DocumentKind {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        let name = String::read(value, sound);
        let found = Self::ALL.into_iter().find(|kind| kind.name() == name);
        *sound &= found.is_some();
        found.unwrap_or(Self::Order)
    }
}

/// Names a document.
#[derive(Debug, Clone, PartialEq, Eq, Read, ToJson)]
pub struct DocumentRef {
    /// What it is.
    pub kind: DocumentKind,
    /// The server's id.
    pub id: String,
}

/// A document as the server wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Read, ToJson)]
pub struct Document {
    /// Which one.
    pub of: DocumentRef,
    /// Grows with every change.
    pub version: u64,
    /// The object, as JSON.
    pub body: String,
    /// When it came, in milliseconds of this browser's clock: its age, once there is no connection.
    pub at: i64,
}

/// A document on screen.
#[derive(Debug)]
pub(super) struct Watched {
    of: DocumentRef,
    document: Option<Document>,
    /// The server has said so since it was last in doubt.
    confirmed: bool,
    missing: bool,
    watchers: u32,
}

/// How a document on screen stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look<'a> {
    /// It is being asked for.
    Awaited,
    /// There it is; `fresh` unless it is only what was kept.
    There {
        /// The document.
        document: &'a Document,
        /// Whether the server has confirmed it.
        fresh: bool,
    },
    /// The server knows no such document, or not for us.
    Missing,
}

impl Core {
    /// A document some view watches.
    pub fn document(&self, of: &DocumentRef) -> Look<'_> {
        match self.documents.iter().find(|watched| watched.of == *of) {
            Some(Watched { missing: true, .. }) => Look::Missing,
            Some(Watched { document: Some(document), confirmed, .. }) => {
                Look::There { document, fresh: *confirmed }
            }
            _ => Look::Awaited,
        }
    }

    pub(super) fn watch(&mut self, of: DocumentRef, out: &mut Vec<Effect>) {
        if let Some(watched) = self.documents.iter_mut().find(|watched| watched.of == of) {
            watched.watchers += 1;
            return;
        }
        out.push(Effect::LoadDocument(of.clone()));
        if self.session.is_some() {
            out.push(Effect::Call(Call::Document(of.clone())));
        }
        let watched = Watched { of, document: None, confirmed: false, missing: false, watchers: 1 };
        self.documents.push(watched);
    }

    pub(super) fn unwatch(&mut self, of: &DocumentRef) {
        self.documents.retain_mut(|watched| {
            if watched.of == *of {
                watched.watchers = watched.watchers.saturating_sub(1);
            }
            watched.watchers > 0
        });
    }

    /// What the store had. It never displaces what the server said.
    pub(super) fn cached_document(&mut self, document: Document, out: &mut Vec<Effect>) {
        if let Some(watched) = self.documents.iter_mut().find(|watched| watched.of == document.of)
            && watched.document.is_none()
        {
            out.push(Effect::Changed(Change::Document(document.of.clone())));
            watched.document = Some(document);
        }
    }

    /// From the server: an answer, an event, or what a refusal said it is now.
    pub(super) fn take_document(&mut self, document: Document, out: &mut Vec<Effect>) {
        let Some(watched) = self.documents.iter_mut().find(|watched| watched.of == document.of) else {
            // Not on screen. It was perhaps once, and must not be older when it is again.
            out.push(Effect::Save(Save::Document(Box::new(document))));
            return;
        };
        // What was only kept says nothing about the server's counting, which may have begun anew.
        let known = watched.document.as_ref().filter(|_| watched.confirmed);
        if known.is_some_and(|known| known.version > document.version) {
            return;
        }
        watched.confirmed = true;
        watched.missing = false;
        out.push(Effect::Changed(Change::Document(document.of.clone())));
        out.push(Effect::Save(Save::Document(Box::new(document.clone()))));
        watched.document = Some(document);
    }

    /// The server has no such document for us: nor do we.
    pub(super) fn drop_document(&mut self, of: DocumentRef, out: &mut Vec<Effect>) {
        if let Some(watched) = self.documents.iter_mut().find(|watched| watched.of == of) {
            watched.document = None;
            watched.missing = true;
        }
        out.push(Effect::Save(Save::DropDocument(of.clone())));
        out.push(Effect::Changed(Change::Document(of)));
    }

    /// Events were missed: everything on screen is asked for again.
    pub(super) fn refetch_documents(&mut self, out: &mut Vec<Effect>) {
        for watched in &mut self.documents {
            watched.confirmed = false;
            out.push(Effect::Call(Call::Document(watched.of.clone())));
            out.push(Effect::Changed(Change::Document(watched.of.clone())));
        }
    }

    /// Asks again for what an interrupted connection has left unconfirmed.
    pub(super) fn ask_unconfirmed(&self, out: &mut Vec<Effect>) {
        let open = self.documents.iter().filter(|watched| !watched.confirmed && !watched.missing);
        out.extend(open.map(|watched| Effect::Call(Call::Document(watched.of.clone()))));
    }

    /// Writes about a document that the server has not confirmed yet, oldest first: what a view shows as under way.
    pub fn unsent_about<'a>(&'a self, of: &'a DocumentRef) -> impl Iterator<Item = &'a super::Entry> {
        self.outbox.entries().iter().filter(move |entry| match entry.write().map(|write| &write.about) {
            Some(super::About::Document(kind, id)) => *kind == of.kind && id.as_ref() == Some(&of.id),
            _ => false,
        })
    }
}
