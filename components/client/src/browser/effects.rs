//! Carrying out the core's effects.

use crate::browser::client::{Inner, Listener};
use crate::browser::http::Refused;
use crate::browser::stream::{self, Told};
use crate::browser::tabs::Tabs;
use crate::core::{Call, Change, Effect, Failure, Input, Reply, TabNews, TabRole, Timer};
use gloo_timers::callback::Timeout;
use kefu_contract::{Problem, ProblemCode};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;

/// Silence allowed on the stream while the session's own value is not known, in seconds.
const DEFAULT_HEARTBEAT_S: u32 = 15;

impl Inner {
    pub(super) fn dispatch(self: &Rc<Self>, input: Input) {
        if self.closed.get() {
            return;
        }
        let effects = self.core.borrow_mut().step(&mut *self.outside.env.borrow_mut(), input);
        let mut changes: Vec<Change> = Vec::new();
        for effect in effects {
            match effect {
                Effect::Changed(change) if changes.contains(&change) => {}
                Effect::Changed(change) => changes.push(change),
                other => self.carry_out(other),
            }
        }
        changes.iter().for_each(|change| self.tell_views(change));
    }

    pub(super) fn tell_views(&self, change: &Change) {
        let listeners: Vec<Listener> = self.listeners.borrow().iter().map(|(_, l)| Rc::clone(l)).collect();
        listeners.iter().for_each(|listener| listener(change));
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Call(call) => self.call(call),
            Effect::Listen(seq) if self.is_undecided() => self.undecided.set(Some(seq)),
            Effect::Listen(seq) => self.start_stream(seq),
            Effect::StopListening => self.stop_stream(),
            Effect::Wait(timer, ms) => self.wait(timer, ms),
            Effect::Save(save) => self.enqueue(save),
            Effect::Tell(news) => self.tell(news),
            Effect::Reload => self.reload(),
            Effect::LoadCached(id) => self.load_messages(id),
            Effect::LoadDocument(of) => self.load_document(of),
            Effect::Changed(_) => {}
        }
    }

    fn call(self: &Rc<Self>, call: Call) {
        let inner = Rc::clone(self);
        let epoch = self.core.borrow().epoch();
        spawn_local(async move {
            let begun = js_sys::Date::now();
            let answer = inner.ask(&call).await;
            // Of another identity by now: nobody here has asked.
            if inner.core.borrow().epoch() != epoch {
                return;
            }
            let result = match answer {
                Ok(Reply::Session(mut session)) => {
                    // The server looked at its clock half-way through the call.
                    session.server_time.unix_ms += ((js_sys::Date::now() - begun) / 2.0) as i64;
                    Ok(Reply::Session(session))
                }
                Ok(reply) => Ok(reply),
                Err(Refused { failure, current }) => {
                    if let Some(current) = current {
                        inner.dispatch(Input::Document(Box::new(current)));
                    }
                    Err(failure)
                }
            };
            inner.dispatch(Input::Answer(call, result));
        });
    }

    async fn ask(&self, call: &Call) -> Result<Reply, Refused> {
        let Call::Upload(attachment) = call else { return self.http.call(call, None).await };
        match self.file(&attachment.key).await {
            Some(file) => self.http.call(call, Some(&file)).await,
            None => {
                let problem = Problem::new(ProblemCode::NotFound, "The browser has not kept the file");
                Err(Failure::Problem(Box::new(problem)).into())
            }
        }
    }

    fn wait(self: &Rc<Self>, timer: Timer, ms: u32) {
        let weak = Rc::downgrade(self);
        let fired = timer.clone();
        let timeout = Timeout::new(ms, move || {
            if let Some(inner) = weak.upgrade() {
                inner.dispatch(Input::Timer(fired));
            }
        });
        let mut timers = self.timers.borrow_mut();
        timers.retain(|(other, _)| *other != timer);
        timers.push((timer, timeout));
    }

    fn start_stream(self: &Rc<Self>, seq: u64) {
        self.stop_stream();
        let Ok(controller) = AbortController::new() else { return };
        self.stream.replace(Some(controller.clone()));
        let heartbeat =
            self.core.borrow().session().map_or(DEFAULT_HEARTBEAT_S, |session| session.stream.heartbeat_s);
        let silence_ms = heartbeat.clamp(1, 120) * 2_000 + 1_000;
        let inner = Rc::clone(self);
        spawn_local(async move {
            // A stream replaced by a newer one must not report any more.
            let is_current = || inner.stream.borrow().as_ref() == Some(&controller);
            let failure = stream::listen(&inner.http, seq, silence_ms, &controller, |told| {
                if !is_current() {
                    return;
                }
                match told {
                    Told::Opened => inner.dispatch(Input::StreamOpened),
                    Told::Frame(frame) => {
                        if let Some(tabs) = inner.tabs.borrow().as_ref() {
                            tabs.pass_on(&frame);
                        }
                        if let Some(input) = stream::read(&frame) {
                            inner.dispatch(input);
                        }
                    }
                }
            })
            .await;
            if is_current() {
                inner.dispatch(Input::StreamClosed(failure));
            }
        });
    }

    /// Whether it is not known yet which tab leads. Without a store there is nothing to share with other tabs.
    fn is_undecided(&self) -> bool {
        self.tabs.borrow().as_ref().is_some_and(|tabs| !tabs.is_decided())
    }

    pub(super) fn tell(&self, news: TabNews) {
        if let Some(tabs) = self.tabs.borrow().as_ref() {
            tabs.tell(news);
        }
    }

    /// Joins the tabs that share this database.
    pub(super) fn join(self: &Rc<Self>, name: &str) {
        let weak = Rc::downgrade(self);
        let tabs = Tabs::join(name, move |input| {
            let Some(inner) = weak.upgrade() else { return };
            let led = matches!(input, Input::Role(TabRole::Leader));
            inner.dispatch(input);
            // Listening was asked for before it was known who leads.
            match inner.undecided.take() {
                Some(seq) if led => inner.carry_out(Effect::Listen(seq)),
                _ => {}
            }
        });
        self.tabs.replace(tabs);
    }

    pub(super) fn stop_stream(&self) {
        if let Some(controller) = self.stream.take() {
            controller.abort();
        }
    }
}
