//! The twin without a browser's storage: the same behaviour, gone with the page.

use crate::store::records::{Ask, Keys, Write};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// A list in order of stores and keys. A map costs kilobytes of code and is no quicker for a session's worth.
#[derive(Debug, Default)]
pub(super) struct Memory {
    records: RefCell<Vec<Record>>,
}

type Record = (&'static str, String, JsValue);

impl Memory {
    /// Carries out one transaction; nothing can go wrong.
    pub(super) fn ask(&self, ask: &Ask) -> Vec<JsValue> {
        let mut records = self.records.borrow_mut();
        match ask {
            Ask::Read(store, keys, limit) => {
                let mut under = under(&records, store, keys);
                let limit = limit.map_or(usize::MAX, |limit| limit as usize);
                under.start = under.start.max(under.end.saturating_sub(limit));
                records[under].iter().map(|(_, _, value)| value.clone()).collect()
            }
            Ask::Write(writes) => {
                writes.iter().for_each(|write| carry_out(&mut records, write));
                Vec::new()
            }
            Ask::Clear => {
                records.clear();
                Vec::new()
            }
        }
    }
}

/// Where a key is, or would be.
fn place(records: &[Record], store: &str, key: &str) -> usize {
    records.partition_point(|(s, k, _)| (*s, k.as_str()) < (store, key))
}

/// Which records are under these keys.
fn under(records: &[Record], store: &str, keys: &Keys) -> std::ops::Range<usize> {
    let first = place(records, store, &keys.0);
    let count = records[first..].iter().take_while(|(s, k, _)| *s == store && *k <= keys.1).count();
    first..first + count
}

fn carry_out(records: &mut Vec<Record>, write: &Write) {
    let under = under(records, write.store, &write.keys);
    let first = under.start;
    records.drain(under);
    if let Some(value) = &write.value {
        records.insert(first, (write.store, write.keys.0.clone(), value.clone()));
    }
}
