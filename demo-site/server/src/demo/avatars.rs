//! Drawn avatars: a calm ground, a shape and the first character of the name, different for everybody.

use kefu_contract::{Person, Role};

/// Ground, shape, character.
const COLOURS: [(&str, &str, &str); 12] = [
    ("#F3DCCB", "#E9B48F", "#7A3B1A"),
    ("#DFE7DC", "#B4C9B4", "#33503C"),
    ("#DEE4EC", "#AFC0D3", "#2B4260"),
    ("#F1E6C9", "#DEC489", "#6A4A12"),
    ("#F0DEDA", "#DDB3AA", "#6F3A30"),
    ("#E4E2EE", "#BDB8D6", "#40386A"),
    ("#DCE9E8", "#A5C8C5", "#1F4E4B"),
    ("#EBE3D8", "#CDBBA2", "#54412A"),
    ("#E9E6D3", "#C6C197", "#4A481E"),
    ("#F2DFE4", "#DDB0BE", "#6C2F44"),
    ("#E0E6E0", "#A9B8A0", "#3A4A2C"),
    ("#E6E1DC", "#BFB3A8", "#463B33"),
];

/// Shapes behind the character.
const SHAPES: [&str; 7] = [
    "M0,96C24,64 72,64 96,96V96H0Z",
    "M48,8A40,40 0 1 1 47.9,8Z",
    "M0,0H96L0,96Z",
    "M48,4L92,48L48,92L4,48Z",
    "M0,60C30,40 60,80 96,54V96H0Z",
    "M96,0A96,96 0 0 1 0,96H0V56A56,56 0 0 0 56,0Z",
    "M14,40C14,8 82,8 82,40V96H14Z",
];

/// The avatar of a person.
pub(crate) fn draw(person: &Person) -> String {
    let number = number(person.id.as_str());
    let (ground, shape, ink) = COLOURS[number % COLOURS.len()];
    let outline = SHAPES[(number / COLOURS.len() + number) % SHAPES.len()];
    let turn = (number / 3 % 4) * 90;
    let inner = match person.role {
        Role::Bot => persimmon(),
        _ => character(&person.name, ink),
    };
    let badge = if person.role.is_staff() {
        r##"<circle cx="71" cy="74" r="10" fill="#D9703F" stroke="#FFF" stroke-width="4"/>"##
    } else {
        ""
    };
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96"><rect width="96" height="96" fill="{ground}"/><path d="{outline}" fill="{shape}" fill-opacity=".75" transform="rotate({turn} 48 48)"/>{inner}{badge}</svg>"##
    )
}

fn character(name: &str, ink: &str) -> String {
    let initial: String =
        name.chars().find(|c| c.is_alphanumeric()).into_iter().flat_map(char::to_uppercase).collect();
    format!(
        r##"<text x="48" y="48" dy=".36em" text-anchor="middle" font-family="PingFang SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif" font-size="44" font-weight="600" fill="{ink}">{initial}</text>"##
    )
}

/// The bot's face is the shop's fruit.
fn persimmon() -> String {
    r##"<ellipse cx="48" cy="54" rx="33" ry="28" fill="#DE7A45"/><ellipse cx="38" cy="46" rx="13" ry="9" fill="#F5B48A" fill-opacity=".6"/><path d="M48,30C38,22 28,26 26,34C34,38 42,36 48,32C54,36 62,38 70,34C68,26 58,22 48,30Z" fill="#6B7A4B"/><path d="M48,30Q49,22 54,18" fill="none" stroke="#6B5136" stroke-width="4" stroke-linecap="round"/><circle cx="38" cy="56" r="3.4" fill="#5A2A12"/><circle cx="58" cy="56" r="3.4" fill="#5A2A12"/><path d="M42,64Q48,69 54,64" fill="none" stroke="#5A2A12" stroke-width="3" stroke-linecap="round"/>"##.to_owned()
}

/// A number that is the same every time; neighbouring ids land far apart (FNV-1a).
fn number(id: &str) -> usize {
    let hash =
        id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    usize::try_from(hash >> 4).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::people;
    use std::collections::HashSet;

    #[test]
    fn nobody_looks_like_somebody_else() {
        let everybody = people::everybody();
        let drawn: HashSet<_> = everybody.iter().map(|entry| draw(&entry.person)).collect();
        assert_eq!(drawn.len(), everybody.len());
    }

    #[test]
    fn names_cannot_break_out_of_the_drawing() {
        let person =
            Person { id: "x".into(), name: "<script>".to_owned(), role: Role::Buyer, avatar_url: None };
        assert!(!draw(&person).contains("<script"));
    }
}
