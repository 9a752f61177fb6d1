//! Links in messages (链接): where they really lead, and whether they may be clickable without a warning.

use super::confusables::{letters, mixes_scripts, one_edit, skeleton};
use super::find_links;
use super::host::{self, is_ip, is_web};
use crate::policy::LinkPolicy;
use crate::text::Folded;
use std::ops::Range;

/// What makes a link suspicious.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkDanger {
    /// Another scheme than http and https: `javascript:`, `data:`, an app.
    Scheme,
    /// No valid host, although it looks like a link.
    Malformed,
    /// Something before an `@` that pretends to be the host.
    UserInfo,
    /// An address in numbers.
    IpAddress,
    /// Resembles, or dresses up with, this allowed host.
    Resembles(String),
    /// One label mixes letters of scripts that resemble each other.
    MixedScript,
    /// Punycode (`xn--`): what is shown is not what is spelt.
    Punycode,
}

/// Whether a link may be clickable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkVerdict {
    /// On the allow-list: clickable.
    Allowed,
    /// Not on the list: clickable after a warning that names the host.
    Unknown,
    /// Suspicious: not clickable.
    Suspicious(LinkDanger),
}

/// A link found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// The host a browser would go to, in lower case; empty when there is none.
    pub host: String,
    /// Whether it may be clickable.
    pub verdict: LinkVerdict,
}

/// Finds every link of a text, with or without scheme, and judges it.
///
/// ```
/// # use kefu_rules::{policy::LinkPolicy, safety::links::{LinkDanger, LinkVerdict, find}};
/// let policy = LinkPolicy { domains: vec!["example.com".into()], ..LinkPolicy::default() };
/// let links = find("see https://www.example.com/a and https://example.com@evil.top", &policy);
/// assert_eq!(links[0].verdict, LinkVerdict::Allowed);
/// assert_eq!((links[1].host.as_str(), &links[1].verdict), ("evil.top", &LinkVerdict::Suspicious(LinkDanger::UserInfo)));
/// ```
pub fn find(text: &str, policy: &LinkPolicy) -> Vec<Link> {
    let folded = Folded::new(text);
    let spans = find_links::find(&folded).into_iter().map(|glyphs| folded.span(glyphs));
    spans
        .map(|span| {
            let (host, verdict) = judge(&text[span.clone()], policy);
            Link { span, host, verdict }
        })
        .collect()
}

/// The real host of a single link, and the verdict on it.
pub fn judge(link: &str, policy: &LinkPolicy) -> (String, LinkVerdict) {
    let target = host::target(link);
    let host = target.host.unwrap_or_default();
    let danger = if !is_web(&target.scheme) {
        Some(LinkDanger::Scheme)
    } else if host.is_empty() {
        Some(LinkDanger::Malformed)
    } else if target.userinfo {
        Some(LinkDanger::UserInfo)
    } else if is_ip(&host) {
        Some(LinkDanger::IpAddress)
    } else if is_allowed(&host, policy) {
        return (host, LinkVerdict::Allowed);
    } else if let Some(resembled) = resembled(&host, policy) {
        Some(LinkDanger::Resembles(resembled.to_owned()))
    } else if host.split('.').any(mixes_scripts) {
        Some(LinkDanger::MixedScript)
    } else if host.split('.').any(|label| label.starts_with("xn--")) {
        Some(LinkDanger::Punycode)
    } else {
        None
    };
    (host, danger.map_or(LinkVerdict::Unknown, LinkVerdict::Suspicious))
}

fn is_allowed(host: &str, policy: &LinkPolicy) -> bool {
    let within = |domain: &String| {
        host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    policy.hosts.iter().any(|allowed| allowed == host) || policy.domains.iter().any(within)
}

/// The allowed host that a host not allowed pretends to be, if it does.
fn resembled<'a>(host: &str, policy: &'a LinkPolicy) -> Option<&'a str> {
    let exact = policy.hosts.iter().find(|allowed| same_look(host, allowed, policy));
    let domain = || {
        policy
            .domains
            .iter()
            .find(|allowed| same_look(host, allowed, policy) || borrows_name(host, allowed, policy))
    };
    exact.or_else(domain).map(String::as_str)
}

/// Whether the end of `host` looks like `allowed`, or `allowed` stands inside it as bait.
fn same_look(host: &str, allowed: &str, policy: &LinkPolicy) -> bool {
    let bait = format!(".{}.", host.replace('-', ".")).contains(&format!(".{}.", allowed.replace('-', ".")));
    let (mine, theirs) = (host.split('.').count(), allowed.split('.').count());
    let start = mine.saturating_sub(theirs);
    let end = host.split('.').skip(start).collect::<Vec<_>>().join(".");
    let long = allowed.split('.').next().is_some_and(|name| long_enough(name, policy));
    // A subdomain of a host allowed only exactly is unknown, not a lookalike.
    end != allowed
        && (bait
            || skeleton(&end) == skeleton(allowed)
            || (long && one_edit(&letters(&end), &letters(allowed), true)))
}

/// Whether the name of an allowed domain stands as a word in `host`: `example-pay.top`.
fn borrows_name(host: &str, allowed: &str, policy: &LinkPolicy) -> bool {
    let name = allowed.split('.').next().unwrap_or_default();
    long_enough(name, policy) && host.split(['.', '-', '_']).any(|word| skeleton(word) == skeleton(name))
}

fn long_enough(name: &str, policy: &LinkPolicy) -> bool {
    name.chars().count() >= policy.min_compared_chars as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn policy() -> LinkPolicy {
        LinkPolicy {
            hosts: vec!["pay.shop.cn".into()],
            domains: vec!["taobao.com".into(), "jd.com".into()],
            ..LinkPolicy::default()
        }
    }

    fn found(text: &str) -> Vec<(&str, LinkVerdict)> {
        find(text, &policy()).into_iter().map(|link| (&text[link.span], link.verdict)).collect()
    }

    #[test]
    fn links_end_where_the_sentence_goes_on() {
        for (text, link) in [
            ("请看https://item.taobao.com/a?id=1。谢谢", "https://item.taobao.com/a?id=1"),
            ("链接：https://taobao.com你好", "https://taobao.com"),
            ("(see taobao.com).", "taobao.com"),
            ("www.taobao.com/x，可以吗", "www.taobao.com/x"),
            ("HTTPS://TAOBAO.COM!", "HTTPS://TAOBAO.COM"),
        ] {
            assert_eq!(found(text), [(link, LinkVerdict::Allowed)], "{text}");
        }
        for text in
            ["v1.2.3", "a@taobao.com", "file.txt", "e.g. this", "好的.谢谢", "3.5元", "https://", "..."]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn verdicts() {
        use LinkDanger::*;
        let taobao = || Resembles("taobao.com".to_owned());
        for (link, danger) in [
            ("javascript:alert(1)", Scheme),
            ("weixin://pay", Scheme),
            ("https://taobao.com@evil.top", UserInfo),
            ("http://10.0.0.1/taobao.com", IpAddress),
            ("https://tаobao.com", taobao()),
            ("tаobao.com", taobao()),
            ("https://ta0bao.com", taobao()),
            ("https://taobbao.com", taobao()),
            ("https://item.taobqo.com", taobao()),
            ("https://taobao.com.evil.top", taobao()),
            ("https://taobao-pay.top", taobao()),
            ("https://рауpal.top", MixedScript),
            ("https://xn--80ak6aa92e.top", Punycode),
            ("https://%zz.top", Malformed),
        ] {
            let found = find(link, &policy());
            assert_eq!(found.len(), 1, "{link}");
            assert_eq!(found[0].verdict, LinkVerdict::Suspicious(danger), "{link}");
        }
        for link in [
            "https://example.top",
            "https://qd.com",
            "https://x.pay.shop.cn",
            "https://notaobao.com.cn",
            "https://商店.cn",
        ] {
            assert_eq!(found(link), [(link, LinkVerdict::Unknown)], "{link}");
        }
        assert_eq!(judge("https://pay.shop.cn/1", &policy()).1, LinkVerdict::Allowed);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn any_text_is_searched_in_order(text in "([a-zа-я0-9./:@\\\\%好。，\u{200b} -]|https://|taobao\\.com){0,30}") {
            let mut last = 0;
            for link in find(&text, &policy()) {
                prop_assert!(link.span.start >= last && link.span.end > link.span.start);
                last = link.span.end;
                if link.verdict == LinkVerdict::Allowed {
                    let listed = ["taobao.com", "jd.com", "pay.shop.cn"];
                    let subdomain = |l: &&str| link.host == **l || link.host.ends_with(&format!(".{l}"));
                    prop_assert!(listed.iter().any(subdomain));
                }
            }
        }
    }
}
