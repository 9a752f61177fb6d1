//! Reading event streams.

use crate::harness::PATIENCE;
use futures_util::{StreamExt, stream::BoxStream};
use kefu_contract::Event;
use reqwest::{RequestBuilder, StatusCode};
use tokio::time::timeout;

/// One frame of an event stream.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) data: String,
    pub(crate) comment: Option<String>,
}

impl Frame {
    pub(crate) fn event(&self) -> Event {
        serde_json::from_str(&self.data).unwrap()
    }
}

/// An open event stream.
pub(crate) struct Stream {
    bytes: BoxStream<'static, Vec<u8>>,
    /// Received, not yet a whole frame.
    rest: Vec<u8>,
}

impl Stream {
    /// Opens the stream and waits until it stands.
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        let bytes = answer.bytes_stream().take_while(|chunk| std::future::ready(chunk.is_ok()));
        let bytes = bytes.map(|chunk| chunk.unwrap().to_vec()).boxed();
        let mut stream = Self { bytes, rest: Vec::new() };
        assert!(stream.frame().await.unwrap().comment.is_some(), "a stream begins with a comment");
        stream
    }

    /// The next frame, comments included; nothing once the stream has ended.
    pub(crate) async fn frame(&mut self) -> Option<Frame> {
        loop {
            if let Some(end) = self.rest.windows(2).position(|pair| pair == b"\n\n") {
                let frame: Vec<u8> = self.rest.drain(..end + 2).collect();
                return Some(parse(std::str::from_utf8(&frame).unwrap().trim_end()));
            }
            let chunk = timeout(PATIENCE, self.bytes.next()).await.expect("the stream says something")?;
            self.rest.extend(chunk);
        }
    }

    /// What the next comment says; nothing once the stream has ended. Frames before it are skipped.
    pub(crate) async fn comment(&mut self) -> Option<String> {
        loop {
            let frame = self.frame().await?;
            if frame.comment.is_some() {
                return frame.comment;
            }
        }
    }

    /// The next frame that is no comment.
    pub(crate) async fn next(&mut self) -> Frame {
        loop {
            let frame = self.frame().await.expect("the stream goes on");
            if frame.comment.is_none() {
                return frame;
            }
        }
    }
}

fn parse(text: &str) -> Frame {
    let mut frame = Frame::default();
    for line in text.lines() {
        match line.split_once(':') {
            Some(("", value)) => frame.comment = Some(value.trim().to_owned()),
            Some(("id", value)) => frame.id = Some(value.trim().to_owned()),
            Some(("event", value)) => frame.name = Some(value.trim().to_owned()),
            Some(("data", value)) => frame.data.push_str(value.trim_start()),
            _ => panic!("unexpected line {line:?}"),
        }
    }
    frame
}
