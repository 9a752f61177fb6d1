//! Pictures of people.

use leptos::prelude::*;

/// Number of background tints in the style sheet.
const TINTS: u32 = 6;

/// A tint that stays with a name, so that two people rarely look alike.
pub(super) fn tint(name: &str) -> u32 {
    name.chars().fold(0_u32, |hash, c| hash.wrapping_mul(31).wrapping_add(c as u32)) % TINTS
}

/// The character shown for a name: the last of a Chinese name, the first letter of any other. The style sheet
/// makes it upper case; tables for that would be kilobytes of the bundle.
pub(super) fn initial(name: &str) -> String {
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

/// A person's picture, or their initial on a tint of their own. Decorative: the name stands beside it.
///
/// ## Styling
/// Class `kefu-avatar` with `data-tint="0"…"5"`; size by `font-size` (it is 2.5 em wide).
#[component]
pub fn Avatar(
    /// Display name.
    #[prop(into)]
    name: String,
    /// Picture address, if there is one.
    #[prop(optional_no_strip, into)]
    url: Option<String>,
) -> impl IntoView {
    let tint = tint(&name).to_string();
    view! {
        <span class="kefu-avatar" data-tint=tint aria-hidden="true">
            {match url {
                Some(url) => view! { <img src=url alt="" width="40" height="40" loading="lazy" /> }.into_any(),
                None => initial(&name).into_any(),
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
    fn tints_are_stable_and_in_range() {
        assert_eq!(tint("林小满"), tint("林小满"));
        assert!(["林小满", "Emma", "", "长长长长长长"].iter().all(|name| tint(name) < TINTS));
    }
}
