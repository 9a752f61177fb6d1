//! The icon set: 24-unit strokes drawn for Kefu, one path each.

use leptos::prelude::*;

/// An icon of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    /// A speech bubble.
    Chat,
    /// An arrow that leaves upwards.
    Send,
    /// A cross.
    Close,
    /// An arrow to the previous screen.
    Back,
    /// An arrow downwards.
    Down,
    /// A magnifying glass.
    Search,
    /// A clock face.
    Clock,
    /// An arrow in a circle: try again.
    Retry,
    /// An exclamation mark in a circle.
    Alert,
    /// A person.
    Person,
    /// A door with an arrow: leave.
    SignOut,
    /// A shop front.
    Shop,
    /// Half a sun: light and dark.
    Theme,
    /// A globe: languages.
    Language,
    /// A shopping bag.
    Bag,
    /// A trailing arrow to the next screen.
    Forward,
}

impl IconName {
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Chat => {
                "M4 5.5h16a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1h-8.5L7 20.5V17H4a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1zM8 10h8M8 13h5"
            }
            Self::Send => "M12 20V5M5.5 11.5 12 5l6.5 6.5",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Back => "M19 12H5M11 6l-6 6 6 6",
            Self::Forward => "M5 12h14M13 6l6 6-6 6",
            Self::Down => "M12 5v14M5.5 12.5 12 19l6.5-6.5",
            Self::Search => "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.5 15.5 20 20",
            Self::Clock => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.5l3 1.5",
            Self::Retry => "M19 12a7 7 0 1 1-2.2-5.1M17.5 3.5V7H14",
            Self::Alert => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8.5v4.5M12 16v.01",
            Self::Person => {
                "M12 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5 20c.6-3.4 3.4-5.5 7-5.5s6.4 2.1 7 5.5"
            }
            Self::SignOut => "M13 4.5H6a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h7M10 12h10M16.5 8.5 20 12l-3.5 3.5",
            Self::Shop => {
                "M4 10v9a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-9M3 9.5 5 4.5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM10 20v-5h4v5"
            }
            Self::Theme => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 4v16M15 6v12M18 8.5v7",
            Self::Language => {
                "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c2.5 2 3.5 5 3.5 8s-1 6-3.5 8c-2.5-2-3.5-5-3.5-8s1-6 3.5-8z"
            }
            Self::Bag => "M6 8.5h12l1 11.5H5zM9 8.5V7a3 3 0 0 1 6 0v1.5",
        }
    }
}

/// An icon in the current text colour. Decorative: the control around it carries the name.
///
/// ## Styling
/// The `svg` has class `kefu-icon` and is 1.25 em wide.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="kefu-icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"
            stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
            <path d=name.path() />
        </svg>
    }
    .into_any()
}
