//! What the shop answers by itself, and when people take over.

use serde::{Deserialize, Serialize};

/// Automatic replies (自动回复) and the assistant (智能客服). A shop that says nothing here is answered by people only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AssistantPolicy {
    /// Messages that need no question.
    pub automatic: AutomaticPolicy,
    /// Whether questions are answered from the knowledge base and from the buyer's orders, and handed over.
    pub answers: bool,
    /// An answer is given from this confidence on, in basis points; [`crate::rank::Index::confidence`] says what it
    /// counts.
    pub answer_from_bp: u32,
    /// How much better entries about the product of the conversation are taken to fit, in basis points of their score.
    pub product_bonus_bp: u32,
    /// After so many questions in a row that could not be answered, people take over.
    pub misses: u32,
    /// Most questions suggested with a message.
    pub suggestions: u32,
    /// How buyers say what the assistant has to know.
    pub words: AssistantWords,
}

impl Default for AssistantPolicy {
    fn default() -> Self {
        Self {
            automatic: AutomaticPolicy::default(),
            answers: false,
            answer_from_bp: 1_500,
            product_bonus_bp: 3_000,
            misses: 2,
            suggestions: 3,
            words: AssistantWords::default(),
        }
    }
}

/// Messages that need no question: at most one at a time, each at most once per visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AutomaticPolicy {
    /// Welcome whoever begins a visit (欢迎语).
    pub welcome: bool,
    /// Say how long the queue is while everybody at the desk is busy (忙碌回复).
    pub busy: bool,
    /// Say that nobody is at the desk (离开回复).
    pub away: bool,
    /// Say when the shop is back (非营业时间回复).
    pub after_hours: bool,
    /// The same message is not sent again within so many minutes, however many visits begin.
    pub min_gap_min: u32,
    /// With so many buyers waiting for everybody at the desk, all are busy.
    pub busy_from: u32,
    /// What the welcome says about the shop (店铺介绍), in Chinese.
    pub introduction_zh: String,
    /// The same in English.
    pub introduction_en: String,
}

impl Default for AutomaticPolicy {
    fn default() -> Self {
        Self {
            welcome: false,
            busy: false,
            away: false,
            after_hours: false,
            min_gap_min: 30,
            busy_from: 3,
            introduction_zh: String::new(),
            introduction_en: String::new(),
        }
    }
}

/// How buyers say what the assistant has to know, Chinese and English. Latin words stand alone; case and width do not
/// matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AssistantWords {
    /// A human is asked for (转人工).
    pub human: Vec<String>,
    /// The same, where it is all that is said: within a sentence it may mean something else.
    pub human_alone: Vec<String>,
    /// Anger.
    pub anger: Vec<String>,
    /// Complaints and quarrels about money, which are for people.
    pub money: Vec<String>,
    /// The buyer's own order is asked about (查订单、查物流).
    pub order: Vec<String>,
    /// Courtesies: nothing is asked where there is nothing else.
    pub courtesy: Vec<String>,
}

impl Default for AssistantWords {
    fn default() -> Self {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self {
            human: list(HUMAN),
            human_alone: list(HUMAN_ALONE),
            anger: list(ANGER),
            money: list(MONEY),
            order: list(ORDER),
            courtesy: list(COURTESY),
        }
    }
}

const HUMAN: &[&str] = &[
    "转人工",
    "人工客服",
    "人工服务",
    "找人工",
    "要人工",
    "接人工",
    "真人客服",
    "找真人",
    "要真人",
    "换真人",
    "找客服",
    "转客服",
    "不要机器人",
    "human",
    "real person",
    "live agent",
    "live chat",
    "speak to someone",
    "talk to someone",
    "speak to a person",
    "talk to a person",
    "representative",
    "not a bot",
];

const HUMAN_ALONE: &[&str] = &["人工", "客服", "转接", "agent", "operator", "person"];

const ANGER: &[&str] = &[
    "气死",
    "太过分",
    "什么态度",
    "态度差",
    "忽悠",
    "糊弄",
    "骗子",
    "骗人",
    "什么垃圾",
    "太垃圾",
    "真垃圾",
    "垃圾店",
    "垃圾客服",
    "垃圾质量",
    "坑人",
    "坑爹",
    "黑店",
    "无耻",
    "不要脸",
    "废物",
    "傻逼",
    "混蛋",
    "滚蛋",
    "给我滚",
    "受够",
    "忍无可忍",
    "furious",
    "ridiculous",
    "outrageous",
    "unacceptable",
    "scam",
    "scammer",
    "liar",
    "liars",
    "this is rubbish",
    "total rubbish",
    "this is garbage",
    "total garbage",
    "useless",
    "terrible service",
    "fed up",
    "sick of",
    "wtf",
    "fuck",
    "shit",
    "idiot",
    "idiots",
];

const MONEY: &[&str] = &[
    "投诉",
    "举报",
    "12315",
    "12345",
    "消协",
    "工商局",
    "工商投诉",
    "起诉",
    "律师",
    "曝光你",
    "维权",
    "仲裁",
    "平台介入",
    "小二介入",
    "不退款",
    "不给退",
    "不肯退",
    "拒绝退款",
    "拒绝了退款",
    "退款被拒",
    "退款纠纷",
    "少退",
    "多扣",
    "重复扣款",
    "扣了两次",
    "赔偿",
    "赔钱",
    "complaint",
    "complain",
    "dispute",
    "chargeback",
    "lawyer",
    "sue you",
    "take legal action",
    "compensation",
    "refused my refund",
    "refund was refused",
    "refund was rejected",
    "refuse to refund",
    "charged twice",
    "overcharged",
    "consumer protection",
];

const ORDER: &[&str] = &[
    "到哪了",
    "到哪里了",
    "到哪儿了",
    "查物流",
    "查快递",
    "查订单",
    "物流信息",
    "物流进度",
    "快递单号",
    "运单号",
    "我的快递呢",
    "我的快递在哪",
    "我的包裹呢",
    "我的包裹在哪",
    "我的订单呢",
    "我的订单在哪",
    "什么时候发货",
    "啥时候发货",
    "何时发货",
    "还没发货",
    "怎么还不发货",
    "发货了吗",
    "发货没",
    "还没到",
    "怎么还没收到",
    "多久能到",
    "where is my order",
    "where's my order",
    "where is my parcel",
    "where's my parcel",
    "where is my package",
    "where's my package",
    "track my",
    "tracking number",
    "has it shipped",
    "has my order",
    "when will my order",
    "when will it ship",
    "when will you ship",
    "when does it ship",
    "not arrived",
    "hasn't arrived",
    "not shipped",
];

const COURTESY: &[&str] = &[
    "你好",
    "您好",
    "在吗",
    "在么",
    "在不在",
    "有人吗",
    "亲",
    "哈喽",
    "谢谢",
    "感谢",
    "好的",
    "好",
    "嗯",
    "嗯嗯",
    "知道了",
    "明白了",
    "收到",
    "再见",
    "没事了",
    "请问",
    "hi",
    "hello",
    "hey",
    "thanks",
    "thank you",
    "thx",
    "ok",
    "okay",
    "bye",
    "good morning",
    "good afternoon",
    "good evening",
    "anybody there",
    "got it",
];
