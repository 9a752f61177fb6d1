//! The host a browser would really go to.
//!
//! Follows the WHATWG URL Standard where it matters for deception: backslashes are slashes, everything before
//! the last `@` is user information, percent-encoded hosts are decoded, ideographic full stops are dots,
//! full-width letters are plain, a numeric last label makes an IPv4 address.

use crate::text::{Folded, fold, is_invisible};

/// The parts of a link that decide where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// Scheme in lower case; `https` where none was written.
    pub scheme: String,
    /// Whether something stands before an `@`.
    pub userinfo: bool,
    /// Host in lower case without port and closing dot; `None` when there is no valid one.
    pub host: Option<String>,
}

pub(crate) fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{3002}' | '\u{ff61}')
}

pub(crate) fn is_web(scheme: &str) -> bool {
    scheme == "http" || scheme == "https"
}

/// Takes a link apart.
pub(crate) fn target(link: &str) -> Target {
    let plain: String = Folded::new(link).0.iter().map(|glyph| glyph.folded).collect();
    let (scheme, rest) = match split_scheme(&plain) {
        Some((scheme, rest)) => (scheme.to_owned(), rest),
        None => ("https".to_owned(), plain.as_str()),
    };
    let rest = rest.trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let (userinfo, host) = match authority.rsplit_once('@') {
        Some((_, host)) => (true, host),
        None => (false, authority),
    };
    Target { scheme, userinfo, host: clean_host(host) }
}

/// `https://x` into `https` and `//x`; a colon before a port is no scheme.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let letters = scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'));
    let port = rest.starts_with(|c: char| c.is_ascii_digit()) && !is_web(scheme);
    (letters && !port).then_some((scheme, rest))
}

fn clean_host(host: &str) -> Option<String> {
    if host.starts_with('[') {
        return host.split_once(']').map(|(address, _)| format!("{address}]"));
    }
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|c| c.is_ascii_digit()) => host,
        Some(_) => return None,
        None => host,
    };
    let decoded = decode(host)?;
    let plain: String = decoded
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if is_dot(c) { '.' } else { fold(c) })
        .collect();
    let plain = plain.strip_suffix('.').unwrap_or(&plain);
    let labels_filled = plain.split('.').all(|label| !label.is_empty());
    let valid = plain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    (labels_filled && valid).then(|| plain.to_owned())
}

fn decode(host: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(host.len());
    let mut rest = host.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) =
                (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether a browser takes this host for an address in numbers.
pub(crate) fn is_ip(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    let hex = last.strip_prefix("0x").is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
    host.starts_with('[') || hex || (!last.is_empty() && last.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_as_browsers_see_them() {
        for (link, host) in [
            ("https://Item.Taobao.com:443/a?b#c", "item.taobao.com"),
            ("https://taobao.com@evil.top/x", "evil.top"),
            ("https:\\\\evil.top\\@taobao.com", "evil.top"),
            ("http:evil.top/taobao.com", "evil.top"),
            ("https://evil.top?@taobao.com", "evil.top"),
            ("https://ｔａｏｂａｏ。com/", "taobao.com"),
            ("https://%65vil.top", "evil.top"),
            ("taobao.com:8080/x", "taobao.com"),
            ("https://tao\u{200b}bao.com.", "taobao.com"),
            ("https://[::1]:80/", "[::1]"),
        ] {
            assert_eq!(target(link).host.as_deref(), Some(host), "{link}");
        }
        for link in [
            "https://",
            "https://a..b",
            "https://a b.com",
            "https://%zz.com",
            "https://a.com:x",
            "https://%2f.com",
        ] {
            assert_eq!(target(link).host, None, "{link}");
        }
    }

    #[test]
    fn addresses_in_numbers() {
        assert!(is_ip("1.2.3.4") && is_ip("2130706433") && is_ip("0x7f000001") && is_ip("[::1]"));
        assert!(!is_ip("1688.com") && !is_ip("a.b"));
    }
}
