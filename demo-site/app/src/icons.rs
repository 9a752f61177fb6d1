//! The site's icons: one hand-drawn set, 24 × 24, strokes of one width, coloured by the text around them.

use leptos::prelude::*;

/// Which icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    Alert,
    Auto,
    Back,
    Bell,
    Cart,
    Check,
    Chevron,
    Clock,
    Close,
    Details,
    Headset,
    Live,
    Minus,
    Moon,
    Next,
    Offline,
    Plus,
    Return,
    Search,
    SignOut,
    Silent,
    Star,
    Store,
    Sun,
    Sync,
    Tag,
    Trash,
    Truck,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Alert => "M12 4 3 19.5h18L12 4ZM12 10v4.5M12 17v.2",
            Self::Auto => "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 4v16M12 8l5-2M12 12h7.5M12 16l5 2",
            Self::Back => "M14.5 5.5 8 12l6.5 6.5",
            Self::Bell => "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.2a2.2 2.2 0 0 0 4 0",
            Self::Cart => {
                "M3 4.5h2.3l2 10.2a1.4 1.4 0 0 0 1.4 1.1h8.2a1.4 1.4 0 0 0 1.4-1.1L20 8H6M9 19.6v.2M16.8 19.6v.2"
            }
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::Chevron => "m7 10 5 5 5-5",
            Self::Clock => "M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 7.5V12l3 2",
            Self::Close => "m6 6 12 12M18 6 6 18",
            Self::Details => "M4 5.5h16v13H4zM14.5 5.5v13",
            Self::Headset => {
                "M4.5 14v-2a7.5 7.5 0 0 1 15 0v2M4.5 13.5H7v5H6A1.5 1.5 0 0 1 4.5 17v-3.5ZM19.5 13.5H17v5h2.5v-5ZM19.5 18.5A2.5 2.5 0 0 1 17 21h-3.5"
            }
            Self::Live => {
                "M9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0M6.3 17.7a8 8 0 0 1 0-11.4M17.7 6.3a8 8 0 0 1 0 11.4"
            }
            Self::Minus => "M6 12h12",
            Self::Moon => "M19.5 14.4A8 8 0 1 1 9.6 4.5a6.4 6.4 0 0 0 9.9 9.9Z",
            Self::Next => "M9.5 5.5 16 12l-6.5 6.5",
            Self::Offline => {
                "M4 4l16 16M5.5 10.5a10 10 0 0 1 3-2M9 14.5a5 5 0 0 1 5.5-.3M13 7.6a10 10 0 0 1 5.5 2.9M12 18.5v.2"
            }
            Self::Plus => "M12 6v12M6 12h12",
            Self::Return => "M8.5 5 4.5 9l4 4M4.5 9H15a4.5 4.5 0 0 1 0 9H8",
            Self::Search => "M5 11a6 6 0 1 0 12 0a6 6 0 1 0-12 0M15.5 15.5 20 20",
            Self::SignOut => "M13.5 4.5h-7v15h7M10.5 12H20M16.5 8.5 20 12l-3.5 3.5",
            Self::Silent => {
                "M4 4l16 16M6 16.5V11c0-1 .2-1.9.7-2.7M9.3 5.6A6 6 0 0 1 18 11v3.5M16 18H4.5L6 16.5M10 20.2a2.2 2.2 0 0 0 4 0"
            }
            Self::Star => "m12 4 2.5 5.1 5.6.8-4 4 .9 5.6-5-2.7-5 2.7.9-5.6-4-4 5.6-.8L12 4Z",
            Self::Store => {
                "M5 11v8.5h14V11M5.5 4.5h13L20.5 9a2.6 2.6 0 0 1-4.3 1.3 2.9 2.9 0 0 1-4.2 0 2.9 2.9 0 0 1-4.2 0A2.6 2.6 0 0 1 3.5 9l2-4.5ZM10 19.5V15h4v4.5"
            }
            Self::Sun => {
                "M8.5 12a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M12 3.5v2M12 18.5v2M3.5 12h2M18.5 12h2M6 6l1.4 1.4M16.6 16.6 18 18M6 18l1.4-1.4M16.6 7.4 18 6"
            }
            Self::Sync => {
                "M19.5 11A7.5 7.5 0 0 0 6 7.5L4.5 9M4.5 5v4h4M4.5 13A7.5 7.5 0 0 0 18 16.5l1.5-1.5M19.5 19v-4h-4"
            }
            Self::Tag => "M4.5 4.5h7l8 8-7 7-8-8v-7ZM8.5 8.5v.2",
            Self::Trash => "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5",
            Self::Truck => {
                "M3 6.5h10.5v10H3zM13.5 10h4l3.5 3.5v3h-7.5M6 18.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M15.5 18.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0"
            }
        }
    }
}

/// An icon. Always beside a word or inside a labelled control, hence hidden from assistive technology.
#[component]
pub(crate) fn Icon(
    /// Which one.
    #[prop(into)]
    glyph: Signal<Glyph>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=move || glyph.get().path()></path>
        </svg>
    }
}
