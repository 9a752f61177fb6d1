//! Who is in the demo shop.

use crate::{locale::Text, store::DemoPerson};
use kefu_contract::{Person, Role};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// A buyer: nickname, and what the sign-in shows beside it in both languages.
type Buyer = (&'static str, &'static str, &'static str);

/// In the order of their ids, `buyer-1` first. The first one has no conversation yet.
const BUYERS: [Buyer; 50] = [
    ("林小满", "新客 · 第一次来", "New customer · first visit"),
    ("晚风拾柿", "至尊 VIP · 12 单", "Supreme VIP · 12 orders"),
    ("Emma Clarke", "高级会员 · 3 单 · 英语", "Senior member · 3 orders · English"),
    ("陈知夏", "VIP · 7 单", "VIP · 7 orders"),
    ("老顾爱喝茶", "VIP · 9 单", "VIP · 9 orders"),
    ("一只发呆的猫", "普通会员 · 1 单", "Regular member · 1 order"),
    ("Lucas Meyer", "普通会员 · 1 单 · 英语", "Regular member · 1 order · English"),
    ("苏木", "高级会员 · 4 单", "Senior member · 4 orders"),
    ("阿黎在路上", "新客", "New customer"),
    ("何所冬暖", "高级会员 · 5 单", "Senior member · 5 orders"),
    ("Priya Nair", "VIP · 6 单 · 英语", "VIP · 6 orders · English"),
    ("江南有雨", "普通会员 · 2 单", "Regular member · 2 orders"),
    ("豆豆妈咪", "至尊 VIP · 15 单", "Supreme VIP · 15 orders"),
    ("周末烤面包", "高级会员 · 3 单", "Senior member · 3 orders"),
    ("Tom Whitfield", "新客 · 英语", "New customer · English"),
    ("沈青禾", "VIP · 8 单", "VIP · 8 orders"),
    ("小鹿慢慢走", "普通会员 · 1 单", "Regular member · 1 order"),
    ("程一诺", "新客", "New customer"),
    ("山下有棵树", "高级会员 · 4 单", "Senior member · 4 orders"),
    ("Sofia Rossi", "高级会员 · 3 单 · 英语", "Senior member · 3 orders · English"),
    ("吴语", "普通会员 · 2 单", "Regular member · 2 orders"),
    ("橘子汽水", "普通会员 · 1 单", "Regular member · 1 order"),
    ("许南乔", "VIP · 6 单", "VIP · 6 orders"),
    ("北城以北", "新客", "New customer"),
    ("Hannah Okafor", "普通会员 · 1 单 · 英语", "Regular member · 1 order · English"),
    ("宋七七", "高级会员 · 5 单", "Senior member · 5 orders"),
    ("木子李的书房", "VIP · 10 单", "VIP · 10 orders"),
    ("半糖去冰", "普通会员 · 2 单", "Regular member · 2 orders"),
    ("罗小河", "新客", "New customer"),
    ("Daniel Park", "高级会员 · 4 单 · 英语", "Senior member · 4 orders · English"),
    ("梅子黄时", "普通会员 · 1 单", "Regular member · 1 order"),
    ("韩松", "普通会员 · 2 单", "Regular member · 2 orders"),
    ("云朵收藏家", "VIP · 7 单", "VIP · 7 orders"),
    ("方糖不加奶", "高级会员 · 3 单", "Senior member · 3 orders"),
    ("Grace Lin", "VIP · 8 单 · 英语", "VIP · 8 orders · English"),
    ("秦晓", "新客", "New customer"),
    ("冬至的汤圆", "普通会员 · 1 单", "Regular member · 1 order"),
    ("叶知秋", "至尊 VIP · 18 单", "Supreme VIP · 18 orders"),
    ("二楼的窗", "普通会员 · 2 单", "Regular member · 2 orders"),
    ("Oliver Bennett", "新客 · 英语", "New customer · English"),
    ("唐果果", "高级会员 · 4 单", "Senior member · 4 orders"),
    ("行李箱里的夏天", "普通会员 · 1 单", "Regular member · 1 order"),
    ("顾盼", "VIP · 6 单", "VIP · 6 orders"),
    ("魏来", "普通会员 · 1 单", "Regular member · 1 order"),
    ("Mia Johansson", "高级会员 · 3 单 · 英语", "Senior member · 3 orders · English"),
    ("白露未晞", "普通会员 · 2 单", "Regular member · 2 orders"),
    ("石榴籽", "新客", "New customer"),
    ("丁叮当", "高级会员 · 5 单", "Senior member · 5 orders"),
    ("Noah Williams", "普通会员 · 1 单 · 英语", "Regular member · 1 order · English"),
    ("暮色四合", "VIP · 9 单", "VIP · 9 orders"),
];

/// Id, name, role and what they do.
const STAFF: [(&str, &str, Role, &str, &str); 4] = [
    ("agent-1", "周岚", Role::Agent, "客服 · 售前与售中", "Agent · before and during the sale"),
    ("agent-2", "孟一帆", Role::Agent, "客服 · 售后", "Agent · after the sale"),
    ("agent-3", "Claire Wu", Role::Agent, "客服 · 英语", "Agent · English"),
    ("supervisor-1", "何静", Role::Supervisor, "客服主管", "Supervisor"),
];

/// Everybody in the shop.
#[derive(Debug)]
pub(super) struct Cast {
    pub(super) buyers: Vec<Person>,
    pub(super) staff: Vec<Person>,
    pub(super) bot: Person,
}

impl Cast {
    pub(super) fn new() -> Self {
        let names = |people: Vec<DemoPerson>| people.into_iter().map(|one| one.person).collect();
        Self { buyers: names(buyers()), staff: names(staff()), bot: bot().person }
    }
}

/// Ranks follow the table.
fn buyers() -> Vec<DemoPerson> {
    let buyer = |(number, (name, zh, en)): (i64, Buyer)| {
        entry(&format!("buyer-{number}"), name, Role::Buyer, Text::new(zh, en), Some(number))
    };
    (1..).zip(BUYERS).map(buyer).collect()
}

/// Ranks follow the table, after every buyer.
fn staff() -> Vec<DemoPerson> {
    (1_001..)
        .zip(STAFF)
        .map(|(rank, (id, name, role, zh, en))| entry(id, name, role, Text::new(zh, en), Some(rank)))
        .collect()
}

/// The automatic answerer; nobody signs in as it.
fn bot() -> DemoPerson {
    entry("bot", "小柿", Role::Bot, Text::new("自动应答", "Automatic answers"), None)
}

/// Everybody with what the sign-in shows of them.
pub(super) fn everybody() -> Vec<DemoPerson> {
    buyers().into_iter().chain(staff()).chain([bot()]).collect()
}

fn entry(id: &str, name: &str, role: Role, tagline: Text, rank: Option<i64>) -> DemoPerson {
    let avatar_url = Some(format!("/demo/avatars/{id}.svg"));
    DemoPerson { person: Person { id: id.into(), name: name.to_owned(), role, avatar_url }, tagline, rank }
}

/// Some buyer's nickname.
pub(super) fn nickname(rng: &mut ChaCha8Rng) -> &'static str {
    BUYERS[rng.random_range(0..BUYERS.len())].0
}
