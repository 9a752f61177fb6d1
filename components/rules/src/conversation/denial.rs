//! Why an action on a conversation is denied, in words and as an answer.

use crate::language::Language;
use crate::order::Refused;
use kefu_contract::ProblemCode;

/// Why an action is denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// The action is for the other side.
    WrongRole,
    /// It is the conversation of another buyer.
    NotParticipant,
    /// It is closed.
    Closed,
    /// It is not closed.
    NotClosed,
    /// Nobody looks after it.
    Unassigned,
    /// Nobody else could look after it.
    NoColleague,
    /// Who looks after it is for supervisors to say.
    SupervisorAssigns,
    /// The buyer has been asked to rate and has not answered.
    RatingAsked,
    /// There is nothing to rate yet.
    NothingToRate,
    /// The buyer has rated.
    AlreadyRated,
    /// A human looks after it.
    HumanInCharge,
    /// A human has been asked for.
    HumanAsked,
    /// Status or action are not known to this version.
    Unknown,
}

impl Denial {
    /// The reason in words.
    pub fn text(self, lang: Language) -> &'static str {
        let (chinese, english) = match self {
            Self::WrongRole => ("当前身份不能执行此操作", "This is not for your role"),
            Self::NotParticipant => ("这不是您的会话", "This is not your conversation"),
            Self::Closed => ("会话已结束", "The conversation is closed"),
            Self::NotClosed => ("会话仍在进行", "The conversation is going on"),
            Self::Unassigned => ("会话尚未分配客服", "Nobody looks after the conversation"),
            Self::NoColleague => ("没有可以转接的同事", "There is no colleague to hand it to"),
            Self::SupervisorAssigns => {
                ("请使用转接，或由主管分配", "Hand it over with a reason, or ask a supervisor")
            }
            Self::RatingAsked => ("已邀请评价，等待买家回复", "The buyer has been asked to rate already"),
            Self::NothingToRate => ("会话结束后可以评价", "You can rate once the conversation is closed"),
            Self::AlreadyRated => ("已经评价过，谢谢", "You have rated already, thank you"),
            Self::HumanInCharge => ("客服正在为您服务", "A human is looking after you already"),
            Self::HumanAsked => ("已为您转接人工，请稍候", "A human has been asked for; please wait"),
            Self::Unknown => ("当前状态不支持此操作", "Not possible in this state"),
        };
        lang.pick(chinese, english)
    }

    /// The denial as an answer.
    pub(super) fn refused(self, lang: Language) -> Refused {
        let code = match self {
            Self::WrongRole | Self::NotParticipant | Self::SupervisorAssigns => ProblemCode::Forbidden,
            _ => ProblemCode::ActionNotAllowed,
        };
        Refused { detail: Some(self.text(lang).to_owned()), ..Refused::plain(code) }
    }
}
