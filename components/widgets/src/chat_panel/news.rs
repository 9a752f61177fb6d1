//! What is news and what is history.

use super::text::Text;
use kefu_client::Row;
use kefu_contract::ContentType;

/// Remembers how far the messages of a conversation are known, to tell which ones have newly arrived.
#[derive(Debug, Default)]
pub(super) struct News {
    /// Position of the newest known message; `None` until the server has said which one that is.
    known: Option<u64>,
}

impl News {
    /// Another conversation is shown. All of it is history, unless it was opened by what is written here.
    pub(super) fn switch(&mut self, opened_here: bool) {
        self.known = opened_here.then_some(0);
    }

    /// The messages of others that have arrived since the last time. Rows the server has not confirmed to be the
    /// newest (`synced`) tell nothing yet: what is missing between them comes later.
    pub(super) fn take<'a>(&mut self, rows: &'a [Row], synced: bool) -> impl Iterator<Item = &'a Row> {
        let newest = rows.iter().rev().find_map(|row| row.position).unwrap_or(0);
        let known = if synced { self.known.replace(newest).unwrap_or(newest) } else { u64::MAX };
        rows.iter().filter(move |row| !row.own && row.position.is_some_and(|p| p > known))
    }
}

/// A message as it is read out.
pub(super) fn spoken(text: &Text, row: &Row) -> String {
    let product = || row.content.product.as_ref().map(|p| p.title.as_str());
    let words = row.content.text.as_deref().or_else(product).unwrap_or(text.unknown);
    match &row.sender {
        Some(sender) if row.content.kind != ContentType::Notice => [&sender.name, text.colon, words].concat(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Locale;
    use crate::chat_panel::lines::tests::row;

    fn rows(range: std::ops::RangeInclusive<u64>) -> Vec<Row> {
        range.map(|p| row(Some(p), "周岚", 0)).collect()
    }

    fn take(news: &mut News, rows: &[Row], synced: bool) -> Vec<u64> {
        news.take(rows, synced).filter_map(|row| row.position).collect()
    }

    #[test]
    fn history_older_pages_and_redraws_are_no_news() {
        let mut news = News::default();
        assert!(take(&mut news, &rows(5..=8), false).is_empty(), "from the cache");
        assert!(take(&mut news, &rows(5..=9), true).is_empty(), "the server's newest page");
        assert!(take(&mut news, &rows(5..=9), true).is_empty(), "drawn again");
        assert!(take(&mut news, &rows(1..=9), true).is_empty(), "older ones above");
    }

    #[test]
    fn each_arrival_is_news_once_and_ones_own_never() {
        let mut news = News::default();
        let mut all = rows(1..=2);
        take(&mut news, &all, true);
        all.extend(rows(3..=4));
        all.push(Row { own: true, ..row(Some(5), "me", 0) });
        all.push(Row { own: true, ..row(None, "me", 0) });
        assert_eq!(take(&mut news, &all, true), [3, 4]);
        assert!(take(&mut news, &all, true).is_empty());
    }

    #[test]
    fn what_was_missed_meanwhile_is_news_when_it_is_complete() {
        let mut news = News::default();
        take(&mut news, &rows(1..=2), true);
        let mut holed = rows(1..=2);
        holed.extend(rows(5..=5));
        assert!(take(&mut news, &holed, false).is_empty());
        assert_eq!(take(&mut news, &rows(3..=5), true), [3, 4, 5]);
    }

    #[test]
    fn another_conversation_is_history_unless_it_was_opened_here() {
        let mut news = News::default();
        take(&mut news, &rows(1..=2), true);
        news.switch(false);
        assert!(take(&mut news, &rows(1..=9), true).is_empty());
        news.switch(true);
        assert_eq!(take(&mut news, &rows(1..=2), true), [1, 2]);
    }

    #[test]
    fn messages_are_read_out_with_their_sender() {
        let (zh, mut row) = (Text::of(Locale::ZhCn), row(Some(1), "周岚", 0));
        row.content.text = Some("您好".to_owned());
        assert_eq!(spoken(zh, &row), "周岚：您好");
        assert_eq!(spoken(Text::of(Locale::En), &row), "周岚: 您好");
        row.content.kind = ContentType::Notice;
        assert_eq!(spoken(zh, &row), "您好");
        row.content.text = None;
        assert_eq!(spoken(zh, &row), zh.unknown);
    }
}
