//! Every sample of `tests/corpus` is read as the `.expect.json` beside it says.
//!
//! A value that is null or not there is not checked, except where `truncated` names it: then it must be marked as cut.
//! `raw` of a range or binding is its text as pasted. Quotes are compared as straight, blanks loosely.

use std::fs;
use std::path::{Path, PathBuf};

use mailflow_doctor::Input;
use mailflow_doctor::model::{self, Queue, Read, ReceiveConnector, RemoteIpRange, Shown};
use serde_json::Value;

/// Quotes straight, blanks single, as a reader compares them.
fn loosely(text: &str) -> String {
    let straight: String = text
        .chars()
        .map(|c| match c {
            '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
            '\u{2018}' | '\u{2019}' => '\'',
            c => c,
        })
        .collect();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn samples(folder: &str) -> Vec<(PathBuf, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let mut samples: Vec<_> = fs::read_dir(&folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file() && !path.to_string_lossy().ends_with(".expect.json"))
        .filter_map(|path| {
            let expect = path.with_extension("expect.json");
            expect.is_file().then_some((path, expect))
        })
        .collect();
    samples.sort();
    samples
}

/// What differs, one line each.
struct Differences(Vec<String>);

impl Differences {
    fn text(&mut self, what: &str, shown: Option<String>, expected: &Value) {
        let expected = match expected {
            Value::Null => return,
            Value::String(text) => loosely(text),
            other => other.to_string(),
        };
        let shown = shown.map(|s| loosely(&s));
        if shown.as_deref() != Some(expected.as_str()) {
            self.0.push(format!("{what}: {shown:?}, expected {expected:?}"));
        }
    }

    fn list(&mut self, what: &str, shown: Option<&Vec<String>>, expected: &Value) {
        let Value::Array(expected) = expected else { return };
        let expected: Vec<String> = expected
            .iter()
            .map(|e| e.get("raw").and_then(Value::as_str).or(e.as_str()).expect("text or raw").to_owned())
            .collect();
        if shown != Some(&expected) {
            self.0.push(format!("{what}: {shown:?}, expected {expected:?}"));
        }
    }

    fn cut(&mut self, cut: &[&str], expected: &Value) {
        let empty = Vec::new();
        let truncated = expected.get("truncated").and_then(Value::as_array).unwrap_or(&empty);
        for name in truncated.iter().filter_map(Value::as_str) {
            let marked = if name == "name" { "identity" } else { name };
            if !cut.contains(&name) && !cut.contains(&marked) {
                self.0.push(format!("{name} is not marked as cut"));
            }
        }
        for &name in cut {
            let shown_whole = expected.get(name).is_some_and(|v| !v.is_null());
            if shown_whole && !truncated.iter().any(|t| t == name) {
                self.0.push(format!("{name} is marked as cut"));
            }
        }
    }
}

fn of_queue(queue: &Queue, expected: &Value) -> Vec<String> {
    let mut found = Differences(Vec::new());
    let text = |shown: &Shown<String>| shown.visible().cloned();
    let at = |name: &str| expected.get(name).unwrap_or(&Value::Null);
    found.text("identity", text(&queue.identity), at("identity"));
    found.text("server", queue.server().map(str::to_owned), at("server"));
    found.text("delivery_type", text(&queue.delivery_type), at("delivery_type"));
    found.text("status", text(&queue.status), at("status"));
    found.text("message_count", queue.message_count.whole().map(ToString::to_string), at("message_count"));
    found.text("next_hop_domain", text(&queue.next_hop_domain), at("next_hop_domain"));
    found.text("next_hop_connector", text(&queue.next_hop_connector), at("next_hop_connector"));
    let error = queue.last_error.visible().map(|e| e.as_ref().map_or(String::new(), |e| e.raw.clone()));
    found.text("last_error", error, at("last_error"));
    found.text("identity_from_command", text(&queue.identity), at("identity_from_command"));
    if let Some(Some(error)) = queue.last_error.visible() {
        let parts = at("last_error_parts");
        found.text("fqdn", error.fqdn.clone(), parts.get("fqdn").unwrap_or(&Value::Null));
        found.text("ip", error.ip.clone(), parts.get("ip").unwrap_or(&Value::Null));
    }
    for name in ["runspace_id", "tls_domain", "retry_count", "last_retry_time", "next_retry_time"] {
        let shown = queue.others.iter().find(|(n, _)| **n == *name).map(|(_, v)| (**v).to_owned());
        found.text(name, shown, at(name));
    }
    found.cut(&queue.cut(), expected);
    found.0
}

fn members<T: ToString>(shown: &Shown<Vec<T>>) -> Option<Vec<String>> {
    shown.visible().map(|v| v.iter().map(ToString::to_string).collect())
}

fn of_connector(connector: &ReceiveConnector, expected: &Value) -> Vec<String> {
    let mut found = Differences(Vec::new());
    let at = |name: &str| expected.get(name).unwrap_or(&Value::Null);
    let truth = |shown: &Shown<bool>| shown.whole().map(ToString::to_string);
    found.text("identity", Some(connector.identity()), at("identity"));
    found.text("server", Some(connector.server.clone()), at("server"));
    found.text("name", Some(connector.name.clone()), at("name"));
    found.text("enabled", truth(&connector.enabled), at("enabled"));
    found.text("require_tls", truth(&connector.require_tls), at("require_tls"));
    found.text("fqdn", connector.fqdn.visible().cloned(), at("fqdn"));
    let role = connector.transport_role.visible();
    let role = role.map(|r| r.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    found.text("transport_role", role, at("transport_role"));
    let size = at("max_message_size");
    found.text("max_message_size", connector.max_message_size.visible().cloned(), size.get("raw").unwrap_or(size));
    let logging = connector.protocol_logging_level.visible().cloned();
    found.text("protocol_logging_level", logging, at("protocol_logging_level"));
    found.list("auth_mechanism", members(&connector.auth_mechanism).as_ref(), at("auth_mechanism"));
    found.list("permission_groups", members(&connector.permission_groups).as_ref(), at("permission_groups"));
    let bindings = connector.bindings.visible().map(|v| v.iter().map(|b| b.as_written.to_string()).collect());
    found.list("bindings", bindings.as_ref(), at("bindings"));
    let ranges = connector.remote_ip_ranges.visible().map(|v| v.iter().map(|r| r.as_written.to_string()).collect());
    found.list("remote_ip_ranges", ranges.as_ref(), at("remote_ip_ranges"));
    for (index, range) in at("remote_ip_ranges").as_array().into_iter().flatten().enumerate() {
        let shown = connector.remote_ip_ranges.visible().and_then(|v| v.get(index)).and_then(RemoteIpRange::range);
        let end = |name: &str| range.get(name).unwrap_or(&Value::Null).clone();
        found.text("first", shown.map(|r| r.first().to_string()), &end("start"));
        found.text("last", shown.map(|r| r.last().to_string()), &end("end"));
    }
    for (name, value) in at("other").as_object().into_iter().flatten() {
        let snake = |n: &str| n.to_ascii_lowercase().replace('_', "");
        let shown = connector.others.iter().find(|(n, _)| snake(n) == snake(name)).map(|(_, v)| v.to_ascii_lowercase());
        let shown = match name.as_str() {
            "SuppressXAnonymousTls" => truth(&connector.suppress_x_anonymous_tls),
            "MaxMessageSize_as_written" => connector.max_message_size.visible().cloned(),
            _ => shown,
        };
        let value = match value {
            Value::String(text) => Value::String(text.to_ascii_lowercase()),
            Value::Array(list) => {
                let elements: Vec<_> = list.iter().filter_map(Value::as_str).collect();
                Value::String(format!("{{{}}}", elements.join(", ")).to_ascii_lowercase())
            }
            other => other.clone(),
        };
        // The expectation abbreviates long names.
        let head = value.as_str().and_then(|v| v.strip_suffix("..."));
        if head.is_some_and(|head| shown.as_deref().is_some_and(|s| s.starts_with(head))) {
            continue;
        }
        found.text(name, shown, &value);
    }
    found.cut(&connector.cut(), expected);
    found.0
}

fn read(path: &Path) -> Read {
    let bytes = fs::read(path).expect("a sample");
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    model::read(&Input::default().with_bytes(name, &bytes))
}

/// The differences of every sample in a folder.
fn check_folder(folder: &str) {
    let mut failures: Vec<String> = Vec::new();
    let mut count = 0;
    for (sample, expect) in samples(folder) {
        let name = sample.file_name().unwrap().to_string_lossy().into_owned();
        let expected: Value = serde_json::from_slice(&fs::read(expect).unwrap()).expect("an expectation");
        let expected = expected.as_array().cloned().unwrap_or_default();
        let found = read(&sample).snapshot;
        let is_queue = name.contains("queue") || folder == "queue";
        let shown = if is_queue { found.queues.len() } else { found.receive_connectors.len() };
        let other = if is_queue { found.receive_connectors.len() } else { found.queues.len() };
        let mut differences = Vec::new();
        if shown != expected.len() || other != 0 {
            differences.push(format!("{shown} objects and {other} others, expected {}", expected.len()));
        } else {
            for (index, expected) in expected.iter().enumerate() {
                let lines = if is_queue {
                    of_queue(&found.queues[index], expected)
                } else {
                    of_connector(&found.receive_connectors[index], expected)
                };
                differences.extend(lines.into_iter().map(|l| format!("[{index}] {l}")));
            }
        }
        count += 1;
        if !differences.is_empty() {
            failures.push(format!("{folder}/{name}\n  {}\n", differences.join("\n  ")));
        }
    }
    assert!(count > 0, "no samples in {folder}");
    assert!(failures.is_empty(), "\n{}", failures.concat());
}

#[test]
fn queue_samples() {
    check_folder("queue");
}

#[test]
fn connector_samples() {
    check_folder("connector");
}

#[test]
fn rendered_samples() {
    check_folder("rendered");
}

/// The case that the project starts from: both outputs and the address lines in one paste.
#[test]
fn starting_case_is_read_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/cases");
    let file = |part: &str| {
        let name = format!("000-seed-2010-to-2016-relay-holds-2010-addresses.{part}.txt");
        fs::read_to_string(folder.join(name)).expect("the case")
    };
    let paste = format!("{}\n{}\n{}", file("queue"), file("connectors"), file("addresses"));
    let read = model::read(&Input::text(&paste));
    let snapshot = &read.snapshot;
    assert_eq!(read.notes, []);
    for server in ["EX2016-1", "EX2016-2"] {
        let own = snapshot.receive_connectors.iter().filter(|c| c.server == server);
        assert_eq!(own.count(), 6, "connectors of {server}");
    }
    let counts: Vec<_> = snapshot.queues.iter().map(|q| q.message_count.whole().copied()).collect();
    assert_eq!(counts, [Some(127), Some(94), Some(1), Some(2)]);
    let error = "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server \
                 authentication.\" Attempted failover to alternate host, but that did not succeed. Either there are no \
                 alternate hosts, or delivery failed to all alternate hosts.";
    for queue in &snapshot.queues[..2] {
        let last = queue.last_error.whole().and_then(Option::as_ref).expect("an error");
        assert_eq!(last.raw, error);
        assert_eq!(queue.delivery_type.whole().map(String::as_str), Some("SmtpRelayWithinAdSite"));
    }
    assert_eq!(snapshot.queues[2].last_error.whole(), Some(&None));
    let servers: Vec<_> = snapshot.servers.iter().map(|s| format!("{} {:?}", s.name, s.addresses[0].address)).collect();
    assert_eq!(
        servers,
        ["EX2010-1 192.168.10.11", "EX2010-2 192.168.10.12", "EX2016-1 192.168.10.21", "EX2016-2 192.168.10.22"]
    );
    assert_eq!(snapshot.replies, []);
}

/// Renderings computed from the recorded connectors: full lists with both kinds of wrapping, cut table, type names, JSON.
#[test]
fn derived_samples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/connector");
    let expect = fs::read(folder.join("014-css-exchange-e19-clixml-excerpt.expect.json")).unwrap();
    let mut expected: Vec<Value> = serde_json::from_slice(&expect).unwrap();
    for connector in &mut expected {
        // What the excerpt shows of other properties is not what these files show.
        connector.as_object_mut().unwrap().remove("other");
    }
    let check = |file: &str, expected: &[Value]| {
        let found = read(&folder.join("derived").join(file)).snapshot.receive_connectors;
        assert_eq!(found.len(), expected.len(), "{file}");
        for (connector, expected) in found.iter().zip(expected) {
            assert_eq!(of_connector(connector, expected), Vec::<String>::new(), "{file}");
        }
    };
    check("d1-fl-full-120col-en.txt", &expected);
    check("d3-fl-full-80col-hardwrap-other-culture.txt", &expected[..3]);
    let table = read(&folder.join("derived/d5-ft-default-120col.txt")).snapshot.receive_connectors;
    assert_eq!(table.len(), 5);
    assert_eq!(table[0].name, "Default WIN-QX7B2MKD9P4");
    for (connector, expected) in table.iter().zip(&expected) {
        assert_eq!(connector.server, "WIN-QX7B2MKD9P4");
        assert_eq!(connector.enabled.whole(), Some(&true));
        let bindings: Vec<_> = connector.bindings.whole().unwrap().iter().map(|b| b.as_written.as_str()).collect();
        let raw = expected["bindings"].as_array().unwrap().iter().map(|b| b["raw"].as_str().unwrap());
        assert_eq!(bindings, raw.collect::<Vec<_>>());
    }
    assert!(table[1..].iter().all(|c| c.name_cut && c.name.ends_with('…')));
    let typed = read(&folder.join("derived/d7-export-csv-typenames.csv")).snapshot.receive_connectors;
    assert_eq!(typed.len(), 5);
    for connector in &typed {
        assert!(connector.bindings.is_cut() && connector.remote_ip_ranges.is_cut(), "{}", connector.name);
        assert_eq!(connector.remote_ip_ranges.visible(), None);
    }
    let json = read(&folder.join("derived/d9-json-ps7-single-depth2-excerpt.json")).snapshot.receive_connectors;
    let frontend = expected.iter().find(|e| e["name"].as_str().unwrap().starts_with("Default Frontend")).unwrap();
    assert_eq!(json.len(), 1);
    let lines = of_connector(&json[0], frontend);
    assert!(lines.iter().all(|l| l.starts_with("identity") || l.starts_with("max_message_size")), "{lines:?}");
}

/// HealthChecker names the server, its version and its site; what it says of the operating system is of no server.
#[test]
fn the_report_of_health_checker_names_a_server() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/server");
    let servers = read(&folder.join("001-health-checker.txt")).snapshot.servers;
    let shown: Vec<_> =
        servers.iter().map(|s| (s.name.as_str(), s.version.as_ref().map(|v| v.version), s.site.as_deref())).collect();
    assert_eq!(shown, [("MBX07", Some(model::Version::V2016), Some("Branch-North"))]);
    // At the margin, a sentence with a colon is no property.
    let prose = "Name: MBX07\nWe run two of them: both old\nBuild Number: 15.01.2507.039\n";
    assert!(model::read(&Input::text(prose)).snapshot.servers.is_empty());
}
