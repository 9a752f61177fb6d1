//! Asking for events instead of streaming them, where something on the way holds streams back.
//!
//! A stream that ends before it has brought a single byte is mute. After a second one the core asks question after
//! question, each answered when there is something to tell, and now and then tries a stream again.

use crate::core::{Arrivals, Call, Core, Effect, Env, Failure};

/// So many mute streams in a row are no accident.
const MUTE: u32 = 2;
/// So many questions are asked before a stream is tried again.
const QUESTIONS: u32 = 30;

/// How the events come.
#[derive(Debug, Default)]
pub(super) struct Polling {
    /// Mute streams in a row.
    mute: u32,
    /// Questions asked since the last stream.
    asked: u32,
    /// Grows with every beginning, so that the answer to an older question is told apart.
    generation: u32,
}

impl Core {
    /// Opens a stream, or asks where streams stay mute.
    pub(super) fn open_stream(&mut self, out: &mut Vec<Effect>) {
        self.link.listening = true;
        self.link.stands = false;
        let polling = &mut self.link.polling;
        polling.generation += 1;
        if polling.mute >= MUTE {
            polling.asked = 0;
            out.push(Effect::Call(Call::Events(self.link.seq, polling.generation)));
        } else {
            polling.mute += 1;
            out.push(Effect::Listen(self.link.seq));
        }
    }

    pub(super) fn stream_spoke(&mut self) {
        self.link.polling.mute = 0;
    }

    /// The answer to a question; it may be one nobody waits for any more.
    pub(super) fn polled(
        &mut self,
        env: &mut dyn Env,
        generation: u32,
        result: Result<Arrivals, Failure>,
        out: &mut Vec<Effect>,
    ) {
        if generation != self.link.polling.generation || !self.link.listening {
            return;
        }
        let batch = match result {
            Ok(batch) => batch,
            Err(failure) => {
                // Next time a stream may get through where this did not.
                self.stream_spoke();
                self.stream_closed(env, &failure, out);
                return;
            }
        };
        self.link.failures = 0;
        self.stands(out);
        if batch.reset {
            self.start_over(batch.seq, out);
        } else if !batch.events.is_empty() {
            batch.events.into_iter().for_each(|event| self.event(env, event, out));
            // Others get no events passed on this way; they fetch what they miss.
            self.tell_lead(out);
        }
        // A hole among the events has opened a stream by itself.
        if generation != self.link.polling.generation {
            return;
        }
        self.link.polling.asked += 1;
        if self.link.polling.asked >= QUESTIONS {
            self.stream_spoke();
            self.open_stream(out);
        } else {
            out.push(Effect::Call(Call::Events(self.link.seq, generation)));
        }
    }
}
