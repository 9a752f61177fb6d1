//! The catalogue: one field per text, so that a missing translation does not compile.

mod en;
mod zh_cn;

pub(crate) use kefu_widgets::Locale;

/// The texts of a language.
pub(crate) fn texts(locale: Locale) -> &'static Texts {
    match locale {
        Locale::ZhCn => &zh_cn::TEXTS,
        Locale::En | Locale::Added(_) => &en::TEXTS,
    }
}

/// A text of the current language, as a closure for views: `{tr!(t.search)}`.
macro_rules! tr {
    ($texts:ident.$key:ident) => {
        move || $texts.get().$key
    };
    ($texts:ident.$key:ident($($argument:expr),+)) => {
        move || ($texts.get().$key)($($argument),+)
    };
}
pub(crate) use tr;

type Counted = fn(u32) -> String;
type Named = fn(&str) -> String;

/// Every text of the site itself; the widgets bring their own.
#[derive(Debug)]
pub(crate) struct Texts {
    // Everywhere.
    pub(crate) skip_to_content: &'static str,
    pub(crate) switch_language: &'static str,
    pub(crate) switch_language_short: &'static str,
    pub(crate) theme_auto: &'static str,
    pub(crate) theme_light: &'static str,
    pub(crate) theme_dark: &'static str,
    pub(crate) sound_on: &'static str,
    pub(crate) sound_off: &'static str,
    pub(crate) close: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) loading: &'static str,
    pub(crate) error_title: &'static str,
    pub(crate) error_unreachable: &'static str,
    pub(crate) error_status: Counted,
    pub(crate) error_unreadable: &'static str,
    pub(crate) not_found_title: &'static str,
    pub(crate) not_found_text: &'static str,
    pub(crate) product_gone_title: &'static str,
    pub(crate) product_gone_text: &'static str,
    pub(crate) back_to_shop: &'static str,

    // Shop: frame.
    pub(crate) shop_name: &'static str,
    pub(crate) shop_line: &'static str,
    pub(crate) search: &'static str,
    pub(crate) search_placeholder: &'static str,
    pub(crate) viewing_as: &'static str,
    pub(crate) viewing_as_named: Named,
    pub(crate) identity_hint: &'static str,
    pub(crate) identity_search: &'static str,
    pub(crate) identity_none: &'static str,
    pub(crate) service: &'static str,
    pub(crate) unread_messages: Counted,
    pub(crate) ask_service: &'static str,
    pub(crate) chat_opening: &'static str,
    pub(crate) chat_failed: &'static str,
    pub(crate) reload: &'static str,
    pub(crate) footer_line: &'static str,
    pub(crate) footer_workbench: &'static str,
    pub(crate) footer_workbench_line: &'static str,

    // Shop: home.
    pub(crate) all_products: &'static str,
    pub(crate) categories: &'static str,
    pub(crate) all_categories: &'static str,
    pub(crate) product_count: Counted,
    pub(crate) no_products_title: &'static str,
    pub(crate) no_products_text: &'static str,
    pub(crate) show_all: &'static str,
    pub(crate) sold: Named,
    pub(crate) reviews_counted: Counted,
    pub(crate) price_now: &'static str,
    pub(crate) price_before: &'static str,
    pub(crate) stars: Named,
    pub(crate) promise_ship: &'static str,
    pub(crate) promise_return: &'static str,
    pub(crate) promise_human: &'static str,

    // Shop: product.
    pub(crate) breadcrumb: &'static str,
    pub(crate) gallery: &'static str,
    pub(crate) picture_of: fn(u32, u32) -> String,
    pub(crate) previous_picture: &'static str,
    pub(crate) next_picture: &'static str,
    pub(crate) offers: &'static str,
    pub(crate) promises: &'static str,
    pub(crate) quantity: &'static str,
    pub(crate) fewer: &'static str,
    pub(crate) more: &'static str,
    pub(crate) in_stock: Counted,
    pub(crate) out_of_stock: &'static str,
    pub(crate) add_to_cart: &'static str,
    pub(crate) added: &'static str,
    pub(crate) cart_is_full: &'static str,
    pub(crate) view_cart: &'static str,
    pub(crate) attributes: &'static str,
    pub(crate) description: &'static str,
    pub(crate) reviews: &'static str,
    pub(crate) no_reviews: &'static str,
    pub(crate) shop_reply: &'static str,
    pub(crate) related: &'static str,

    // Shop: cart.
    pub(crate) cart: &'static str,
    pub(crate) cart_counted: Counted,
    pub(crate) cart_empty_title: &'static str,
    pub(crate) cart_empty_text: &'static str,
    pub(crate) remove: Named,
    pub(crate) subtotal: &'static str,
    pub(crate) cart_ask: &'static str,
    pub(crate) cart_keep_shopping: &'static str,

    // Workbench.
    pub(crate) workbench: &'static str,
    pub(crate) sign_in_title: &'static str,
    pub(crate) sign_in_text: &'static str,
    pub(crate) role_agent: &'static str,
    pub(crate) role_supervisor: &'static str,
    pub(crate) sections: &'static str,
    pub(crate) reception: &'static str,
    pub(crate) shop_link: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) signed_out_title: &'static str,
    pub(crate) signed_out_text: &'static str,
    pub(crate) sign_in_again: &'static str,
    pub(crate) connecting: &'static str,
    pub(crate) live: &'static str,
    pub(crate) catching_up: &'static str,
    pub(crate) offline: &'static str,

    // Workbench: list.
    pub(crate) conversations: &'static str,
    pub(crate) find_conversation: &'static str,
    pub(crate) filter: &'static str,
    pub(crate) filter_all: &'static str,
    pub(crate) filter_waiting: &'static str,
    pub(crate) filter_mine: &'static str,
    pub(crate) none_yet_title: &'static str,
    pub(crate) none_yet_text: &'static str,
    pub(crate) none_waiting_title: &'static str,
    pub(crate) none_waiting_text: &'static str,
    pub(crate) none_mine_title: &'static str,
    pub(crate) none_mine_text: &'static str,
    pub(crate) none_found_title: &'static str,
    pub(crate) none_found_text: &'static str,
    pub(crate) no_message: &'static str,
    pub(crate) product_message: Named,
    pub(crate) you_prefix: &'static str,
    pub(crate) yesterday: &'static str,
    pub(crate) days: Counted,
    pub(crate) waiting: &'static str,
    pub(crate) waiting_warn: &'static str,
    pub(crate) waiting_breach: &'static str,

    // Workbench: panes.
    pub(crate) resize_list: &'static str,
    pub(crate) resize_context: &'static str,
    pub(crate) chat: &'static str,
    pub(crate) choose_title: &'static str,
    pub(crate) choose_text: &'static str,
    pub(crate) back_to_list: &'static str,
    pub(crate) context: &'static str,
    pub(crate) context_empty: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) customer_id: &'static str,
    pub(crate) asked_about: &'static str,
    pub(crate) no_product: &'static str,
    pub(crate) open_product: &'static str,
    pub(crate) facts: &'static str,
    pub(crate) status: &'static str,
    pub(crate) status_open: &'static str,
    pub(crate) status_snoozed: &'static str,
    pub(crate) status_closed: &'static str,
    pub(crate) since: &'static str,
    pub(crate) assignee: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) tags: &'static str,
    pub(crate) order: &'static str,
    pub(crate) none: &'static str,
    pub(crate) not_waiting: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        let en = texts(Locale::En);
        assert_eq!((en.product_count)(1), "1 product");
        assert_eq!((en.product_count)(0), "0 products");
        assert_eq!((en.days)(1), "1 day");
    }
}
