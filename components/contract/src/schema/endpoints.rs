//! The table of endpoints the OpenAPI document is written from: what a row says, and the rows of sessions,
//! conversations and events.

use crate::{ProblemCode as P, paths};

/// What a parameter may be.
pub(super) enum Kind {
    Text,
    /// An id of some kind of object.
    Id,
    /// A whole number from the first to the second.
    Whole(u64, Option<u64>),
    /// A type of the contract, by name.
    Type(&'static str),
}

/// A path, query or header parameter.
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) place: &'static str,
    pub(super) required: bool,
    pub(super) kind: Kind,
    pub(super) description: &'static str,
}

/// One row of the table.
pub(super) struct Endpoint {
    pub(super) id: &'static str,
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) summary: &'static str,
    pub(super) parameters: &'static [Parameter],
    /// Type whose fields are further query parameters.
    pub(super) query: Option<&'static str>,
    pub(super) body: Option<&'static str>,
    /// Status, meaning, schema of the JSON body.
    pub(super) answers: &'static [(u16, &'static str, Option<&'static str>)],
    /// Codes besides [`EVERYWHERE`].
    pub(super) problems: &'static [P],
}

/// Problems every endpoint may answer.
pub(super) const EVERYWHERE: &[P] =
    &[P::Unauthenticated, P::TokenExpired, P::MethodNotAllowed, P::RateLimited, P::Internal, P::Unavailable];

pub(super) const ID: Parameter =
    Parameter { name: "id", place: "path", required: true, kind: Kind::Id, description: "Conversation id." };
pub(super) const OBJECT: Parameter = Parameter { description: "Id of the object.", ..ID };
const LIMIT: Parameter = Parameter {
    name: "limit",
    place: "query",
    required: false,
    kind: Kind::Whole(1, None),
    description: "Most items, up to the session's `limits.page_size`.",
};
const BEFORE: Parameter = Parameter {
    name: "before",
    place: "query",
    required: false,
    kind: Kind::Type("Cursor"),
    description: "Cursor of a page: items before it.",
};
const AFTER: Parameter = Parameter {
    name: "after",
    place: "query",
    required: false,
    kind: Kind::Type("Cursor"),
    description: "Cursor of a page: items after it.",
};

/// Problems of an endpoint that takes a JSON body.
macro_rules! body_problems {
    ($($more:expr),* $(,)?) => {
        &[
            P::InvalidBody, P::UnsupportedMediaType, P::BodyTooLarge, P::UnknownField, P::InvalidValue,
            P::Forbidden, P::NotFound, $($more),*
        ]
    };
}

pub(super) use body_problems;

/// The body is a file, not JSON.
pub(super) const FILE: &str = "file";

/// Sessions, conversations, events.
pub(super) const TALK: &[Endpoint] = &[
    Endpoint {
        id: "getSession",
        method: "get",
        path: paths::SESSION,
        summary: "Who is asking, what they may do, and within which limits",
        parameters: &[],
        query: None,
        body: None,
        answers: &[(200, "The session", Some("Session"))],
        problems: &[],
    },
    Endpoint {
        id: "listConversations",
        method: "get",
        path: paths::CONVERSATIONS,
        summary: "Conversations the session may see; staff get the longest waiting first, then the newest",
        parameters: &[
            Parameter {
                name: "status",
                place: "query",
                required: false,
                kind: Kind::Type("ConversationStatus"),
                description: "Only this status.",
            },
            AFTER,
            LIMIT,
        ],
        query: None,
        body: None,
        answers: &[(200, "A page", Some("ConversationPage"))],
        problems: &[P::InvalidQuery, P::InvalidCursor],
    },
    Endpoint {
        id: "openConversation",
        method: "post",
        path: paths::CONVERSATIONS,
        summary: "Open the buyer's conversation, or take up the one already open",
        parameters: &[],
        query: None,
        body: Some("OpenConversation"),
        answers: &[
            (200, "The conversation already open", Some("Conversation")),
            (201, "A new conversation", Some("Conversation")),
        ],
        problems: body_problems!(P::IdempotencyKeyReused, P::InProgress),
    },
    Endpoint {
        id: "getConversation",
        method: "get",
        path: paths::CONVERSATION,
        summary: "One conversation",
        parameters: &[ID],
        query: None,
        body: None,
        answers: &[(200, "The conversation", Some("Conversation"))],
        problems: &[P::NotFound],
    },
    Endpoint {
        id: "listMessages",
        method: "get",
        path: paths::MESSAGES,
        summary: "Messages, oldest first; the newest page when no cursor is given. At most one of before, after, around",
        parameters: &[
            ID,
            BEFORE,
            AFTER,
            Parameter {
                name: "around",
                place: "query",
                required: false,
                kind: Kind::Type("MessageId"),
                description: "Message id to centre the page on.",
            },
            LIMIT,
        ],
        query: None,
        body: None,
        answers: &[(200, "A page", Some("MessagePage"))],
        problems: &[P::InvalidQuery, P::InvalidCursor, P::NotFound],
    },
    Endpoint {
        id: "sendMessage",
        method: "post",
        path: paths::MESSAGES,
        summary: "Send a message; the same client_id and body never send it twice",
        parameters: &[ID],
        query: None,
        body: Some("SendMessage"),
        answers: &[
            (200, "Already sent with this key: the same message again", Some("Message")),
            (201, "Sent", Some("Message")),
        ],
        problems: body_problems!(
            P::TextTooLong,
            P::UnresolvedVariable,
            P::UnknownUpload,
            P::TooManyItems,
            P::IdempotencyKeyReused,
            P::InProgress
        ),
    },
    Endpoint {
        id: "markRead",
        method: "post",
        path: paths::READ,
        summary: "Move the session side's read position forward",
        parameters: &[ID],
        query: None,
        body: Some("MarkRead"),
        answers: &[(200, "The conversation after it", Some("Conversation"))],
        problems: body_problems!(P::IdempotencyKeyReused, P::InProgress),
    },
    Endpoint {
        id: "setTyping",
        method: "post",
        path: paths::TYPING,
        summary: "Tell the other side that one is writing",
        parameters: &[ID],
        query: None,
        body: Some("SetTyping"),
        answers: &[(204, "Passed on", None)],
        problems: body_problems!(),
    },
    Endpoint {
        id: "listenEvents",
        method: "get",
        path: paths::EVENTS,
        summary: "Events after a sequence number: a stream, or a long poll when `wait` is given",
        parameters: &[
            Parameter {
                name: "after",
                place: "query",
                required: false,
                kind: Kind::Whole(0, None),
                description: "Last sequence number seen; `Last-Event-ID` wins over it.",
            },
            Parameter {
                name: "wait",
                place: "query",
                required: false,
                kind: Kind::Whole(0, Some(25)),
                description: "Long poll: most seconds to wait. Answers with an EventBatch.",
            },
            Parameter {
                name: "Last-Event-ID",
                place: "header",
                required: false,
                kind: Kind::Whole(0, None),
                description: "Sent by a reconnecting EventSource.",
            },
        ],
        query: None,
        body: None,
        answers: &[(200, "Events", Some("EventBatch"))],
        problems: &[P::InvalidQuery],
    },
    Endpoint {
        id: "updateConversation",
        method: "patch",
        path: paths::CONVERSATION,
        summary: "Change status, assignee or tags",
        parameters: &[OBJECT],
        query: None,
        body: Some("UpdateConversation"),
        answers: &[(200, "After it", Some("Conversation"))],
        problems: body_problems!(
            P::VersionConflict,
            P::IdempotencyKeyReused,
            P::InProgress,
            P::ActionNotAllowed
        ),
    },
    Endpoint {
        id: "actOnConversation",
        method: "post",
        path: paths::CONVERSATION_ACTIONS,
        summary: "Transfer, note, rating and other actions",
        parameters: &[OBJECT],
        query: None,
        body: Some("ActOnConversation"),
        answers: &[(200, "After it", Some("Conversation"))],
        problems: body_problems!(
            P::VersionConflict,
            P::IdempotencyKeyReused,
            P::InProgress,
            P::ActionNotAllowed,
            P::TextTooLong
        ),
    },
];
