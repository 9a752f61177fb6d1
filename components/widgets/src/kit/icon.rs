//! The icon set: 24-unit strokes drawn for Kefu, one path each. Drawn by [`super::dom::icon`].

/// An icon of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IconName {
    /// An arrow that leaves upwards.
    Send,
    /// A cross.
    Close,
    /// An arrow downwards.
    Down,
    /// An arrow in a circle: try again.
    Retry,
}

impl IconName {
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Send => "M12 20V5M5.5 11.5 12 5l6.5 6.5",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Down => "M12 5v14M5.5 12.5 12 19l6.5-6.5",
            Self::Retry => "M19 12a7 7 0 1 1-2.2-5.1M17.5 3.5V7H14",
        }
    }
}
