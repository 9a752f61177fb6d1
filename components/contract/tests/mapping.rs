//! The tables of `docs/taobao.md` lead to values the contract knows, and leave none out unsaid.
#![allow(clippy::unwrap_used)]

use kefu_contract::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

/// Types that a column may be headed with, and what they know.
const TYPES: &[(&str, &[&str])] = &[
    ("Actor", Actor::KNOWN),
    ("CaseKind", CaseKind::KNOWN),
    ("CaseReason", CaseReason::KNOWN),
    ("CaseState", CaseState::KNOWN),
    ("CloseReason", CloseReason::KNOWN),
    ("DeliveryClass", DeliveryClass::KNOWN),
    ("Escrow", Escrow::KNOWN),
    ("InterventionState", InterventionState::KNOWN),
    ("MemoFlag", MemoFlag::KNOWN),
    ("OrderState", OrderState::KNOWN),
    ("PaymentMethod", PaymentMethod::KNOWN),
    ("Rating", Rating::KNOWN),
    ("RefundState", RefundState::KNOWN),
    ("Scenario", Scenario::KNOWN),
    ("ShipmentException", ShipmentException::KNOWN),
    ("ShipmentState", ShipmentState::KNOWN),
];

/// Cells that name no value of ours.
const NO_VALUE: &[&str] = &["—", "kept in `native_state`"];

struct Table {
    heading: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn file(name: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn tables() -> Vec<Table> {
    let text = file("docs/taobao.md");
    let cells = |line: &str| {
        let inner = line.strip_prefix('|').and_then(|rest| rest.trim_end().strip_suffix('|')).unwrap();
        inner.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    };
    let (mut tables, mut heading, mut inside) = (Vec::<Table>::new(), String::new(), false);
    for line in text.lines() {
        if let Some(title) = line.strip_prefix('#') {
            heading = title.trim_start_matches('#').trim().to_owned();
        }
        match (line.starts_with('|'), inside) {
            (true, false) => {
                tables.push(Table { heading: heading.clone(), columns: cells(line), rows: Vec::new() });
            }
            (true, true) if !line.starts_with("|---") => tables.last_mut().unwrap().rows.push(cells(line)),
            _ => {}
        }
        inside = line.starts_with('|');
    }
    for table in &tables {
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.heading);
        }
    }
    tables
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The type a column is headed with.
fn type_of(column: &str) -> Option<&str> {
    quoted(column).first().copied().filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
}

fn known(name: &str) -> &'static [&'static str] {
    let found = TYPES.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no type called {name} is checked here")).1
}

/// The values of ours in the tables, by type.
fn reached(tables: &[Table]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut reached = BTreeMap::<&str, BTreeSet<&str>>::new();
    for table in tables {
        for (index, column) in table.columns.iter().enumerate() {
            let Some(name) = type_of(column) else { continue };
            for row in table.rows.iter().filter(|row| !NO_VALUE.contains(&row[index].as_str())) {
                let values = quoted(&row[index]);
                assert!(!values.is_empty(), "{name}: nothing in {row:?}");
                for value in values {
                    assert!(known(name).contains(&value), "{name} has no {value}: {row:?}");
                    reached.entry(name).or_default().insert(value);
                }
            }
        }
    }
    reached
}

#[test]
fn every_value_is_reached_or_said_not_to_be() {
    let tables = tables();
    let without = tables.iter().find(|table| table.heading == "Without counterpart").unwrap();
    let unreached: BTreeMap<&str, BTreeSet<&str>> =
        without.rows.iter().map(|row| (quoted(&row[0])[0], quoted(&row[1]).into_iter().collect())).collect();
    let reached = reached(&tables);
    assert_eq!(
        reached.keys().copied().collect::<Vec<_>>(),
        TYPES.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        "types with a table"
    );
    for (name, values) in &reached {
        let none = BTreeSet::new();
        let unreached = unreached.get(name).unwrap_or(&none);
        assert!(values.is_disjoint(unreached), "{name}: reached and listed as not: {unreached:?}");
        let said: BTreeSet<&str> = values.union(unreached).copied().collect();
        assert_eq!(said, known(name).iter().copied().collect(), "{name}");
    }
    assert!(unreached.keys().all(|name| reached.contains_key(name)), "{:?}", unreached.keys());
}

#[test]
fn no_value_of_theirs_stands_twice_in_a_table() {
    let tables = tables();
    let mapping = tables.iter().filter(|table| table.columns.iter().any(|column| type_of(column).is_some()));
    let mut rows = 0;
    for table in mapping {
        let mut seen = BTreeSet::new();
        for row in &table.rows {
            assert!(seen.insert(&row[0]), "{}: {} stands twice", table.heading, row[0]);
            rows += 1;
        }
    }
    assert!(rows > 140, "only {rows} rows were read");
}

/// Where a value of theirs leads in the first column of that type.
fn mapped<'a>(tables: &'a [Table], name: &str, native: &str) -> Vec<&'a str> {
    let rows = tables.iter().filter_map(|table| {
        let index = table.columns.iter().position(|column| type_of(column) == Some(name))?;
        let row = table.rows.iter().find(|row| quoted(&row[0]).first() == Some(&native))?;
        Some(quoted(&row[index]))
    });
    rows.flatten().collect()
}

#[test]
fn the_examples_agree_with_the_tables() {
    let tables = tables();
    for (fixture, name) in [
        ("order.awaiting-shipment.json", "OrderState"),
        ("order.closed-unpaid.json", "OrderState"),
        ("case.awaiting-seller.json", "CaseState"),
    ] {
        let value: serde_json::Value =
            serde_json::from_str(&file(&format!("spec/fixtures/{fixture}"))).unwrap();
        let native = value["native_state"].as_str().unwrap();
        assert_eq!(mapped(&tables, name, native), [value["state"].as_str().unwrap()], "{fixture}: {native}");
    }
}

#[test]
fn the_types_own_words_agree_with_the_tables() {
    let tables = tables();
    let schema: serde_json::Value = serde_json::from_str(&file("spec/schema.json")).unwrap();
    let mut agreed = 0;
    for name in ["CaseState", "OrderState"] {
        let description = schema["$defs"][name]["description"].as_str().unwrap();
        for line in description.lines().filter(|line| line.contains("Taobao `")) {
            let (value, native) = (quoted(line)[0], *quoted(line).last().unwrap());
            assert!(mapped(&tables, name, native).contains(&value), "{name}: {line}");
            agreed += 1;
        }
    }
    assert!(agreed >= 11, "only {agreed} values say what Taobao calls them");
}
