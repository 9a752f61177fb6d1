//! Names of files, as plain text.

/// Longest name kept, in characters.
const MAX_CHARS: usize = 100;

/// The name without folders, control characters and marks that turn the direction of writing; with an extension of the
/// file's own kind, so that nothing takes it for something else.
pub(super) fn clean(name: &str, extensions: &[&str]) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    let plain = plain.trim();
    let (stem, extension) = match plain.rsplit_once('.') {
        Some((stem, end)) if extensions.iter().any(|known| end.eq_ignore_ascii_case(known)) => (stem, end),
        _ => (plain, extensions.first().copied().unwrap_or("bin")),
    };
    let stem: String = stem.trim_start_matches('.').chars().take(MAX_CHARS - 1 - extension.len()).collect();
    let stem = if stem.trim().is_empty() { "file" } else { stem.trim() };
    format!("{stem}.{extension}")
}

/// Marks that turn or hide text: `gpj.exe` must not look like `exe.jpg`.
fn turns(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn names_become_plain() {
        for (sent, kept) in [
            ("cup.jpg", "cup.jpg"),
            ("裂缝 1.JPEG", "裂缝 1.JPEG"),
            ("../../etc/passwd", "passwd.jpg"),
            ("C:\\Users\\lin\\cup.jpg", "cup.jpg"),
            ("evil.html", "evil.html.jpg"),
            ("a\u{0}b\r\nc\".jpg", "abc\".jpg"),
            ("\u{202e}gpj.exe", "gpj.exe.jpg"),
            (".htaccess", "htaccess.jpg"),
            (".jpg", "file.jpg"),
            ("", "file.jpg"),
            ("  ", "file.jpg"),
            ("dir/", "file.jpg"),
        ] {
            assert_eq!(clean(sent, &["jpg", "jpeg"]), kept, "{sent:?}");
        }
        assert_eq!(clean(&"长".repeat(300), &["webp"]).chars().count(), 100);
        assert_eq!(clean("data", &[]), "data.bin");
    }
}
