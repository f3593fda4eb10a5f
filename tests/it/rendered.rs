//! What a real PowerShell prints is read back: every value as it was, or marked as cut.
//!
//! `tests/powershell/render.ps1` prints objects of known content; any `pwsh` on the PATH will do, and without one the
//! test says that it was skipped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mailflow_doctor::Input;
use mailflow_doctor::model::{self, Queue, ReceiveConnector, Shown};
use serde_json::Value;

use crate::powershell::powershell;

/// A value as text and whether it is marked; `None` where nothing is shown.
type Seen = Option<(String, bool)>;

fn seen<T>(shown: &Shown<T>, text: impl Fn(&T) -> String) -> Seen {
    match shown {
        Shown::Absent => None,
        Shown::Cut { visible, .. } => Some((visible.as_ref().map(text).unwrap_or_default(), true)),
        Shown::Whole { value, .. } => Some((text(value), false)),
    }
}

fn list<T: ToString>(all: &[T]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn of_queue(queue: &Queue, name: &str) -> Seen {
    match name {
        "Identity" => seen(&queue.identity, String::clone),
        "DeliveryType" => seen(&queue.delivery_type, String::clone),
        "Status" => seen(&queue.status, String::clone),
        "MessageCount" => seen(&queue.message_count, ToString::to_string),
        "NextHopDomain" => seen(&queue.next_hop_domain, String::clone),
        _ => seen(&queue.last_error, |e| e.as_ref().map(|e| e.raw.clone()).unwrap_or_default()),
    }
}

fn of_connector(connector: &ReceiveConnector, name: &str) -> Seen {
    match name {
        "Identity" => Some((connector.identity(), connector.name_cut || connector.server_cut)),
        "Bindings" => seen(&connector.bindings, |v| list(&v.iter().map(|b| &b.as_written).collect::<Vec<_>>())),
        "RemoteIPRanges" => {
            seen(&connector.remote_ip_ranges, |v| list(&v.iter().map(|r| &r.as_written).collect::<Vec<_>>()))
        }
        "AuthMechanism" => seen(&connector.auth_mechanism, |v| list(v)),
        _ => seen(&connector.enabled, |e| if *e { "True" } else { "False" }.to_owned()),
    }
}

/// The value of an object as the shell prints it.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) if text == "None" => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(text_of).collect::<Vec<_>>().join(", "),
        Value::Bool(truth) => if *truth { "True" } else { "False" }.to_owned(),
        other => other.to_string(),
    }
}

/// What differs between one object and what was read of it.
fn differences(object: &Value, see: impl Fn(&str) -> Seen, layout: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in object.as_object().unwrap() {
        let expected = text_of(value);
        // Files and lists hide nothing but what the limit of enumerations or a type name takes.
        let is_whole = ["list", "json", "clixml"].iter().any(|l| layout.contains(l)) || layout.ends_with("csv");
        let elements = value.as_array().map_or(0, Vec::len);
        let may_be_cut = !is_whole || layout.contains("limit4") && elements > 4;
        match see(name) {
            Some((read, false)) if read == expected => {}
            Some((read, true)) if may_be_cut && (expected.starts_with(&read) || expected.ends_with(&read)) => {}
            // Columns that did not fit are not there at all.
            None if !is_whole => {}
            other => found.push(format!("{name}: {other:?}, expected {expected:?}")),
        }
    }
    found
}

fn check(file: &Path, values: &Value, wrong: &mut Vec<String>) {
    let name = file.file_stem().unwrap().to_string_lossy().into_owned();
    let text = fs::read_to_string(file).unwrap();
    let read = model::read(&Input::text(&text));
    let snapshot = &read.snapshot;
    let (kind, layout) = name[4..].split_once('-').unwrap();
    let objects = values[kind].as_array().unwrap();
    let count = if kind == "queues" { snapshot.queues.len() } else { snapshot.receive_connectors.len() };
    // Where no column is left that tells what it is, nothing is read and nothing is made up.
    let has_column =
        ["DeliveryT", "NextHop", "LastError", "RemoteIP", "Bindings", "AuthMech"].iter().any(|c| text.contains(c));
    if count != objects.len() && (count > 0 || has_column) {
        wrong.push(format!("{name}: {count} objects\n{text}"));
    } else if count > 0 {
        for (at, object) in objects.iter().enumerate() {
            let see = |property: &str| match kind {
                "queues" => of_queue(&snapshot.queues[at], property),
                _ => of_connector(&snapshot.receive_connectors[at], property),
            };
            wrong.extend(differences(object, see, layout).into_iter().map(|d| format!("{name}: {d}\n{text}")));
        }
    }
}

#[test]
fn what_powershell_prints_is_read_back() {
    let Some(pwsh) = powershell() else { return };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rendered");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/powershell/render.ps1");
    let status = Command::new(pwsh).args(["-NoProfile", "-File"]).arg(script).arg(&folder).status().unwrap();
    assert!(status.success(), "PowerShell ended with {status}");
    let values = fs::read_to_string(folder.join("values.json")).unwrap();
    let values: Value = serde_json::from_str(values.trim_start_matches('\u{feff}')).unwrap();
    let (mut count, mut wrong) = (0, Vec::new());
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        check(file, &values, &mut wrong);
        count += 1;
    }
    assert!(count > 100, "{count} files");
    assert!(wrong.is_empty(), "{} wrong of {count} files:\n{}", wrong.len(), wrong.join("\n"));
}
