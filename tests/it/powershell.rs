//! Every kind of script runs in a real PowerShell against an organization in memory.
//!
//! Any `pwsh` on the PATH will do; without one the tests say that they were skipped. The organization is
//! `tests/powershell/organization.ps1`. A start of PowerShell costs a second, so one start runs many cases.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mailflow_doctor::Language;
use mailflow_doctor::model::{
    Address, AuthMechanism, Binding, PermissionGroup, Place, ReceiveConnector, RemoteIpRange, Shown, Snapshot,
    TransportRole,
};
use mailflow_doctor::remedy::{self, Capture, Pasted, Remedy, Request};
use mailflow_doctor::report::wire;
use serde_json::{Value, json};

const HOSTILE: [&str; 18] = [
    "Relay",
    "it's a 'relay'",
    "‘typographic’ ‚quotes‛",
    "double \"quotes\" “too”",
    "$(throw 'expanded')",
    "$env:PATH ${HOME}",
    "back`tick`",
    "semi; Remove-ReceiveConnector",
    "’; throw ’x",
    "[brackets] (and) {braces}",
    "star * and ? mark",
    "Внутреннее реле",
    "中继连接器",
    "#no comment",
    "@{Add=1} | % & > <",
    "-WhatIf",
    "{0} 100%",
    "tail\u{200b}zero width",
];

/// `server | name | bindings | ranges | auth | groups | fqdn`, with `!` before the server where disabled.
fn connector(text: &str) -> ReceiveConnector {
    let place = Place { source: 0, line: 1 };
    let columns: Vec<_> = text.split(" | ").map(str::trim).collect();
    let list = |n: usize| columns[n].split(", ").map(str::trim).filter(|t| !t.is_empty());
    let mut c = ReceiveConnector::unknown_at(place);
    columns[0].trim_start_matches('!').clone_into(&mut c.server);
    columns[1].clone_into(&mut c.name);
    c.enabled = Shown::Whole { value: !columns[0].starts_with('!'), place };
    c.transport_role = Shown::Whole { value: vec![TransportRole::FrontendTransport], place };
    c.bindings = Shown::Whole { value: list(2).map(Binding::read).collect(), place };
    c.remote_ip_ranges = Shown::Whole { value: list(3).map(RemoteIpRange::read).collect(), place };
    c.auth_mechanism = Shown::Whole { value: list(4).map(AuthMechanism::read).collect(), place };
    c.permission_groups = Shown::Whole { value: list(5).map(PermissionGroup::read).collect(), place };
    c.fqdn = Shown::Whole { value: columns.get(6).copied().unwrap_or_default().to_owned(), place };
    c
}

fn default_frontend(server: &str) -> ReceiveConnector {
    connector(&format!(
        "{server} | Default Frontend {server} | [::]:25, 0.0.0.0:25 | ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, \
         0.0.0.0-255.255.255.255 | Tls, ExchangeServer | AnonymousUsers, ExchangeServers | {server}.corp.example"
    ))
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// Two servers whose relay connectors have this name and these ranges.
fn twins(name: &str, ranges: &str) -> Snapshot {
    let relay = |server: &str| {
        let mut relay = connector(&format!("{server} | NAME | 0.0.0.0:25 | {ranges} | Tls | AnonymousUsers, Custom"));
        name.clone_into(&mut relay.name);
        relay
    };
    let receive_connectors = vec![default_frontend("EX1"), relay("EX1"), default_frontend("EX2"), relay("EX2")];
    Snapshot { receive_connectors, ..Snapshot::default() }
}

fn captures(addresses: &[&str]) -> Vec<Capture> {
    let of = |connector: usize, expected: usize| Capture {
        connector,
        port: 25,
        local: vec![None],
        addresses: addresses.iter().map(|a| address(a)).collect(),
        expected: Some(expected),
    };
    vec![of(1, 0), of(3, 2)]
}

fn flags<T: std::fmt::Display>(list: &Shown<Vec<T>>) -> String {
    let members: Vec<_> = list.whole().into_iter().flatten().map(ToString::to_string).collect();
    if members.is_empty() { "None".to_owned() } else { members.join(", ") }
}

fn entries(connector: &ReceiveConnector) -> Vec<String> {
    connector.remote_ip_ranges.whole().unwrap().iter().map(|e| e.as_written.to_string()).collect()
}

/// The connectors as the organization wants them.
fn organization(snapshot: &Snapshot) -> Value {
    let connector = |c: &ReceiveConnector| {
        json!({
            "server": c.server, "name": c.name, "enabled": c.enabled.whole().unwrap(),
            "role": flags(&c.transport_role),
            "bindings": c.bindings.whole().unwrap().iter().map(|b| b.as_written.to_string()).collect::<Vec<_>>(),
            "ranges": entries(c), "auth": flags(&c.auth_mechanism), "groups": flags(&c.permission_groups),
            "fqdn": c.fqdn.whole(),
        })
    };
    snapshot.receive_connectors.iter().map(connector).collect()
}

/// The state as `run.ps1` prints it.
fn state(snapshot: &Snapshot) -> Vec<String> {
    let connector = |c: &ReceiveConnector| {
        let mut ranges = entries(c);
        ranges.sort();
        let enabled = if *c.enabled.whole().unwrap() { "True" } else { "False" };
        let (role, auth, groups) = (flags(&c.transport_role), flags(&c.auth_mechanism), flags(&c.permission_groups));
        let fqdn = c.fqdn.whole().cloned().unwrap_or_default();
        format!("{}|{enabled}|{role}|{}|{auth}|{groups}|{fqdn}", c.identity(), ranges.join(","))
    };
    snapshot.receive_connectors.iter().map(connector).collect()
}

/// What looking at every changed property prints afterwards.
fn printed(snapshot: &Snapshot, remedy: &Remedy) -> Vec<Vec<String>> {
    let after = remedy::apply(snapshot, &remedy.plan);
    let property = |step: &remedy::PlannedChange| {
        let c = &after.receive_connectors[step.connector];
        match step.setting.property().spelling() {
            "RemoteIPRanges" => entries(c),
            "Enabled" => vec![if *c.enabled.whole().unwrap() { "True" } else { "False" }.to_owned()],
            "Fqdn" => vec![c.fqdn.whole().unwrap().clone()],
            "AuthMechanism" => vec![flags(&c.auth_mechanism)],
            "PermissionGroups" => vec![flags(&c.permission_groups)],
            _ => vec![flags(&c.transport_role)],
        }
    };
    remedy.plan.iter().map(property).collect()
}

/// Whether the output shows each of these values: by one line per entry, or by a line for several servers that are alike.
fn shows(output: &[String], expected: &[Vec<String>]) -> bool {
    let mut left: Vec<String> = Vec::new();
    let mut expected: Vec<Vec<String>> = expected.iter().map(|entries| sorted(entries.clone())).collect();
    for line in output {
        let alike = line.split_once(": ").and_then(|(head, values)| {
            let count = head.strip_suffix(" servers").or_else(|| head.strip_suffix(" Server"))?;
            Some((count.parse::<usize>().ok()?, values))
        });
        let Some((count, values)) = alike else {
            left.push(line.clone());
            continue;
        };
        for _ in 0..count {
            let same = |entries: &Vec<String>| {
                let mut shown: Vec<&str> = values.split(", ").collect();
                shown.sort_unstable();
                entries.join(", ") == values || entries.iter().eq(shown.iter())
            };
            let Some(at) = expected.iter().position(same) else { return false };
            expected.remove(at);
        }
    }
    sorted(left) == sorted(expected.concat())
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

/// One case: an organization and what runs in it, with what must be true after each run.
struct Case {
    about: String,
    organization: Value,
    refuse: String,
    runs: Vec<Run>,
}

struct Run {
    what: &'static str,
    text: String,
    arguments: Vec<&'static str>,
    state: Vec<String>,
    fails: bool,
    retried: usize,
    /// The values that it shows, where that is promised.
    prints: Option<Vec<Vec<String>>>,
}

fn run(what: &'static str, lists: &[String], state: &[String]) -> Run {
    Run {
        what,
        text: lists.join("\n"),
        arguments: vec![],
        state: state.to_vec(),
        fails: false,
        retried: 0,
        prints: None,
    }
}

/// Everything that a ready remedy must stand.
fn cases(about: &str, snapshot: &Snapshot, remedy: &Remedy, wire: &wire::Remedy) -> Vec<Case> {
    let (before, after) = (state(snapshot), state(&remedy::apply(snapshot, &remedy.plan)));
    // Where Exchange would refuse the way back, none is written, and the switch is not there.
    let has_way_back = remedy.no_way_back.is_none();
    assert_eq!(has_way_back, !wire.rollback.is_empty());
    let restored = if has_way_back { before.clone() } else { after.clone() };
    let script = |what, arguments: &[&'static str], state: &[String]| Run {
        arguments: arguments.to_vec(),
        ..run(what, std::slice::from_ref(&wire.script), state)
    };
    let queues = remedy.queues.len();
    let case = |name: &str, refuse: String, organization: Value, runs: Vec<Run>| Case {
        about: format!("{about}: {}: {name}", wire.id),
        organization,
        refuse,
        runs,
    };
    let mut stale = snapshot.clone();
    let changed = &mut stale.receive_connectors[remedy.plan[0].connector.min(snapshot.receive_connectors.len() - 1)];
    if let Shown::Whole { value, .. } = &mut changed.remote_ip_ranges {
        value.push(RemoteIpRange::read("203.0.113.77"));
    }
    changed.enabled = Shown::Whole { value: false, place: changed.place };
    changed.fqdn = Shown::Whole { value: "EX1".to_owned(), place: changed.place };
    changed.auth_mechanism = Shown::Whole { value: vec![AuthMechanism::Integrated], place: changed.place };
    changed.permission_groups = Shown::Whole { value: vec![PermissionGroup::Partners], place: changed.place };
    if let remedy::Setting::TransportRole(_) = remedy.plan[0].setting {
        changed.transport_role = Shown::Whole { value: vec![TransportRole::Cafe], place: changed.place };
    }
    let last = remedy.plan.last().unwrap().target(snapshot).unwrap().identity();
    let mut all = vec![
        case(
            "lists",
            String::new(),
            organization(snapshot),
            vec![
                run("commands", &wire.commands, &after),
                Run { prints: Some(printed(snapshot, remedy)), ..run("verify", &wire.verify, &after) },
                Run { retried: queues, ..run("retry", &wire.retry, &after) },
                run("rollback", &wire.rollback, &restored),
                run("rollback again", &wire.rollback, &restored),
            ],
        ),
        case("lines", String::new(), organization(snapshot), vec![run("lines", &wire.lines, &after)]),
        case(
            "script",
            String::new(),
            organization(snapshot),
            vec![
                script("-WhatIf", &["WhatIf"], &before),
                script("script", &[], &after),
                Run { retried: queues, fails: queues == 0, ..script("-RetryQueues", &["RetryQueues"], &after) },
                Run { fails: !has_way_back, ..script("-Undo -WhatIf", &["Undo", "WhatIf"], &after) },
                Run { fails: !has_way_back, ..script("-Undo", &["Undo"], &restored) },
            ],
        ),
        case(
            "a refused step",
            last,
            organization(snapshot),
            vec![
                Run { fails: true, ..run("commands", &wire.commands, &before) },
                Run { fails: true, ..script("script", &[], &before) },
            ],
        ),
    ];
    let creates = matches!(remedy.plan[0].setting, remedy::Setting::Create(_));
    if !creates {
        let unchanged = state(&stale);
        all.push(case(
            "not as pasted",
            String::new(),
            organization(&stale),
            vec![
                Run { fails: true, ..run("commands", &wire.commands, &unchanged) },
                Run { fails: true, ..script("script", &[], &unchanged) },
            ],
        ));
    }
    all
}

/// A PowerShell, or a line that says that there is none.
pub(super) fn powershell() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join("pwsh")).find(|file| file.is_file());
    if found.is_none() {
        eprintln!("skipped: no pwsh on the PATH");
    }
    found
}

/// Runs all cases in one PowerShell. A case is `{ connectors, refuse, runs: [{ text, arguments }] }`; per run come
/// `{ errors, output, retried, state }`.
pub(super) fn run_all(pwsh: &Path, name: &str, cases: &[Value]) -> Vec<Vec<Value>> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let (input, output) = (folder.join("cases.json"), folder.join("results.json"));
    std::fs::write(&input, serde_json::to_vec(cases).unwrap()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/powershell/run.ps1");
    // The backups of the scripts go to the home folder: give them one of their own.
    let status = Command::new(pwsh)
        .args(["-NoProfile", "-File"])
        .arg(script)
        .args([&input, &output])
        .env("HOME", &folder)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{name}: PowerShell ended with {status}");
    let text = std::fs::read_to_string(&output).unwrap();
    serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap()
}

/// Runs all cases and checks every promise.
fn check(pwsh: &Path, name: &str, cases: &[Case]) {
    let json: Vec<_> = cases
        .iter()
        .map(|case| {
            let runs: Vec<_> = case.runs.iter().map(|r| json!({ "text": r.text, "arguments": r.arguments })).collect();
            json!({ "connectors": case.organization, "refuse": case.refuse, "runs": runs })
        })
        .collect();
    let results = run_all(pwsh, name, &json);
    assert_eq!(results.len(), cases.len());
    for (case, result) in cases.iter().zip(results) {
        for (run, got) in case.runs.iter().zip(result) {
            let about = format!("{} / {}", case.about, run.what);
            let texts = |key: &str| -> Vec<String> {
                let list = got[key].as_array().cloned().unwrap_or_default();
                list.iter().map(|v| v.as_str().unwrap_or_default().to_owned()).collect()
            };
            let errors = texts("errors");
            assert_eq!(!errors.is_empty(), run.fails, "{about}: {errors:#?}\n{}", run.text);
            assert_eq!(texts("state"), run.state, "{about}\n{}", run.text);
            assert_eq!(texts("retried").len(), run.retried, "{about}");
            if let Some(expected) = &run.prints {
                let output = texts("output");
                assert!(shows(&output, expected), "{about}\n{}\n{output:#?}\n{expected:#?}", run.text);
            }
        }
    }
}

/// The cases of every ready remedy of these, in both languages.
fn ready_cases(about: &str, snapshot: &Snapshot, remedies: &[Remedy]) -> Vec<Case> {
    let mut all = Vec::new();
    for (index, remedy) in remedies.iter().filter(|r| r.is_ready()).enumerate() {
        let language = if index % 2 == 0 { Language::English } else { Language::German };
        let wire = mailflow_doctor::report::remedy::remedy(snapshot, remedy, language);
        let longest = wire.script.lines().map(|line| line.chars().count()).max();
        assert!(longest.unwrap() < 2_000, "{about}: a line of {longest:?} characters");
        all.extend(cases(about, snapshot, remedy, &wire));
    }
    assert!(!all.is_empty(), "{about}: nothing is ready");
    all
}

fn capture_cases(about: &str, snapshot: &Snapshot, captures: Vec<Capture>) -> Vec<Case> {
    let queues = vec!["EX2010-1\\6841".to_owned(), "EX2010-2\\3307".to_owned()];
    let request = Request { pasted: &Pasted::of(snapshot), captures, queues, unaddressed: vec![] };
    ready_cases(about, snapshot, &remedy::for_captures(&request))
}

#[test]
fn scripts_with_hostile_names_keep_every_promise() {
    let Some(pwsh) = powershell() else { return };
    let mut all = Vec::new();
    for (index, name) in HOSTILE.iter().enumerate() {
        // A single address and one inside a block: an entry goes, another is split.
        let snapshot = twins(name, "10.1.1.20, 10.1.1.61, 10.2.0.0/24, 10.3.0.0(255.255.0.0)");
        all.extend(capture_cases(name, &snapshot, captures(&["10.1.1.20", "10.2.0.7"])));
        // Only a block: the addresses can be pinned, or get a connector of their own. Or nothing else on the
        // connector: it is disabled.
        let ranges = if index % 2 == 0 { "10.2.0.0/24" } else { "10.2.0.7, 10.2.0.9" };
        let snapshot = twins(name, ranges);
        all.extend(capture_cases(name, &snapshot, captures(&["10.2.0.7", "10.2.0.9"])));
    }
    check(&pwsh, "hostile", &all);
}

#[test]
fn single_connectors_are_set_right_and_back() {
    let Some(pwsh) = powershell() else { return };
    let mut edited = twins("Relay", "10.2.0.0/24");
    let default = &mut edited.receive_connectors[0];
    default.auth_mechanism = Shown::Whole { value: vec![AuthMechanism::Tls], place: default.place };
    default.permission_groups =
        Shown::Whole { value: vec![PermissionGroup::AnonymousUsers, PermissionGroup::Custom], place: default.place };
    default.fqdn = Shown::Whole { value: "mail.example.com".to_owned(), place: default.place };
    let queues = ["EX2\\17".to_owned()].into();
    let mut all = ready_cases("restore", &edited, &remedy::restore_default_connector(&Pasted::of(&edited), 0, &queues));
    let mut hub = twins("Relay", "10.2.0.0/24");
    let relay = &mut hub.receive_connectors[1];
    relay.transport_role = Shown::Whole { value: vec![TransportRole::HubTransport], place: relay.place };
    all.extend(ready_cases("role", &hub, &remedy::move_to_frontend(&Pasted::of(&hub), 1)));
    check(&pwsh, "single", &all);
}

#[test]
fn a_list_of_many_entries_stays_readable() {
    let Some(pwsh) = powershell() else { return };
    let many: Vec<_> = (0..1_200).map(|n| format!("10.{}.{}.{}", 50 + n / 250, n % 250, n % 200 + 1)).collect();
    let snapshot = twins("Relay", &format!("{}, 10.2.0.0/24", many.join(", ")));
    let all = capture_cases("many", &snapshot, captures(&["10.50.0.1", "10.2.0.9"]));
    check(&pwsh, "many", &all);
}

#[test]
fn another_notation_is_no_reason_to_stop() {
    let Some(pwsh) = powershell() else { return };
    // As JSON of live objects, tools and people write it, and as Exchange has it.
    let pasted = "10.1.1.20/32, 10.2.0.7-10.2.0.7, 10.3.0.0-10.3.0.255, 10.4.0.0(255.255.0.0), FD00::5";
    let real = "10.1.1.20, 10.2.0.7, 10.3.0.0/24, 10.4.0.0/16, fd00::5";
    let (pasted, mut real) = (twins("Relay", pasted), twins("Relay", real));
    let relay = &mut real.receive_connectors[1];
    relay.permission_groups =
        Shown::Whole { value: vec![PermissionGroup::AnonymousUsers, PermissionGroup::Custom], place: relay.place };
    let request = Request {
        pasted: &Pasted::of(&pasted),
        captures: captures(&["10.1.1.20", "10.3.0.9"]),
        queues: vec![],
        unaddressed: vec![],
    };
    let remedies = remedy::for_captures(&request);
    let best = remedies.iter().find(|r| r.recommended).unwrap();
    let wire = mailflow_doctor::report::remedy::remedy(&pasted, best, Language::English);
    let text = |list: &[String]| json!({ "text": list.join("\n"), "arguments": [] });
    let script = |arguments: &[&str]| json!({ "text": wire.script, "arguments": arguments });
    let runs = [text(&wire.commands), text(&wire.rollback), script(&[]), script(&["Undo"])];
    // The same with one address more in the place of another is another list.
    let mut other = real.clone();
    if let Shown::Whole { value, .. } = &mut other.receive_connectors[1].remote_ip_ranges {
        value[3] = RemoteIpRange::read("10.4.0.0/15");
    }
    let cases = [&real, &other].map(|s| json!({ "connectors": organization(s), "refuse": "", "runs": runs }));
    let results = run_all(&pwsh, "notation", &cases);
    for (run, got) in results[0].iter().enumerate() {
        assert_eq!(got["errors"], json!([]), "run {run}");
    }
    assert_ne!(results[0][0]["state"], results[0][1]["state"]);
    assert_ne!(results[1][0]["errors"], json!([]), "that is not what was pasted");
}
