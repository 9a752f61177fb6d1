//! Values from data that become attributes.

use kefu_contract::Money;

/// An address that may become a link or a picture: a path of the same site, or http(s). Anything else, such as
/// `javascript:` or `data:`, is dropped.
pub fn safe_url(url: &str) -> Option<&str> {
    // Browsers ignore tabs and line breaks inside addresses and read `\` as `/`.
    if url.chars().any(|c| c.is_control() || c == '\\') {
        return None;
    }
    let same_site = url.starts_with('/') && !url.starts_with("//");
    (same_site || url.starts_with("https://") || url.starts_with("http://")).then_some(url)
}

/// An amount as read in prices: `¥59.00`, `$12.50`, `KWD 1.250`.
pub fn money_label(money: &Money) -> String {
    let digits = money.decimal();
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", digits.as_str()),
    };
    match money.currency.as_str() {
        "CNY" => format!("{sign}¥{digits}"),
        "USD" => format!("{sign}${digits}"),
        "EUR" => format!("{sign}€{digits}"),
        code => format!("{sign}{code}\u{a0}{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_pass() {
        for good in ["/p/mug-01", "https://shop.example/a?b#c", "http://localhost/x"] {
            assert_eq!(safe_url(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "/\\evil.example",
            "",
            "mailto:a@b.c",
            "HTTPS//x",
            "/\t/evil.example",
        ] {
            assert_eq!(safe_url(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn prices_carry_their_sign() {
        assert_eq!(money_label(&Money::cny(5_900)), "¥59.00");
        assert_eq!(money_label(&Money::cny(-5)), "−¥0.05");
        assert_eq!(
            money_label(&Money { amount: 1_250, currency: "KWD".into(), exponent: 3 }),
            "KWD\u{a0}1.250"
        );
    }
}
