//! Laws of certainty on random organisations.
//!
//! One organisation is printed whole, parts of the paste are hidden in every way of [`hiding`], the engine diagnoses,
//! and a naive evaluator asks whether each claim holds in every organisation that the paste still agrees with:
//!
//! - what is proven holds in every one of them;
//! - hiding with a sign never makes a claim more certain;
//! - a recommended remedy leaves every session working and every device's relay as it was;
//! - without hiding, a cause that lies in printed properties is first, and proven.
//!
//! The seed is fixed. `MAILFLOW_DOCTOR_SEED` and `MAILFLOW_DOCTOR_ORGANISATIONS` choose another run.

mod causes;
mod ehlo;
mod features;
mod hiding;
mod hiding_output;
mod hiding_servers;
mod organisation;
mod paste;
mod range;
mod remedies;

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use mailflow_doctor::{Input, Session, diagnose, land};
use serde_json::{Value, json};

use super::golden_scripts::connector;
use super::powershell::{powershell, run_all};
use hiding::{Alternative, any};
use organisation::{Meets, Organisation, random};
use paste::{Layout, Paste};
use range::{address, v4, v6};

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn organisations(usual: u64) -> impl Iterator<Item = (u64, Rng, Organisation)> {
    let (seed, count) = (setting("MAILFLOW_DOCTOR_SEED", 1), setting("MAILFLOW_DOCTOR_ORGANISATIONS", usual));
    (0..count).map(move |number| {
        let id = seed.wrapping_mul(1_000_003).wrapping_add(number);
        let mut rng = Rng::with_seed(id);
        let organisation = random(&mut rng);
        (id, rng, organisation)
    })
}

fn report(text: &str) -> Value {
    serde_json::to_value(diagnose(&Input::text(text))).unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// What the paste agrees with: each alternative of each hidden part alone, and some of them together.
fn completions(rng: &mut Rng, organisation: &Organisation, hidden: &[Vec<Alternative>]) -> Vec<Organisation> {
    let mut all = vec![organisation.clone()];
    for alternatives in hidden {
        for change in alternatives {
            let mut completed = organisation.clone();
            change(&mut completed);
            all.push(completed);
        }
    }
    if hidden.len() > 1 {
        for _ in 0..24 {
            let mut completed = organisation.clone();
            for alternatives in hidden {
                alternatives[rng.usize(0..alternatives.len())](&mut completed);
            }
            all.push(completed);
        }
    }
    all
}

/// Codes that blame a receive connector for a queue.
const BLAMES_A_CONNECTOR: [&str; 6] = [
    "relay-captures-exchange",
    "relay-captures-exchange-externally-secured",
    "default-connector-missing-exchange-auth",
    "permission-group-missing",
    "x-anonymous-tls-suppressed",
    "hub-role-connector-on-25",
];

/// The proven claims that blame a connector: each must hold in every completion.
fn broken_claims(report: &Value, completions: &[Organisation]) -> (usize, Vec<String>) {
    let (mut claims, mut broken) = (0, Vec::new());
    for finding in report["findings"].as_array().unwrap() {
        let code = finding["code"].as_str().unwrap();
        if finding["certainty"] != "proven" {
            continue;
        }
        let title = finding["title"].as_str().unwrap();
        if finding["severity"] == "blocking" && BLAMES_A_CONNECTOR.contains(&code) {
            for identity in texts(&finding["subject"]["queues"]) {
                claims += 1;
                let fails = |o: &Organisation| {
                    let queue = o.queues.iter().find(|q| o.queue_identity(q) == identity);
                    queue.is_some_and(|queue| o.fails_for_sure(queue))
                };
                if let Some(completed) = completions.iter().find(|o| !fails(o)) {
                    let queue = completed.queues.iter().find(|q| completed.queue_identity(q) == identity);
                    let passing = queue.map(|queue| completed.passing(queue));
                    let told = completed.told();
                    broken.push(format!("{code}: {title}\n{identity} need not fail ({passing:?}) in\n{told}"));
                }
            }
        }
        if code.starts_with("relay-captures-exchange") || code == "relay-would-capture-exchange" {
            let connectors = texts(&finding["subject"]["connectors"]);
            for source in texts(&finding["subject"]["addresses"]).into_iter().filter_map(address) {
                claims += 1;
                let is_taken = |o: &Organisation| {
                    (0..o.servers.len()).any(|server| {
                        let locals = o.servers[server].addresses.iter();
                        locals.into_iter().any(|local| {
                            [25, 2525].iter().any(|port| {
                                let taken = o.answers(server, *local, *port, source);
                                taken.is_ok_and(|index| connectors.contains(&o.identity(index).as_str()))
                            })
                        })
                    })
                };
                if let Some(completed) = completions.iter().find(|o| !is_taken(o)) {
                    broken.push(format!("{code}: {title}\n{source} need not land there in\n{}", completed.told()));
                }
            }
        }
    }
    (claims, broken)
}

/// The landings that are answered for sure: each must hold in every completion.
fn broken_landings(text: &str, organisation: &Organisation, completions: &[Organisation]) -> (usize, Vec<String>) {
    let mut sessions = Vec::new();
    let mut asked = Vec::new();
    for server in 0..organisation.servers.len() {
        let sources = organisation.servers.iter().flat_map(|s| s.addresses.iter().copied());
        for source in sources.chain(organisation.devices.iter().map(|d| d.address)) {
            for port in [25, 2525] {
                let own = organisation.servers[server].addresses.iter().copied();
                for local in own.filter(|own| own.is_ipv4() == source.is_ipv4()).map(Some).chain([None]) {
                    let name = organisation.servers[server].name.clone();
                    let named = local.map(|local| local.to_string());
                    sessions.push(Session { from: source.to_string(), to: name, local: named, port });
                    // Without one, a local address is meant that no connector binds by itself.
                    let unbound = if source.is_ipv4() { v4(10, 254, 254, 254) } else { v6(0xfefe, 0xfefe) };
                    asked.push((server, local.unwrap_or(unbound), port, source));
                }
            }
        }
    }
    let answers = serde_json::to_value(land(&Input::text(text), &sessions)).unwrap();
    let (mut claims, mut broken) = (0, Vec::new());
    for ((server, local, port, source), answer) in asked.into_iter().zip(answers.as_array().unwrap()) {
        let outcome = answer["outcome"].as_str().unwrap();
        if outcome == "undecidable" {
            continue;
        }
        claims += 1;
        let agrees = |o: &Organisation| match (outcome, o.answers(server, local, port, source)) {
            ("no-connector", answer) => answer == Err(Meets::NoConnector),
            ("nothing-listens", answer) => answer == Err(Meets::NothingListens),
            (_, Ok(index)) => answer["connector"].as_str() == Some(o.identity(index).as_str()),
            (_, Err(_)) => false,
        };
        if let Some(completed) = completions.iter().find(|o| !agrees(o)) {
            broken.push(format!(
                "{source} to {} ({local}:{port}) is said to be {outcome} on {}\nnot so in\n{}",
                organisation.servers[server].name,
                answer["connector"],
                completed.told()
            ));
        }
    }
    (claims, broken)
}

/// Prints the first few and fails, where there are any.
#[track_caller]
fn none_broken(law: &str, claims: usize, broken: &[String]) {
    eprintln!("{law}: {claims} claims tried, {} broken", broken.len());
    let shown = broken.iter().take(3).cloned().collect::<Vec<_>>().join("\n----\n");
    assert!(broken.is_empty(), "{law}: {} of {claims} claims do not hold\n{shown}", broken.len());
    assert!(claims > 50, "{law}: too few claims to mean anything: {claims}");
}

/// An organisation, a paste that hides something of it, and what the paste agrees with.
struct Case {
    about: String,
    organisation: Organisation,
    whole: String,
    text: String,
    completions: Vec<Organisation>,
}

fn hidden_case(id: u64, rng: &mut Rng, organisation: Organisation) -> Option<Case> {
    let layout = if rng.u8(0..4) == 0 { Layout::Csv } else { Layout::List };
    let whole = Paste::whole(&organisation, layout);
    let mut paste = whole.clone();
    let mut about = format!("organisation {id}");
    let mut parts = Vec::new();
    for _ in 0..rng.usize(1..=2) {
        if let Some((way, part)) = any(rng, &organisation, &mut paste) {
            about.push_str(&format!("; {way}: {}", part.what));
            parts.push((part.alternatives, hiding::printed(&paste)));
        }
    }
    // A connector whose record is gone in the end gives no sign of what was hidden in it before.
    let left = hiding::printed(&paste);
    let without_sign = |(alternatives, printed): (_, BTreeSet<usize>)| {
        hiding::leaving(printed.difference(&left).copied().collect(), alternatives)
    };
    let hidden: Vec<_> = parts.into_iter().map(without_sign).collect();
    if hidden.is_empty() {
        return None;
    }
    let completions = completions(rng, &organisation, &hidden);
    if setting("MAILFLOW_DOCTOR_SHOW", u64::MAX) == id {
        eprintln!("{about}\n{}", paste.text());
    }
    Some(Case { about, whole: whole.text(), text: paste.text(), organisation, completions })
}

#[test]
fn what_is_proven_holds_in_every_completion() {
    let (mut claims, mut broken) = (0, Vec::new());
    for (id, mut rng, organisation) in organisations(400) {
        let Some(case) = hidden_case(id, &mut rng, organisation) else { continue };
        let (tried, failed) = broken_claims(&report(&case.text), &case.completions);
        claims += tried;
        broken.extend(failed.into_iter().map(|text| format!("{}\n{text}", case.about)));
    }
    none_broken("proven holds in every completion", claims, &broken);
}

#[test]
fn a_decided_landing_holds_in_every_completion() {
    let (mut claims, mut broken) = (0, Vec::new());
    for (id, mut rng, organisation) in organisations(120) {
        let Some(case) = hidden_case(id, &mut rng, organisation) else { continue };
        let (tried, failed) = broken_landings(&case.text, &case.organisation, &case.completions);
        claims += tried;
        broken.extend(failed.into_iter().map(|text| format!("{}\n{text}", case.about)));
    }
    none_broken("a decided landing holds in every completion", claims, &broken);
}

const LEVELS: [&str; 4] = ["", "possible", "likely", "proven"];

/// The certainty of each code for each queue and connector.
fn certainties(report: &Value) -> BTreeMap<(String, String), usize> {
    let mut levels = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let code = finding["code"].as_str().unwrap();
        if !BLAMES_A_CONNECTOR.contains(&code) || finding["severity"] != "blocking" {
            continue;
        }
        let level = LEVELS.iter().position(|level| finding["certainty"] == *level).unwrap();
        for queue in texts(&finding["subject"]["queues"]) {
            let highest = levels.entry((code.to_owned(), queue.to_owned())).or_insert(0);
            *highest = level.max(*highest);
        }
    }
    levels
}

#[test]
fn hiding_with_a_sign_never_makes_a_claim_more_certain() {
    let (mut claims, mut broken) = (0, Vec::new());
    for (id, mut rng, organisation) in organisations(300) {
        let Some(case) = hidden_case(id, &mut rng, organisation) else { continue };
        let before = certainties(&report(&case.whole));
        for (key, level) in certainties(&report(&case.text)) {
            claims += 1;
            let was = before.get(&key).copied().unwrap_or(0);
            // What is hidden may open a rival that the whole paste excludes; it may not prove anything new.
            if level > was && level == LEVELS.len() - 1 {
                broken.push(format!("{}\n{key:?}: {} became {}", case.about, LEVELS[was], LEVELS[level]));
            }
        }
    }
    none_broken("hiding with a sign never raises a certainty to proven", claims, &broken);
}

/// The recommended remedies of a report, each with its finding.
fn recommended(report: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    let findings = report["findings"].as_array().into_iter().flatten();
    findings.flat_map(|finding| {
        let remedies = finding["remedies"].as_array().into_iter().flatten();
        remedies.filter(|remedy| remedy["recommended"] == true).map(move |remedy| (finding, remedy))
    })
}

#[test]
fn a_recommended_remedy_cures_what_it_is_for_and_harms_nobody() {
    let (mut claims, mut broken) = (0, Vec::new());
    for (id, _, organisation) in organisations(400) {
        let report = report(&Paste::whole(&organisation, Layout::List).text());
        for (finding, remedy) in recommended(&report) {
            let Some(after) = remedies::carried_out(&organisation, remedy) else { continue };
            claims += 1;
            let mut wrong = remedies::harm(&organisation, &after);
            wrong.extend(remedies::still_refused(&organisation, &after, finding));
            if !wrong.is_empty() {
                broken.push(format!(
                    "organisation {id}: {}: {}\n{}\n{}",
                    finding["code"],
                    remedy["title"],
                    wrong.join("\n"),
                    organisation.told()
                ));
            }
        }
    }
    none_broken("a recommended remedy cures and harms nobody", claims, &broken);
}

#[test]
fn a_remedy_that_is_recommended_for_a_paste_with_hidden_parts_harms_nobody() {
    let (mut claims, mut broken) = (0, Vec::new());
    for (id, mut rng, organisation) in organisations(400) {
        let Some(case) = hidden_case(id, &mut rng, organisation) else { continue };
        let report = report(&case.text);
        for (finding, remedy) in recommended(&report) {
            let carried_out = |organisation| remedies::carried_out(organisation, remedy);
            // What no completion can carry out is no claim that was tried.
            if !case.completions.iter().any(|completed| carried_out(completed).is_some()) {
                continue;
            }
            claims += 1;
            let harmed = case.completions.iter().find_map(|completed| {
                let after = carried_out(completed)?;
                let harm = remedies::harm(completed, &after);
                (!harm.is_empty()).then(|| format!("{}\n{}", harm.join("\n"), completed.told()))
            });
            if let Some(harmed) = harmed {
                broken.push(format!("{}\n{}: {}\n{harmed}", case.about, finding["code"], remedy["title"]));
            }
        }
    }
    none_broken("a recommended remedy harms nobody in any completion", claims, &broken);
}

#[test]
fn without_hiding_a_printed_cause_is_first_and_proven() {
    let (mut claims, mut broken) = (0, Vec::new());
    for (id, _, organisation) in organisations(600) {
        let failing: Vec<_> = organisation.queues.iter().filter(|q| q.reply.is_some()).collect();
        // Every queue that waits does so for one reason: no connector on its way offers the authentication.
        let explained = |queue: &&organisation::Queue| {
            let sessions = organisation.sessions(queue);
            // Which servers of another site are behind its name is an assumption.
            let is_to_site = matches!(queue.hop, organisation::Hop::RemoteSite(_));
            !is_to_site
                && sessions.iter().all(|(target, local, port, source)| {
                    matches!(organisation.meets(*target, *local, *port, *source), Meets::NotOffered(_))
                })
        };
        // Which servers are behind an Edge subscription, and whether an Edge server is behind another next hop, is an
        // assumption.
        let has_edge = organisation.servers.iter().any(|server| server.is_edge);
        // So it is whether a server has an address of a family of which the paste prints none.
        let families =
            |server: &organisation::Server| [true, false].map(|v4| server.addresses.iter().any(|a| a.is_ipv4() == v4));
        let is_alike = organisation.servers.iter().all(|server| families(server) == families(&organisation.servers[0]));
        if has_edge || !is_alike || failing.is_empty() || !failing.iter().all(explained) {
            continue;
        }
        let text = Paste::whole(&organisation, Layout::List).text();
        let report = report(&text);
        let proven: Vec<_> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["severity"] == "blocking" && f["certainty"] == "proven")
            .collect();
        for queue in failing {
            claims += 1;
            let identity = organisation.queue_identity(queue);
            let named = |f: &&&Value| texts(&f["subject"]["queues"]).contains(&identity.as_str());
            let found = proven.iter().filter(named).any(|f| BLAMES_A_CONNECTOR.contains(&f["code"].as_str().unwrap()));
            if !found {
                let told: Vec<_> = report["findings"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .take(3)
                    .map(|f| format!("{} {} {}", f["certainty"], f["title"], f["assumptions"]))
                    .collect();
                broken.push(format!(
                    "organisation {id}: {identity} is not proven\n{}\n{}",
                    told.join("\n"),
                    organisation.told()
                ));
            }
        }
    }
    none_broken("a printed cause is proven", claims, &broken);
}

#[test]
fn each_printed_cause_is_first_and_as_certain_as_its_reply_allows() {
    let (mut claims, mut broken) = (0, Vec::new());
    for (id, mut rng, _) in organisations(20) {
        for cause in causes::CAUSES {
            let Some(organisation) = causes::with(&mut rng, cause) else { continue };
            claims += 1;
            let report = report(&Paste::whole(&organisation, Layout::List).text());
            let first = &report["findings"][0];
            let named = texts(&first["subject"]["queues"])
                .contains(&organisation.queue_identity(&organisation.queues[0]).as_str());
            if first["code"] != cause.code
                || first["certainty"] != cause.certainty
                || first["severity"] != "blocking"
                || !named
            {
                let told: Vec<_> = report["findings"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .take(3)
                    .map(|f| format!("{} {} {} {}", f["certainty"], f["code"], f["title"], f["assumptions"]))
                    .collect();
                broken.push(format!(
                    "organisation {id}: {}\n{}\n{}",
                    cause.about,
                    told.join("\n"),
                    organisation.told()
                ));
            }
        }
    }
    none_broken("each printed cause is first", claims, &broken);
}

#[test]
fn the_checks_on_the_servers_agree_with_the_engine() {
    let Some(pwsh) = powershell() else { return };
    let (mut cases, mut about) = (Vec::new(), Vec::new());
    for (id, _, organisation) in organisations(120) {
        let report = report(&Paste::whole(&organisation, Layout::List).text());
        let connectors: Vec<_> = report["receive_connectors"].as_array().unwrap().iter().map(connector).collect();
        let proven = report["findings"].as_array().unwrap().iter().filter(|f| f["certainty"] == "proven");
        for remedy in proven.flat_map(|finding| finding["remedies"].as_array().unwrap()) {
            for prove in texts(&remedy["prove"]) {
                let runs = [json!({ "text": prove, "arguments": [] })];
                cases.push(json!({ "connectors": connectors, "refuse": "", "runs": runs }));
                about.push(format!("organisation {id}, {}", remedy["id"]));
            }
        }
    }
    let results = run_all(&pwsh, "laws", &cases);
    for (about, result) in about.iter().zip(&results) {
        assert_eq!(result[0]["errors"], json!([]), "{about}");
    }
    assert!(results.len() >= 20, "{} remedies", results.len());
}

/// What is ruled out as a cause is the cause in no completion.
#[test]
fn what_is_excluded_is_the_cause_in_no_completion() {
    use mailflow_doctor::diagnosis::excluded::{self, Because};
    let (mut claims, mut broken) = (0, Vec::new());
    for (id, mut rng, organisation) in organisations(400) {
        let Some(case) = hidden_case(id, &mut rng, organisation) else { continue };
        let input = Input::text(&case.text);
        let read = mailflow_doctor::model::read(&input);
        let diagnosed = mailflow_doctor::diagnosis::Case::of(&read.snapshot);
        for finding in mailflow_doctor::diagnosis::findings(&diagnosed) {
            for it in excluded::of(&diagnosed, &finding) {
                for index in &it.connectors {
                    claims += 1;
                    let identity = read.snapshot.receive_connectors[*index].identity();
                    let lands_on_it = |o: &Organisation| {
                        let about = |q: &&organisation::Queue| finding.subject.queues.contains(&o.queue_identity(q));
                        let mut sessions = o.queues.iter().filter(about).flat_map(|queue| o.sessions(queue));
                        sessions.find(|(target, local, port, source)| {
                            let answers = o.answers(*target, *local, *port, *source).ok();
                            let answers = answers.filter(|by| o.identity(*by) == identity);
                            answers
                                .is_some_and(|by| it.because != Because::AnswersWell || o.lacks_what_servers_need(by))
                        })
                    };
                    if let Some((completed, session)) = case.completions.iter().find_map(|o| Some((o, lands_on_it(o)?)))
                    {
                        let told = completed.told();
                        broken.push(format!(
                            "{}\n{identity} is excluded ({:?})\nnot so for {session:?} in\n{told}",
                            case.about, it.because
                        ));
                    }
                }
            }
        }
    }
    none_broken("what is excluded is the cause in no completion", claims, &broken);
}
