//! What screen readers say by themselves.
//!
//! The list of messages is no live region: it would also read out history, older pages and its own redraws.
//! Instead one hidden region gets the words of what is news, and nothing else.

use super::catalogue::Count;
use super::text::Text;
use crate::kit::dom::{say, tree};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;

/// Words that come this close together are read out together, in milliseconds.
const BATCH_MS: u32 = 500;
/// More messages at once than this become a count.
const MOST_READ_OUT: u32 = 3;

/// A polite live region.
pub(super) struct Announcer {
    pub(super) root: Element,
    pending: Rc<RefCell<Pending>>,
    timer: RefCell<Option<Timeout>>,
}

/// What is to be said next, one line each.
#[derive(Default)]
struct Pending {
    /// Always said in full.
    remarks: String,
    messages: String,
    message_count: u32,
}

impl Announcer {
    pub(super) fn new() -> Self {
        let root = tree("div", "kefu-hidden", &[("aria-live", "polite"), ("data-announcer", "")], &[]);
        Self { root, pending: Rc::default(), timer: RefCell::default() }
    }

    /// Reads out a message soon; many at once become a number.
    pub(super) fn message(&self, text: &'static Text, words: &str) {
        self.wake(text);
        self.pending.borrow_mut().message(words);
    }

    /// Says something about what one does oneself.
    pub(super) fn remark(&self, text: &'static Text, words: &str) {
        self.wake(text);
        add_line(&mut self.pending.borrow_mut().remarks, words);
    }

    /// Forgets what has not been said yet.
    pub(super) fn hush(&self) {
        self.timer.take();
        self.pending.take();
    }

    fn wake(&self, text: &'static Text) {
        let pending = self.pending.borrow();
        if pending.remarks.is_empty() && pending.messages.is_empty() {
            // Emptied in between, so that the same words are news again.
            say(&self.root, "");
            let (root, pending) = (self.root.clone(), Rc::clone(&self.pending));
            let say_it = move || say(&root, &pending.take().words(text.jump));
            self.timer.replace(Some(Timeout::new(BATCH_MS, say_it)));
        }
    }
}

impl Pending {
    fn message(&mut self, words: &str) {
        self.message_count += 1;
        add_line(&mut self.messages, words);
    }

    fn words(mut self, count: Count) -> String {
        if self.message_count > MOST_READ_OUT {
            self.messages = count(self.message_count);
        }
        add_line(&mut self.remarks, &self.messages);
        self.remarks
    }
}

fn add_line(text: &mut String, words: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_messages_become_a_count_and_remarks_stay() {
        let words = |messages: usize| {
            let mut pending = Pending { remarks: "发送失败".to_owned(), ..Pending::default() };
            (0..messages).for_each(|_| pending.message("周岚：在"));
            pending.words(&|n| format!("{n} 条"))
        };
        assert_eq!(words(2), "发送失败\n周岚：在\n周岚：在");
        assert_eq!(words(4), "发送失败\n4 条");
    }
}
