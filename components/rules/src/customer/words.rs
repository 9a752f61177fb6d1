//! What staff call the types and stages of customers.

use crate::language::Language;
use kefu_contract::{JourneyStage, Temperament, Tier};

/// A member tier in words; its own name where it is of another version.
pub fn tier(tier: &Tier, language: Language) -> &str {
    let (chinese, english) = match tier {
        Tier::Regular => ("普通会员", "regular members"),
        Tier::Senior => ("高级会员", "senior members"),
        Tier::Vip => ("VIP 会员", "VIP members"),
        Tier::SupremeVip => ("至尊 VIP", "supreme VIP members"),
        Tier::Other(name) => (name.as_str(), name.as_str()),
    };
    language.pick(chinese, english)
}

/// A way to be served in words; its own name where it is of another version.
pub fn temperament(temperament: &Temperament, language: Language) -> &str {
    let (chinese, english) = match temperament {
        Temperament::Perfectionist => ("完美主义型", "Perfectionist"),
        Temperament::HotTempered => ("暴躁型", "Hot-tempered"),
        Temperament::Refuser => ("拒绝型", "Distrustful"),
        Temperament::Bargainer => ("杀价型", "Bargainer"),
        Temperament::PleadsPoverty => ("哭穷型", "Pleads poverty"),
        Temperament::Talkative => ("唠叨型", "Talkative"),
        Temperament::EasyGoing => ("和气型", "Easy-going"),
        Temperament::Proud => ("傲娇型", "Proud"),
        Temperament::Difficult => ("刁钻型", "Difficult"),
        Temperament::Silent => ("沉默型", "Silent"),
        Temperament::Other(name) => (name.as_str(), name.as_str()),
    };
    language.pick(chinese, english)
}

/// A stage in words; its own name where it is of another version.
pub fn journey(stage: &JourneyStage, language: Language) -> &str {
    let (chinese, english) = match stage {
        JourneyStage::Potential => ("潜在客户", "Potential"),
        JourneyStage::Target => ("目标客户", "Target"),
        JourneyStage::AboutToBuy => ("准客户", "About to buy"),
        JourneyStage::Bought => ("成交客户", "Has bought"),
        JourneyStage::Loyal => ("忠诚客户", "Loyal"),
        JourneyStage::Other(name) => (name.as_str(), name.as_str()),
    };
    language.pick(chinese, english)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: for<'a> From<&'a str>>(known: &[&str], words: impl for<'a> Fn(&'a T, Language) -> &'a str) {
        for name in known {
            let value = T::from(name);
            let (chinese, english) = (words(&value, Language::Chinese), words(&value, Language::English));
            assert!(chinese != english && english != *name && english.is_ascii(), "{name}");
        }
        assert_eq!(words(&T::from("founder"), Language::English), "founder");
    }

    #[test]
    fn everything_has_words_in_both_languages() {
        check(Tier::KNOWN, tier);
        check(Temperament::KNOWN, temperament);
        check(JourneyStage::KNOWN, journey);
    }
}
