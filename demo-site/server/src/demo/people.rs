//! Who is in the demo shop.

use crate::{locale::Text, store::DemoPerson};
use kefu_contract::{Person, Role};
use kefu_rules::rfm::Tier;

/// What a buyer is to the shop. The demo's orders are made so that it is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Has never been here.
    FirstVisit,
    /// Has never paid for anything.
    Newcomer,
    /// Has paid for so many orders, which make this tier.
    Member(Tier, u32),
}

const fn regular(orders: u32) -> Standing {
    Standing::Member(Tier::Regular, orders)
}

const fn senior(orders: u32) -> Standing {
    Standing::Member(Tier::Senior, orders)
}

const fn vip(orders: u32) -> Standing {
    Standing::Member(Tier::Vip, orders)
}

const fn supreme(orders: u32) -> Standing {
    Standing::Member(Tier::Supreme, orders)
}

/// In the order of their ids, `buyer-1` first. The first one has neither conversation nor order yet.
pub(super) const BUYERS: [(&str, Standing); 50] = [
    ("林小满", Standing::FirstVisit),
    ("晚风拾柿", supreme(12)),
    ("Emma Clarke", senior(3)),
    ("陈知夏", vip(7)),
    ("老顾爱喝茶", vip(9)),
    ("一只发呆的猫", regular(1)),
    ("Lucas Meyer", regular(1)),
    ("苏木", senior(4)),
    ("阿黎在路上", Standing::Newcomer),
    ("何所冬暖", senior(5)),
    ("Priya Nair", vip(6)),
    ("江南有雨", regular(2)),
    ("豆豆妈咪", supreme(15)),
    ("周末烤面包", senior(3)),
    ("Tom Whitfield", Standing::Newcomer),
    ("沈青禾", vip(8)),
    ("小鹿慢慢走", regular(1)),
    ("程一诺", Standing::Newcomer),
    ("山下有棵树", senior(4)),
    ("Sofia Rossi", senior(3)),
    ("吴语", regular(2)),
    ("橘子汽水", regular(1)),
    ("许南乔", vip(6)),
    ("北城以北", Standing::Newcomer),
    ("Hannah Okafor", regular(1)),
    ("宋七七", senior(5)),
    ("木子李的书房", vip(10)),
    ("半糖去冰", regular(2)),
    ("罗小河", Standing::Newcomer),
    ("Daniel Park", senior(4)),
    ("梅子黄时", regular(1)),
    ("韩松", regular(2)),
    ("云朵收藏家", vip(7)),
    ("方糖不加奶", senior(3)),
    ("Grace Lin", vip(8)),
    ("秦晓", Standing::Newcomer),
    ("冬至的汤圆", regular(1)),
    ("叶知秋", supreme(18)),
    ("二楼的窗", regular(2)),
    ("Oliver Bennett", Standing::Newcomer),
    ("唐果果", senior(4)),
    ("行李箱里的夏天", regular(1)),
    ("顾盼", vip(6)),
    ("魏来", regular(1)),
    ("Mia Johansson", senior(3)),
    ("白露未晞", regular(2)),
    ("石榴籽", Standing::Newcomer),
    ("丁叮当", senior(5)),
    ("Noah Williams", regular(1)),
    ("暮色四合", vip(9)),
];

/// Further customers, who have ordered but are not on the sign-in list; their ids go on counting.
const CUSTOMERS: [&str; 62] = [
    "青梅煮酒时",
    "阿福",
    "麦田守望",
    "Ingrid Solberg",
    "落落大方",
    "蒋小棠",
    "橙子味的风",
    "老陶",
    "鱼丸粗面",
    "安之",
    "Marcus Tan",
    "雨后的竹子",
    "贺兰",
    "星期八",
    "小满胜万全",
    "孙一苇",
    "土豆炖牛腩",
    "西西里的猫",
    "邵文",
    "柚子茶三分甜",
    "Chloe Dubois",
    "阿砚",
    "拾光的人",
    "田田圈",
    "白日梦蓝",
    "乔木",
    "桂花落满肩",
    "吕晨",
    "山茶与狗",
    "红豆沙",
    "Ben Harper-Lowe",
    "栗子壳",
    "简单点",
    "丸子头",
    "林间小路",
    "闻笛",
    "海盐芝士",
    "蔡京生",
    "猫的第七条命",
    "一叶舟",
    "Yuki Tanaka",
    "冷杉",
    "糯米团子",
    "彭小彭",
    "池塘边的榕树",
    "阿May",
    "左手边",
    "谷雨",
    "温故",
    "窗台上的薄荷",
    "Aisha Rahman",
    "纸短情长",
    "杜若",
    "三月不减肥",
    "郭靖安",
    "米粒",
    "长安少年",
    "Peter Novak",
    "晴耕雨读",
    "芒果西米露",
    "方寸",
    "今天也要吃早饭",
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
    pub(super) customers: Vec<Person>,
    pub(super) staff: Vec<Person>,
    pub(super) bot: Person,
}

impl Cast {
    pub(super) fn new() -> Self {
        let names = |people: Vec<DemoPerson>| people.into_iter().map(|one| one.person).collect();
        Self {
            buyers: names(buyers()),
            customers: names(customers()),
            staff: names(staff()),
            bot: bot().person,
        }
    }
}

/// Whether somebody writes English; it shows in the name.
pub(super) fn writes_english(name: &str) -> bool {
    name.is_ascii()
}

/// Ranks follow the table.
fn buyers() -> Vec<DemoPerson> {
    let buyer = |(number, (name, standing)): (i64, (&str, Standing))| {
        entry(&format!("buyer-{number}"), name, Role::Buyer, tagline(name, standing), Some(number))
    };
    (1..).zip(BUYERS).map(buyer).collect()
}

fn customers() -> Vec<DemoPerson> {
    let customer = |(number, name): (usize, &str)| {
        entry(&format!("buyer-{number}"), name, Role::Buyer, Text::new("顾客", "Customer"), None)
    };
    (BUYERS.len() + 1..).zip(CUSTOMERS).map(customer).collect()
}

/// What the sign-in shows beside a name.
fn tagline(name: &str, standing: Standing) -> Text {
    let Text { zh, en } = match standing {
        Standing::FirstVisit => Text::new("新客 · 第一次来", "New customer · first visit"),
        Standing::Newcomer => Text::new("新客", "New customer"),
        Standing::Member(tier, orders) => {
            let (zh, en) = match tier {
                Tier::Regular => ("普通会员", "Regular member"),
                Tier::Senior => ("高级会员", "Senior member"),
                Tier::Vip => ("VIP", "VIP"),
                Tier::Supreme => ("至尊 VIP", "Supreme VIP"),
            };
            let plural = if orders == 1 { "" } else { "s" };
            Text::new(format!("{zh} · {orders} 单"), format!("{en} · {orders} order{plural}"))
        }
    };
    if writes_english(name) {
        Text::new(format!("{zh} · 英语"), format!("{en} · English"))
    } else {
        Text { zh, en }
    }
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
    buyers().into_iter().chain(customers()).chain(staff()).chain([bot()]).collect()
}

fn entry(id: &str, name: &str, role: Role, tagline: Text, rank: Option<i64>) -> DemoPerson {
    let avatar_url = Some(format!("/demo/avatars/{id}.svg"));
    DemoPerson { person: Person { id: id.into(), name: name.to_owned(), role, avatar_url }, tagline, rank }
}
