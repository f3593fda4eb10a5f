//! "What if I ran this?" and "what changed?" on the golden cases.

use std::fs;
use std::path::Path;

use mailflow_doctor::{Input, Language, compare, what_if, wire};

/// The seed case: the relays of both servers list both senders.
struct Seed {
    queue: String,
    connectors: String,
}

const ONE: &str =
    r"Set-ReceiveConnector 'EX2016-1\Relay EX2016-1' -RemoteIPRanges @{Remove='192.168.10.11','192.168.10.12'}";
const BOTH: &str =
    r"Get-ReceiveConnector '*\Relay*' | Set-ReceiveConnector -RemoteIPRanges @{Remove='192.168.10.11','192.168.10.12'}";

impl Seed {
    fn new() -> Self {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/000-relay-holds-2010-addresses-on-both-targets");
        let text = |file: &str| fs::read_to_string(folder.join(file)).unwrap().replace('\r', "");
        Self { queue: text("queue.txt"), connectors: text("connectors.txt") }
    }

    /// The connectors as a text in which this stands for that.
    fn with(&self, from: &str, to: &str) -> String {
        let changed = self.connectors.replace(from, to);
        assert_ne!(changed, self.connectors);
        changed
    }

    fn input(&self) -> Input<'_> {
        self.after(&self.connectors)
    }

    fn after<'a>(&'a self, connectors: &'a str) -> Input<'a> {
        addressed(Input::text(connectors).with_text("queue.txt", &self.queue))
    }

    fn what_if(&self, command: &str) -> wire::WhatIf {
        what_if(&self.input(), command)
    }
}

fn addressed(input: Input<'_>) -> Input<'_> {
    input.with_addresses("EX2010-1", &["192.168.10.11"]).with_addresses("EX2010-2", &["192.168.10.12"])
}

/// `code severity state` of every finding.
fn states(findings: &[wire::FindingState]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {} {}", f.code, f.severity, f.state)).collect()
}

/// `server first-last from -> to` of every effect, names without their server.
fn moves(effects: &[wire::Effect]) -> Vec<String> {
    let name = |n: &Option<String>| n.as_deref().map_or("-", |n| n.split_once('\\').unwrap().1).to_owned();
    effects
        .iter()
        .map(|e| format!("{}:{} {}-{} {} -> {}", e.server, e.port, e.first, e.last, name(&e.from), name(&e.to)))
        .collect()
}

#[test]
fn a_command_that_cures_one_server_leaves_the_other() {
    let answer = Seed::new().what_if(ONE);
    assert_eq!(answer.state, "applied");
    assert_eq!(answer.acceptance.unwrap().accepted, Some(true));
    let expected = ["EX2016-1:25 192.168.10.11-192.168.10.12 Relay EX2016-1 -> Default Frontend EX2016-1"];
    assert_eq!(moves(&answer.effects), expected);
    // Mail passes through the first server, so what is left is a risk; the two servers now differ.
    let expected = ["relay-would-capture-exchange risk still-there", "partial-server-config advice new"];
    assert_eq!(states(&answer.findings), expected);
    assert_eq!(answer.findings[0].no_longer, [r"EX2016-1\Relay EX2016-1"]);
    let report = answer.report.unwrap();
    assert_eq!(report.findings.len(), 2);
    assert!(report.findings[0].remedies[0].recommended, "the full remedies come with it");
}

#[test]
fn a_command_that_cures_both_leaves_nothing() {
    let answer = Seed::new().what_if(BOTH);
    assert_eq!(states(&answer.findings), ["relay-captures-exchange blocking gone"]);
    assert_eq!(answer.summary, "2 connectors would change: 2 address ranges change connector. Findings: 1 gone.");
    assert_eq!(answer.report.unwrap().findings.len(), 0);
}

/// The lines of every remedy of every golden case, asked back as one command, do what the remedy says.
#[test]
fn the_lines_of_a_remedy_do_what_the_remedy_does() {
    let mut asked = 0;
    for case in super::cases::cases() {
        let input = super::cases::input(&case.sources, &case.addresses);
        let report = mailflow_doctor::diagnose(&input);
        for remedy in report.findings.iter().flat_map(|finding| &finding.remedies) {
            let about = format!("{}: {}", case.name(), remedy.id);
            assert_eq!(remedy.lines.is_empty(), remedy.script.is_empty(), "{about}");
            if remedy.lines.is_empty() {
                continue;
            }
            let command = remedy.lines.join("\n");
            let answer = what_if(&input, &command);
            assert_eq!(answer.state, "applied", "{about}: {:?}\n{command}", answer.remarks);
            // A remedy tells its servers in the order of its plan.
            let sorted = |effects: &[wire::Effect]| {
                let mut told: Vec<String> = effects.iter().map(|effect| format!("{effect:?}")).collect();
                told.sort();
                told
            };
            assert_eq!(sorted(&answer.effects), sorted(&remedy.effects), "{about}\n{command}");
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
}

#[test]
fn several_commands_are_worked_out_in_order() {
    let seed = Seed::new();
    let other = ONE.replace("EX2016-1", "EX2016-2");
    let both = seed.what_if(&format!("{ONE}\n{other}"));
    assert_eq!((both.state.as_ref(), moves(&both.effects)), ("applied", moves(&seed.what_if(BOTH).effects)));
    // The second command sees what the first one left.
    let back = ONE.replace("Remove=", "Add=");
    let nothing = seed.what_if(&format!("{ONE}; {back}"));
    assert_eq!((nothing.state.as_ref(), nothing.effects.len(), nothing.changes.len()), ("applied", 0, 0));
    let gone = seed.what_if(&format!("Remove-ReceiveConnector 'EX2016-1\\Relay EX2016-1'; {ONE}"));
    assert_eq!(gone.state, "not-understood");
    // What was removed is in nobody's way.
    let new = |name: &str| {
        format!(
            "New-ReceiveConnector -Name {name} -Server EX2016-1 -Usage Custom -TransportRole FrontendTransport -Bindings 0.0.0.0:25 -RemoteIPRanges 192.168.10.11"
        )
    };
    let refused = seed.what_if(&new("Again"));
    let replaced = seed.what_if(&format!("Remove-ReceiveConnector 'EX2016-1\\Relay EX2016-1'\n{}", new("Again")));
    assert_eq!((refused.state.as_ref(), replaced.state.as_ref()), ("refused", "applied"));
    let come_and_gone =
        seed.what_if(&format!("{}\nRemove-ReceiveConnector EX2016-1\\Other", new("Other").replace("10.11", "77.7")));
    assert_eq!(
        (come_and_gone.state.as_ref(), come_and_gone.removed.len(), come_and_gone.effects.len()),
        ("applied", 0, 0)
    );
}

#[test]
fn a_command_that_changes_nothing_says_so() {
    let answer = Seed::new().what_if(r"Set-ReceiveConnector 'EX2016-1\Relay EX2016-1' -Enabled $true");
    assert_eq!((answer.state.as_ref(), answer.changes.len(), answer.effects.len()), ("applied", 0, 0));
    assert_eq!(answer.summary, "The command changes nothing: no address changes connector. Findings: 1 still there.");
    assert_eq!(answer.proof.unwrap(), "Checked over the whole address space: no address changes connector.");
    assert_eq!(states(&answer.findings), ["relay-captures-exchange blocking still-there"]);
}

#[test]
fn a_command_that_breaks_something_says_what() {
    let answer =
        Seed::new().what_if(r"Set-ReceiveConnector 'EX2016-1\Relay EX2016-1' -RemoteIPRanges @{Add='192.168.0.0/16'}");
    assert_eq!(answer.state, "applied");
    assert_eq!(answer.effects.len(), 4, "beside and between the entries that are there: {:?}", moves(&answer.effects));
    let answer = Seed::new().what_if(r"Remove-ReceiveConnector 'EX2016-1\Default Frontend EX2016-1' -Confirm:$false");
    assert_eq!(answer.removed, [r"EX2016-1\Default Frontend EX2016-1"]);
    assert!(answer.effects.iter().any(|e| e.to.is_none()), "{:?}", moves(&answer.effects));
}

#[test]
fn a_command_that_exchange_refuses_changes_nothing() {
    let answer = Seed::new().what_if(
        r"Set-ReceiveConnector 'EX2016-1\Relay EX2016-1' -AuthMechanism Tls,ExchangeServer -Fqdn relay.example.com",
    );
    assert_eq!((answer.state.as_ref(), answer.effects.len(), answer.report.is_none()), ("refused", 0, true));
    let acceptance = answer.acceptance.unwrap();
    assert!(acceptance.accepted == Some(false) && acceptance.reason.contains("Fqdn"), "{}", acceptance.reason);
}

#[test]
fn a_command_that_is_not_understood_is_not_answered() {
    for (command, word) in [
        ("Set-ReceiveConnector $c -Enabled $true", "$c"),
        (r"Set-ReceiveConnector 'EX9\Relay' -Enabled $true", r"EX9\Relay"),
        (r"Set-ReceiveConnector 'EX2016-1\Relay EX2016-1' -Auth Tls", "-AuthMechanism, -AuthTarpitInterval"),
        ("", "no command"),
        ("Restart-Service MSExchangeTransport", "Restart-Service"),
    ] {
        let answer = Seed::new().what_if(command);
        assert_eq!(
            (answer.state.as_ref(), answer.acceptance, answer.effects.len()),
            ("not-understood", None, 0),
            "{command}"
        );
        assert!(answer.remarks[0].contains(word), "{command}: {}", answer.remarks[0]);
    }
}

#[test]
fn every_text_gives_an_answer() {
    let seed = Seed::new();
    for (at, _) in BOTH.char_indices() {
        seed.what_if(&BOTH[..at]);
        seed.what_if(&BOTH[at..]);
        assert_ne!(seed.what_if(&format!("{}\u{201c}{}", &BOTH[..at], &BOTH[at..])).state, "", "{at}");
    }
}

#[test]
fn the_planned_change_is_recognised() {
    let seed = Seed::new();
    let after = seed.with("192.168.10.11, 192.168.10.12, ", "");
    // Only the connectors are pasted again.
    let answer = compare(&seed.input(), &Input::text(&after));
    let remedies: Vec<_> = answer.remedies.iter().map(|r| (r.id.as_ref(), r.state.as_ref(), r.recommended)).collect();
    assert_eq!(remedies, [("take-addresses-off", "done", true)]);
    assert_eq!(answer.unplanned, []);
    assert_eq!(answer.connectors.len(), 2);
    assert_eq!(answer.connectors[0].changes[0].removed, ["192.168.10.11", "192.168.10.12"]);
    assert_eq!(states(&answer.findings), ["relay-captures-exchange blocking gone"]);
    assert_eq!(answer.queues.iter().map(|q| q.state).collect::<Vec<_>>(), ["not-shown"; 2]);
    assert_eq!(moves(&answer.effects).len(), 2);
    assert_eq!(answer.remarks.len(), 1, "addresses are carried over, and that is said: {:?}", answer.remarks);
}

#[test]
fn a_queue_that_was_not_tried_again_proves_nothing() {
    let seed = Seed::new();
    let after = seed.with("192.168.10.11, 192.168.10.12, ", "");
    let answer = compare(&seed.input(), &seed.after(&after));
    assert_eq!(states(&answer.findings), ["relay-captures-exchange blocking gone"]);
    assert_eq!(answer.queues.iter().map(|q| q.state).collect::<Vec<_>>(), ["not-retried"; 2]);
    // With another error the queue is in trouble for another reason, and that is told.
    let queue = seed.queue.replace(
        "451 5.7.3 Cannot achieve Exchange Server\n                   authentication.",
        "454 4.7.0 Temporary authentication failure.",
    );
    assert_ne!(queue, seed.queue);
    let answer = compare(&seed.input(), &addressed(Input::text(&after).with_text("queue.txt", &queue)));
    assert_eq!(answer.queues.iter().map(|q| q.state).collect::<Vec<_>>(), ["in-trouble"; 2]);
    assert!(states(&answer.findings).iter().any(|s| s.ends_with("new")), "{:?}", states(&answer.findings));
}

#[test]
fn a_part_of_the_plan_and_what_nobody_planned() {
    let seed = Seed::new();
    let after = seed.connectors.replacen("192.168.10.11, 192.168.10.12, ", "", 1).replacen(
        "AnonymousUsers, Custom",
        "AnonymousUsers",
        1,
    );
    let answer = compare(&seed.input(), &Input::text(&after));
    assert_eq!((answer.remedies[0].id.as_ref(), answer.remedies[0].state.as_ref()), ("take-addresses-off", "partly"));
    let unplanned: Vec<_> = answer.unplanned.iter().map(|c| (c.property.as_str(), c.removed.clone())).collect();
    assert_eq!(unplanned, [("PermissionGroups", vec!["Custom".to_owned()])]);
    let expected = ["relay-would-capture-exchange risk still-there", "partial-server-config advice new"];
    assert_eq!(states(&answer.findings), expected);
    assert_eq!(answer.findings[0].no_longer, [r"EX2016-1\Relay EX2016-1"]);
    assert_eq!(answer.left, [ONE.replace("EX2016-1", "EX2016-2")]);
}

/// That mail would pass is said only where no server of the queue would refuse it.
#[test]
fn a_queue_with_one_mended_target_of_two_passes_in_part() {
    let seed = Seed::new();
    let half = seed.connectors.replacen("192.168.10.11, 192.168.10.12, ", "", 1);
    let answer = compare(&seed.input(), &seed.after(&half));
    assert_eq!(answer.queues.iter().map(|q| q.state).collect::<Vec<_>>(), ["passes-in-part"; 2]);
    for queue in &answer.queues {
        assert!(queue.text.contains("EX2016-2 would still refuse"), "{}", queue.text);
        assert!(!queue.text.contains("EX2016-1") && !queue.text.contains("pass now"), "{}", queue.text);
    }
    let whole = seed.with("192.168.10.11, 192.168.10.12, ", "");
    let answer = compare(&seed.input(), &seed.after(&whole));
    assert!(answer.queues.iter().all(|queue| queue.text.contains("would pass now")));
    assert!(answer.left.is_empty(), "{:?}", answer.left);
}

#[test]
fn nothing_has_changed() {
    let seed = Seed::new();
    let answer = compare(&seed.input(), &seed.input());
    assert_eq!((answer.connectors.len(), answer.effects.len(), answer.unplanned.len()), (0, 0, 0));
    assert_eq!(answer.remedies[0].state, "not-done");
    assert_eq!(states(&answer.findings), ["relay-captures-exchange blocking still-there"]);
    assert_eq!(answer.queues.iter().map(|q| q.state).collect::<Vec<_>>(), ["in-trouble"; 2]);
    assert_eq!(answer.remarks, Vec::<String>::new());
}

#[test]
fn what_the_second_paste_hides_is_no_change() {
    let seed = Seed::new();
    // Of the relays only a part of the list is shown, and not the part that matters.
    let list = "192.168.10.11, 192.168.10.12, 192.168.10.61, 192.168.10.62, 192.168.20.0/24}";
    let after = seed.with(list, "192.168.10.61...}");
    let answer = compare(&seed.input(), &Input::text(&after));
    assert_eq!((answer.connectors.len(), answer.unplanned.len(), answer.effects.len()), (0, 0, 0));
    assert_eq!(answer.remarks.iter().filter(|r| r.contains("is cut on one side")).count(), 2, "{:?}", answer.remarks);
    assert!(!answer.proof.contains("whole address space"), "{}", answer.proof);
    let captures = &answer.findings[0];
    assert_eq!((captures.code.as_ref(), captures.state.as_ref()), ("relay-captures-exchange", "unknown"));
    assert!(captures.reason.is_some());
    // One connector alone: the others are taken as unchanged.
    let relay =
        "Identity : EX2016-1\\Relay EX2016-1\nRemoteIPRanges : {192.168.10.61, 192.168.10.62, 192.168.20.0/24}\n";
    let answer = compare(&seed.input(), &Input::text(relay));
    assert_eq!(answer.connectors.len(), 1);
    assert_eq!(moves(&answer.effects).len(), 1);
    assert_eq!(answer.remedies[0].state, "unknown", "the other relay is not shown");
    let said = answer.remarks.join("\n");
    assert!(said.contains("EX2016-2\\Relay EX2016-2") && said.contains("AuthMechanism"), "{said}");
    // Nothing of use: nothing is gone.
    let answer = compare(&seed.input(), &Input::text("Hello"));
    assert_eq!(
        states(&answer.findings),
        ["relay-captures-exchange blocking still-there"].map(|_| "relay-would-capture-exchange risk still-there")
    );
    assert_eq!(answer.remedies[0].state, "unknown");
    assert_eq!(answer.summary, "The second paste shows no connector. Findings: 1 still there.");
    assert_eq!(answer.proof, "");
}

#[test]
fn connectors_come_and_go() {
    let seed = Seed::new();
    let relay = seed.connectors.find("Identity         : EX2016-1\\Relay").unwrap();
    let end = seed.connectors[relay..].find("\n\n").unwrap() + relay;
    let without = format!("{}{}", &seed.connectors[..relay], &seed.connectors[end..]);
    let answer = compare(&seed.input(), &Input::text(&without));
    let came_and_went = |a: &wire::Comparison| {
        a.connectors.iter().map(|c| (c.state.to_string(), c.connector.clone())).collect::<Vec<_>>()
    };
    let relay = r"EX2016-1\Relay EX2016-1".to_owned();
    assert_eq!(came_and_went(&answer), [("removed".to_owned(), relay.clone())]);
    let back = compare(&addressed(Input::text(&without)), &seed.input());
    assert_eq!(came_and_went(&back), [("added".to_owned(), relay)]);
    assert!(
        states(&back.findings).contains(&"relay-captures-exchange blocking new".to_owned())
            || states(&back.findings).iter().any(|s| s.ends_with("still-there"))
    );
}

#[test]
fn answers_come_in_german() {
    let seed = Seed::new();
    let mut input = seed.input();
    input.language = Language::German;
    let answer = what_if(&input, BOTH);
    assert_eq!(
        answer.summary,
        "2 Empfangsconnectors würden sich ändern: 2 Adressbereiche wechseln den Connector. Befunde: 1 behoben."
    );
    assert!(what_if(&input, "").remarks[0].contains("kein Befehl"));
    let answer = compare(&seed.input(), &input);
    assert!(answer.summary.starts_with("Kein Empfangsconnector hat sich geändert"), "{}", answer.summary);
}
