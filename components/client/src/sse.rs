//! Reading `text/event-stream` from chunks of bytes (WHATWG HTML, "Server-sent events").
//!
//! Own reader because the browser's `EventSource` gives up on errors and cannot carry credentials in a header.

/// The name given to comments that are a number: the contract's heartbeat. No field of a stream can be called so.
pub const HEARTBEAT: &str = ":";

/// One dispatched event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The `event` field; `message` when the stream names none, [`HEARTBEAT`] for a heartbeat.
    pub event: String,
    /// The `data` fields, joined by line feeds; of a heartbeat, its number.
    pub data: String,
}

/// Longest line kept; a longer one is dropped, because an endless line would grow without bound.
const MAX_LINE: usize = 4 * 1024 * 1024;

/// Turns chunks into frames. Chunks may be cut anywhere, also inside a character.
#[derive(Debug, Default)]
pub struct Reader {
    line: Vec<u8>,
    oversized: bool,
    skip_line_feed: bool,
    event: String,
    data: Option<String>,
}

impl Reader {
    /// Takes the next bytes of the stream and returns the events they complete.
    pub fn push(&mut self, chunk: &[u8]) -> Vec<Frame> {
        let mut frames = Vec::new();
        for &byte in chunk {
            let after_return = std::mem::take(&mut self.skip_line_feed);
            match byte {
                b'\n' if after_return => {}
                b'\n' => frames.extend(self.end_line()),
                b'\r' => {
                    self.skip_line_feed = true;
                    frames.extend(self.end_line());
                }
                _ if self.line.len() < MAX_LINE => self.line.push(byte),
                _ => self.oversized = true,
            }
        }
        frames
    }

    fn end_line(&mut self) -> Option<Frame> {
        let bytes = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.oversized) {
            return None;
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.strip_prefix('\u{feff}').unwrap_or(&line);
        if line.is_empty() {
            return self.dispatch();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.event = value.to_owned(),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            // Comments have an empty field name.
            "" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                return Some(Frame { event: HEARTBEAT.to_owned(), data: value.to_owned() });
            }
            // `id` repeats the event's own `seq`.
            _ => {}
        }
        None
    }

    fn dispatch(&mut self) -> Option<Frame> {
        let event = std::mem::take(&mut self.event);
        let data = self.data.take()?;
        Some(Frame { event: if event.is_empty() { "message".to_owned() } else { event }, data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame(event: &str, data: &str) -> Frame {
        Frame { event: event.into(), data: data.into() }
    }

    #[test]
    fn reads_fields_comments_and_line_ends() {
        let text = "\u{feff}: open\n\n: 41\n\nid: 7\ndata: {\"a\":1}\n\nevent: reset\r\ndata:x\r\ndata: y\r\n\r\ndata\n\n";
        let frames = Reader::default().push(text.as_bytes());
        assert_eq!(
            frames,
            [
                frame(HEARTBEAT, "41"),
                frame("message", "{\"a\":1}"),
                frame("reset", "x\ny"),
                frame("message", "")
            ]
        );
    }

    #[test]
    fn an_unfinished_event_is_not_dispatched() {
        let mut reader = Reader::default();
        assert_eq!(reader.push(b"data: half"), []);
        assert_eq!(reader.push(b" done\n"), []);
        assert_eq!(reader.push(b"\n"), [frame("message", "half done")]);
    }

    #[test]
    fn an_endless_line_is_dropped_and_the_stream_goes_on() {
        let mut reader = Reader::default();
        reader.push(b"data: ");
        reader.push(&vec![b'x'; MAX_LINE + 1]);
        assert_eq!(reader.push(b"\n\ndata: ok\n\n"), [frame("message", "ok")]);
    }

    proptest! {
        #[test]
        fn where_chunks_are_cut_does_not_matter(
            texts in prop::collection::vec("[ -~你好🙂]{0,20}", 1..6),
            cuts in prop::collection::vec(1usize..9, 1..60),
        ) {
            let stream: String = texts.iter().map(|t| format!("data: {t}\n\n")).collect();
            let whole = Reader::default().push(stream.as_bytes());
            let (mut reader, mut pieces, mut rest) = (Reader::default(), Vec::new(), stream.as_bytes());
            for cut in cuts.iter().cycle() {
                if rest.is_empty() { break; }
                let (head, tail) = rest.split_at((*cut).min(rest.len()));
                pieces.extend(reader.push(head));
                rest = tail;
            }
            prop_assert_eq!(&whole, &pieces);
            prop_assert_eq!(whole.len(), texts.len());
        }
    }
}
