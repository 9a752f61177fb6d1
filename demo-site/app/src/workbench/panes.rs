//! Widths of the side panes: dragged or moved by keys, remembered once changed.

use crate::storage::{self, Lifetime};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

const WIDTHS_KEY: &str = "kefu.workbench.panes";
/// How far an arrow key moves a border, in pixels.
const STEP: i32 = 16;
/// Narrowest and widest useful width of a side pane, in pixels.
const LEAST: i32 = 232;
const MOST: i32 = 440;

/// One of the two panes beside the chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The conversations, left of the chat.
    List,
    /// The buyer's details, right of it.
    Context,
}

impl Side {
    /// Moving the border to the right widens the left pane and narrows the right one.
    fn width_after(self, width: i32, moved_right: i32) -> i32 {
        let wanted = match self {
            Self::List => width.saturating_add(moved_right),
            Self::Context => width.saturating_sub(moved_right),
        };
        wanted.clamp(LEAST, MOST)
    }
}

/// Widths in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Widths {
    /// Of the conversations.
    pub(super) list: i32,
    /// Of the details.
    pub(super) context: i32,
}

impl Widths {
    const DEFAULT: Self = Self { list: 312, context: 288 };

    /// What was remembered, as far as it still makes sense.
    pub(super) fn remembered() -> Self {
        storage::get(Lifetime::Browser, WIDTHS_KEY)
            .and_then(|text| Self::parse(&text))
            .unwrap_or(Self::DEFAULT)
    }

    fn remember(self) {
        storage::set(Lifetime::Browser, WIDTHS_KEY, &format!("{} {}", self.list, self.context));
    }

    fn parse(text: &str) -> Option<Self> {
        let (list, context) = text.split_once(' ')?;
        Some(Self {
            list: Side::List.width_after(list.parse().ok()?, 0),
            context: Side::Context.width_after(context.parse().ok()?, 0),
        })
    }

    fn of(self, side: Side) -> i32 {
        match side {
            Side::List => self.list,
            Side::Context => self.context,
        }
    }

    fn with(self, side: Side, width: i32) -> Self {
        match side {
            Side::List => Self { list: width, ..self },
            Side::Context => Self { context: width, ..self },
        }
    }
}

/// Where a drag began.
#[derive(Debug, Clone, Copy)]
struct Drag {
    x: i32,
    width: i32,
}

/// The movable border between a pane and the chat.
#[component]
pub(super) fn Border(
    /// The pane it widens.
    side: Side,
    /// The widths it changes.
    widths: RwSignal<Widths>,
    /// Its name.
    #[prop(into)]
    label: Signal<&'static str>,
    /// Id of the pane.
    controls: &'static str,
) -> impl IntoView {
    let drag = RwSignal::new(None::<Drag>);
    let set = move |width: i32| widths.update(|widths| *widths = widths.with(side, width));
    let finish = move || {
        if drag.get_untracked().is_some() {
            drag.set(None);
            widths.get_untracked().remember();
        }
    };
    view! {
        <div
            class="border"
            class:border-dragged=move || drag.get().is_some()
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=move || label.get()
            aria-controls=controls
            aria-valuemin=LEAST.to_string()
            aria-valuemax=MOST.to_string()
            aria-valuenow=move || widths.get().of(side).to_string()
            on:pointerdown=move |event| {
                let border = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
                // Without capture the drag ends where the pointer leaves the border; nothing worse.
                let _ = border.map(|border| border.set_pointer_capture(event.pointer_id()));
                drag.set(Some(Drag { x: event.client_x(), width: widths.get_untracked().of(side) }));
            }
            on:pointermove=move |event| {
                if let Some(start) = drag.get_untracked() {
                    set(side.width_after(start.width, event.client_x() - start.x));
                }
            }
            on:pointerup=move |_| finish()
            on:pointercancel=move |_| finish()
            on:dblclick=move |_| {
                set(Widths::DEFAULT.of(side));
                widths.get_untracked().remember();
            }
            on:keydown=move |event| {
                let now = widths.get_untracked().of(side);
                let width = match event.key().as_str() {
                    "ArrowLeft" => side.width_after(now, -STEP),
                    "ArrowRight" => side.width_after(now, STEP),
                    "Home" => LEAST,
                    "End" => MOST,
                    _ => return,
                };
                event.prevent_default();
                set(width);
                widths.get_untracked().remember();
            }
        ></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_moves_with_the_pointer_on_both_sides() {
        assert_eq!(Side::List.width_after(300, 20), 320);
        assert_eq!(Side::Context.width_after(300, 20), 280);
        for side in [Side::List, Side::Context] {
            assert_eq!(side.width_after(i32::MAX, 0), MOST);
            assert_eq!(side.width_after(i32::MIN, 0), LEAST);
        }
    }

    #[test]
    fn nonsense_in_storage_is_ignored_and_extremes_are_bounded() {
        for nonsense in ["", "300", "a b", "300,300", "300 300 300"] {
            assert_eq!(Widths::parse(nonsense), None, "{nonsense}");
        }
        assert_eq!(Widths::parse("300 280"), Some(Widths { list: 300, context: 280 }));
        assert_eq!(Widths::parse("-5 99999"), Some(Widths { list: 232, context: 440 }));
    }
}
