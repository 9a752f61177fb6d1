//! Variants of products: one value chosen of each option.

use super::{Catalogue, Product};
use crate::locale::{Locale, Text};
use kefu_contract::{OrderLine, SkuId};

impl Product {
    /// The variant with these values, by their indices: its id, e.g. `notebook-01.0-2`, and its words. Inside there is
    /// nothing for a product without options; outside nothing for a choice it does not offer.
    pub(crate) fn variant(&self, choice: &[usize]) -> Option<Option<(SkuId, Text)>> {
        let options = &self.page.options;
        if choice.len() != options.len() {
            return None;
        }
        if options.is_empty() {
            return Some(None);
        }
        let mut chosen = Vec::with_capacity(choice.len());
        for (option, index) in options.iter().zip(choice) {
            chosen.push((&option.name, option.values.get(*index)?));
        }
        let zh: Vec<_> = chosen.iter().map(|(name, value)| format!("{}：{}", name.zh, value.zh)).collect();
        let en: Vec<_> = chosen.iter().map(|(name, value)| format!("{}: {}", name.en, value.en)).collect();
        let places: Vec<_> = choice.iter().map(usize::to_string).collect();
        let id = SkuId(format!("{}.{}", self.id, places.join("-")));
        Some(Some((id, Text::new(zh.join("；"), en.join("; ")))))
    }

    /// The indices a variant's id stands for.
    pub(crate) fn choice(&self, sku: &SkuId) -> Option<Vec<usize>> {
        let places = sku.as_str().strip_prefix(self.id.as_str())?.strip_prefix('.')?;
        places.split('-').map(|place| place.parse().ok()).collect()
    }
}

impl Catalogue {
    /// Puts title and variant of a line into the reader's language. What is no longer called so stays as it was bought.
    pub(crate) fn localise_line(&self, line: &mut OrderLine, locale: Locale) {
        self.localise_title(&line.product_id, &mut line.title, locale);
        let words = line.sku_id.as_ref().zip(self.find(&line.product_id)).and_then(|(sku, product)| {
            let (_, words) = product.variant(&product.choice(sku)?)??;
            Some(words)
        });
        if let Some(words) = words.filter(|words| line.sku.as_ref() == Some(&words.zh)) {
            line.sku = Some(words.get(locale).to_owned());
        }
    }
}
