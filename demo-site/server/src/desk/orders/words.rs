//! What the shop says to a buyer about an order, in both languages. Never blaming, never pressing.

use crate::{
    catalogue::Catalogue,
    locale::{Locale, Text},
};
use kefu_contract::{DeadlineKind, LineId, Order, OrderLine, Timestamp};
use kefu_rules::order::deadlines;

/// The title of a line in both languages; as it was bought where the product has another one now.
fn title(catalogue: &Catalogue, line: &OrderLine) -> Text {
    let title = |locale| {
        let mut title = line.title.clone();
        catalogue.localise_title(&line.product_id, &mut title, locale);
        title
    };
    Text::new(title(Locale::ZhCn), title(Locale::En))
}

/// Some lines of an order: the first one by its title, the others by their number.
fn goods<'a>(catalogue: &Catalogue, lines: impl IntoIterator<Item = &'a OrderLine>) -> Text {
    let mut lines = lines.into_iter();
    let Some(first) = lines.next() else { return Text::new("商品", "the goods") };
    let Text { zh, en } = title(catalogue, first);
    match lines.count() {
        0 => Text::new(format!("“{zh}”"), format!("“{en}”")),
        more => Text::new(format!("“{zh}”等 {} 款商品", more + 1), format!("“{en}” and {more} more")),
    }
}

/// A moment as a clock on the shop's wall shows it.
pub(crate) fn wall_time(at: Timestamp, utc_offset_min: i32) -> Text {
    let local = at.plus_ms(i64::from(utc_offset_min) * 60_000).to_string();
    // `2026-11-20T08:30:00.000Z`: the form is fixed.
    let (date, time) = (local.get(5..10).unwrap_or_default(), local.get(11..16).unwrap_or_default());
    let (month, day) = date.split_once('-').unwrap_or_default();
    Text::new(format!("{month}月{day}日 {time}"), format!("{time} on {month}-{day}"))
}

/// Reminds kindly that an order waits to be paid.
pub(super) fn unpaid(catalogue: &Catalogue, order: &Order, utc_offset_min: i32) -> Text {
    let Text { zh, en } = goods(catalogue, &order.lines);
    let until =
        deadlines::find(order, &DeadlineKind::Pay).map(|deadline| wall_time(deadline.at, utc_offset_min));
    let Text { zh: until_zh, en: until_en } = match until {
        Some(Text { zh, en }) => Text::new(format!("，会保留到 {zh}"), format!(" until {en}")),
        None => Text::new("", ""),
    };
    Text::new(
        format!(
            "您好，您拍下的{zh}还为您留着{until_zh}，付款后我们尽快为您发货。如果付款不方便，或者想换款式、改地址，随时告诉我们。"
        ),
        format!(
            "Hello! We are keeping {en} for you{until_en}, and will send it as soon as it is paid. If paying is a bother, or you would like another variant or address, just tell us here."
        ),
    )
}

/// Asks whether the address on the card is right.
pub(super) fn address(language: Locale) -> &'static str {
    match language {
        Locale::ZhCn => "您好，发货前想和您核对一下收货地址。没有问题的话请确认，需要修改也请告诉我们。",
        Locale::En => {
            "Hello! Before we send your order, could you check the delivery address? Please confirm it if it is right, or tell us what to change."
        }
    }
}

/// Says that lines cannot be sent, and offers what can be done; with the agent's own words, where there are any.
pub(super) fn out_of_stock(
    catalogue: &Catalogue,
    order: &Order,
    lines: &[LineId],
    note: Option<&str>,
    language: Locale,
) -> String {
    let Text { zh, en } = goods(catalogue, order.lines.iter().filter(|line| lines.contains(&line.id)));
    let text = Text::new(
        format!(
            "非常抱歉，订单 {} 中的{zh}暂时缺货。您可以换一款、马上退款，或者等到货再发，我们会随单附上一份小礼物。您看哪种方便？",
            order.number
        ),
        format!(
            "We are very sorry: {en} in order {} is out of stock. You can swap it for something else, have the money back at once, or wait for it; then we add a small gift. Which would you like?",
            order.number
        ),
    );
    match note {
        Some(note) => format!("{}\n{note}", text.get(language)),
        None => text.get(language).to_owned(),
    }
}

/// The buyer's own wish for the parcel to leave soon.
pub(super) fn hurry(language: Locale) -> &'static str {
    match language {
        Locale::ZhCn => "麻烦尽快发货，谢谢。",
        Locale::En => "Please send it soon. Thank you.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_the_shops() {
        let at = Timestamp::parse("2026-11-20T18:30:00Z").unwrap();
        assert_eq!(wall_time(at, 480), Text::new("11月21日 02:30", "02:30 on 11-21"));
    }
}
