//! Pictures of people.

use super::safe_url;
#[cfg(feature = "leptos")]
use leptos::prelude::*;

/// Number of background tints in the style sheet.
const TINTS: u32 = 6;

/// A tint that stays with a name, so that two people rarely look alike.
fn tint(name: &str) -> u32 {
    name.chars().fold(0_u32, |hash, c| hash.wrapping_mul(31).wrapping_add(c as u32)) % TINTS
}

/// The character shown for a name: the last of a Chinese name, the first letter of any other. The style sheet
/// makes it upper case; tables for that would be kilobytes of the bundle.
fn initial(name: &str) -> String {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    // Letters of the scripts in use, without the tables of all of Unicode.
    let is_letter = |c: char| {
        c.is_ascii_alphanumeric()
            || ('\u{c0}'..='\u{1fff}').contains(&c)
            || ('\u{3040}'..='\u{d7ff}').contains(&c)
    };
    let chosen = match name.chars().last() {
        Some(last) if is_chinese(last) => Some(last),
        _ => name.chars().find(|c| is_letter(*c)),
    };
    chosen.unwrap_or('·').to_string()
}

/// What stands for a person.
pub(super) struct Face<'a> {
    /// The background's number, for `data-tint`.
    pub(super) tint: String,
    /// The picture's address, or the initial if there is none that may be loaded.
    pub(super) shown: Result<&'a str, String>,
}

/// How to draw the person of this name and picture.
pub(super) fn face<'a>(name: &str, url: Option<&'a str>) -> Face<'a> {
    Face { tint: tint(name).to_string(), shown: url.and_then(safe_url).ok_or_else(|| initial(name)) }
}

/// A person's picture, or their initial on a tint of their own. Decorative: the name stands beside it.
///
/// ## Styling
/// Class `kefu-avatar` with `data-tint="0"…"5"`; size by `font-size` (it is 2.5 em wide).
#[cfg(feature = "leptos")]
#[component]
pub fn Avatar(
    /// Display name.
    #[prop(into)]
    name: String,
    /// Picture address, if there is one.
    #[prop(optional_no_strip, into)]
    url: Option<String>,
) -> impl IntoView {
    let Face { tint, shown } = face(&name, url.as_deref());
    view! {
        <span class="kefu-avatar" data-tint=tint aria-hidden="true">
            {match shown.map(str::to_owned) {
                Ok(url) => view! { <img src=url alt="" width="40" height="40" loading="lazy" /> }.into_any(),
                Err(initial) => initial.into_any(),
            }}
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_suit_the_script() {
        for (name, expected) in
            [("林小满", "满"), ("emma stone", "e"), ("🙂", "·"), ("", "·"), ("_7up", "7"), ("éva", "é")]
        {
            assert_eq!(initial(name), expected, "{name}");
        }
    }

    #[test]
    fn only_safe_pictures_are_loaded() {
        assert_eq!(face("林小满", Some("/a.svg")).shown, Ok("/a.svg"));
        assert_eq!(face("林小满", Some("javascript:alert(1)")).shown, Err("满".to_owned()));
        assert_eq!(face("林小满", None).shown, Err("满".to_owned()));
    }

    #[test]
    fn tints_are_stable_and_in_range() {
        assert_eq!(tint("林小满"), tint("林小满"));
        assert!(["林小满", "Emma", "", "长长长长长长"].iter().all(|name| tint(name) < TINTS));
    }
}
