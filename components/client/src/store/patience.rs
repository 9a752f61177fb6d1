//! Not waiting for ever.

use crate::store::{StoreError, opening::Link};
use gloo_timers::future::TimeoutFuture;
use std::{
    cell::RefCell,
    future::{Future, poll_fn},
    pin::pin,
    rc::Rc,
    task::{Poll, Waker},
};
use wasm_bindgen_futures::spawn_local;

/// Browsers can leave a storage request unanswered for ever, another tab can hold up an upgrade; after this long
/// we do without, in milliseconds.
pub const PATIENCE_MS: u32 = 3_000;

/// The future's result, unless it takes longer than `ms` from now.
pub(crate) fn within<T>(ms: u32, future: impl Future<Output = T>) -> impl Future<Output = Option<T>> {
    let timeout = TimeoutFuture::new(ms);
    async {
        let (mut future, mut timeout) = (pin!(future), pin!(timeout));
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(value) => Poll::Ready(Some(value)),
            Poll::Pending => timeout.as_mut().poll(context).map(|()| None),
        })
        .await
    }
}

/// What is handed over from work that goes on alone.
struct Handover {
    result: Option<Result<Link, StoreError>>,
    waker: Option<Waker>,
}

/// Begins `work` at once and waits for it with patience. Work not waited for is not broken off, for a request to
/// the browser cannot be taken back; what it brings in the end is dropped.
pub(super) fn begun(
    work: impl Future<Output = Result<Link, StoreError>> + 'static,
) -> impl Future<Output = Result<Link, StoreError>> {
    let taken = Rc::new(RefCell::new(Handover { result: None, waker: None }));
    let given = Rc::clone(&taken);
    spawn_local(async move {
        let result = work.await;
        let mut handover = given.borrow_mut();
        handover.result = Some(result);
        if let Some(waker) = handover.waker.take() {
            waker.wake();
        }
    });
    let handed = within(
        PATIENCE_MS,
        poll_fn(move |context| {
            let mut handover = taken.borrow_mut();
            if let Some(result) = handover.result.take() {
                return Poll::Ready(result);
            }
            handover.waker = Some(context.waker().clone());
            Poll::Pending
        }),
    );
    async { handed.await.unwrap_or(Err(StoreError::Blocked)) }
}
