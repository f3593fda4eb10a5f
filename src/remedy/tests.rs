//! Remedies case by case.

use indexmap::IndexSet;

use super::*;
use crate::model::fixture::snapshot;

pub(super) const ALL: &str = "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255";

fn addresses(texts: &[&str]) -> Vec<Address> {
    texts.iter().map(|t| Address::parse(t).unwrap()).collect()
}

/// A default connector that everybody may use, on port 25 of EX1.
fn default_frontend(more: &str) -> String {
    format!(
        "EX1\\Default Frontend EX1 | FrontendTransport | [::]:25, 0.0.0.0:25 | {ALL}{more} | Tls, ExchangeServer | AnonymousUsers, ExchangeServers"
    )
}

/// The default connector and these others.
fn ex1(others: &[&str]) -> Snapshot {
    let default = default_frontend("");
    let mut all = vec![default.as_str()];
    all.extend(others);
    snapshot(&all)
}

fn capture(connector: usize, expected: usize, of: &[&str]) -> Capture {
    Capture { connector, port: 25, local: vec![None], addresses: addresses(of), expected: Some(expected) }
}

fn request<'a>(pasted: &'a Pasted<'a>, captures: Vec<Capture>) -> Request<'a> {
    Request { pasted, captures, queues: vec!["EX2010-1\\6841".to_owned()], unaddressed: vec![] }
}

fn remedies(snapshot: &Snapshot, captures: Vec<Capture>) -> Vec<Remedy> {
    for_captures(&request(&Pasted::of(snapshot), captures))
}

fn of(remedies: &[Remedy], id: Id) -> &Remedy {
    remedies.iter().find(|r| r.id == id).unwrap_or_else(|| panic!("{} is not offered", id.as_ref()))
}

/// `connector: -gone +come` per step.
fn steps(snapshot: &Snapshot, remedy: &Remedy) -> Vec<String> {
    let text = |step: &PlannedChange| {
        let name = &step.target(snapshot).unwrap().name;
        match &step.setting {
            Setting::RemoteIpRanges { remove, add } => {
                let gone = remove.iter().map(|r| format!("-{}", r.as_written));
                let all: Vec<_> = gone.chain(add.iter().map(|a| format!("+{a}"))).collect();
                format!("{name}: {}", all.join(" "))
            }
            Setting::Enabled(enabled) => format!("{name}: enabled {enabled}"),
            Setting::Fqdn(fqdn) => format!("{name}: fqdn {fqdn}"),
            Setting::AuthMechanism(members) => format!("{name}: auth {members:?}"),
            Setting::PermissionGroups(members) => format!("{name}: groups {members:?}"),
            Setting::TransportRole(role) => format!("{name}: role {role}"),
            Setting::Create(_) => format!("{name}: new"),
        }
    };
    remedy.plan.iter().map(text).collect()
}

/// `address from -> to` per effect.
fn effects(snapshot: &Snapshot, remedy: &Remedy) -> Vec<String> {
    let name = |c: Option<usize>| {
        c.map_or("-".to_owned(), |c| {
            snapshot.receive_connectors.get(c).map_or_else(|| "new".to_owned(), |c| c.name.clone())
        })
    };
    let text = |e: &Effect| {
        let local = e.local.map_or("*".to_owned(), |l| l.to_string());
        format!("{local}:{} {} {} -> {}", e.port, e.range, name(e.from), name(e.to))
    };
    remedy.effects.iter().map(text).collect()
}

#[track_caller]
fn refused(remedy: &Remedy) -> &Rule {
    match &remedy.acceptance {
        Acceptance::Refused(refusal) => &refusal.rule,
        other => panic!("{}: {other:?}", remedy.id.as_ref()),
    }
}

#[test]
fn the_addresses_go_on_every_server_and_nothing_else_changes() {
    let server = |name: &str| {
        [
            format!(
                "{name}\\Default Frontend {name} | FrontendTransport | [::]:25, 0.0.0.0:25 | {ALL} | Tls, ExchangeServer | ExchangeServers"
            ),
            format!(
                "{name}\\Relay {name} | FrontendTransport | 0.0.0.0:25 | 192.168.10.11, 192.168.10.12, 192.168.10.61, 192.168.20.0/24 | Tls | AnonymousUsers, Custom"
            ),
        ]
    };
    let texts: Vec<_> = ["EX2016-1", "EX2016-2"].iter().flat_map(|s| server(s)).collect();
    let seed = snapshot(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let both = ["192.168.10.11", "192.168.10.12"];
    let all = remedies(&seed, vec![capture(1, 0, &both), capture(3, 2, &both)]);
    let main = &all[0];
    assert_eq!((main.id, main.recommended, &main.acceptance), (Id::TakeAddressesOff, true, &Acceptance::Accepted));
    assert!(main.proof.is_complete());
    assert_eq!(
        steps(&seed, main),
        ["Relay EX2016-1: -192.168.10.11 -192.168.10.12", "Relay EX2016-2: -192.168.10.11 -192.168.10.12"]
    );
    assert_eq!(
        effects(&seed, main),
        [
            "*:25 192.168.10.11-192.168.10.12 Relay EX2016-1 -> Default Frontend EX2016-1",
            "*:25 192.168.10.11-192.168.10.12 Relay EX2016-2 -> Default Frontend EX2016-2"
        ]
    );
    // One address is on the relay already, so neither may list it a second time.
    assert!(matches!(refused(of(&all, Id::PinOnDefault)), Rule::EqualRange { .. }));
    assert!(matches!(refused(of(&all, Id::DedicatedInternalConnector)), Rule::EqualRange { .. }));
    let wrong = of(&all, Id::ExchangeServerOnRelay);
    assert!(!wrong.is_ready() && !wrong.recommended);
}

#[test]
fn a_block_is_split_around_the_addresses() {
    let ex1 = ex1(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.0.0/16, 172.16.0.0/12 | Tls | AnonymousUsers"]);
    let all = remedies(&ex1, vec![capture(1, 0, &["10.1.1.21", "10.1.1.20", "10.1.0.0"])]);
    assert_eq!(steps(&ex1, &all[0]), ["Relay: -10.1.0.0/16 +10.1.0.1-10.1.1.19 +10.1.1.22-10.1.255.255"]);
    assert!(all[0].recommended && all[0].proof.is_complete());
    let pin = of(&all, Id::PinOnDefault);
    assert_eq!(steps(&ex1, pin), ["Default Frontend EX1: +10.1.0.0 +10.1.1.20 +10.1.1.21"]);
    assert!(pin.is_ready() && pin.proof.is_complete());
    assert_eq!(effects(&ex1, pin), effects(&ex1, &all[0]));
    let dedicated = of(&all, Id::DedicatedInternalConnector);
    assert!(dedicated.is_ready() && dedicated.proof.moves_only_wanted(), "{dedicated:?}");
    assert_eq!(effects(&ex1, dedicated)[0], "*:25 10.1.0.0 Relay -> new");
}

/// Three servers with the same relay connector, whose range holds all of them and a sender. What it may admit is
/// `groups`. Of the third, `list` is the list.
fn servers_in_their_own_range(groups: &str, list: &str) -> Vec<Remedy> {
    let names = ["EX1", "EX2", "EX3"];
    let texts = names.iter().flat_map(|name| {
        let list = if *name == "EX3" { list } else { "10.0.0.0/24, 10.9.9.9" };
        let groups_of_default = "AnonymousUsers, ExchangeServers";
        let ports = "FrontendTransport | 0.0.0.0:25";
        [
            format!("{name}\\Default Frontend {name} | {ports} | {ALL} | Tls, ExchangeServer | {groups_of_default}"),
            format!("{name}\\Relay | {ports} | {list} | Tls | {groups}"),
        ]
    });
    let texts: Vec<_> = texts.collect();
    let mut snapshot = snapshot(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    for (index, name) in (1..).zip(names) {
        let mut server = crate::model::Server::named(name, None);
        let address = Address::parse(&format!("10.0.0.{index}")).unwrap();
        let origin = crate::model::AddressOrigin::AddressLine;
        server.addresses.push(crate::model::ServerAddress { address, origin, place: None });
        snapshot.servers.push(server);
    }
    let others = [["10.0.0.2", "10.0.0.3"], ["10.0.0.1", "10.0.0.3"], ["10.0.0.1", "10.0.0.2"]];
    let captures = others.iter().enumerate().map(|(index, others)| {
        let [one, two] = others;
        capture(2 * index + 1, 2 * index, &[one, two, "10.0.0.77"])
    });
    remedies(&snapshot, captures.collect())
}

fn deviating(remedy: &Remedy) -> Vec<(String, String)> {
    let told = |consequence: &Consequence| match consequence {
        Consequence::Deviates { servers, why } => Some((servers.join(" "), format!("{why:?}"))),
        _ => None,
    };
    remedy.consequences.iter().filter_map(told).collect()
}

fn added(remedy: &Remedy) -> Vec<String> {
    let ranges = |step: &PlannedChange| match &step.setting {
        Setting::RemoteIpRanges { add, .. } => add.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Setting::Create(new) => new.ranges().map(|r| r.to_string()).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    remedy.plan.iter().map(ranges).collect()
}

#[test]
fn an_own_address_moves_too_where_nothing_on_the_server_loses_by_it() {
    for remedy in servers_in_their_own_range("AnonymousUsers", "10.0.0.0/24, 10.9.9.9").iter().filter(|r| r.is_ready())
    {
        let added = added(remedy);
        assert!(added.windows(2).all(|pair| pair[0] == pair[1]) && added.len() == 3, "{}: {added:?}", remedy.id);
        assert_eq!((deviating(remedy), remedy.own.len()), (vec![], 0), "{}", remedy.id);
        assert!(remedy.proof.is_complete(), "{}", remedy.id);
    }
}

#[test]
fn an_own_address_stays_where_the_connector_grants_extra_rights() {
    let remedies = servers_in_their_own_range("AnonymousUsers, Custom", "10.0.0.0/24, 10.9.9.9");
    let main = of(&remedies, Id::TakeAddressesOff);
    assert!(main.recommended && main.proof.is_complete());
    let rest = "10.0.0.4-10.0.0.76 10.0.0.78-10.0.0.255";
    let lists = ["10.0.0.1", "10.0.0.2", "10.0.0.3"].map(|own| format!("10.0.0.0 {own} {rest}"));
    assert_eq!(added(main), lists);
    for remedy in remedies.iter().filter(|remedy| remedy.is_ready()) {
        let [(servers, why)] = deviating(remedy).try_into().unwrap();
        assert_eq!(servers, "EX1 EX2 EX3");
        assert!(why.contains("OwnAddress") && why.contains("10.0.0.2") && why.contains("Relay"), "{why}");
        assert_eq!(remedy.own.len(), 3, "{}", remedy.id);
    }
    assert_eq!(added(of(&remedies, Id::PinOnDefault))[1], "10.0.0.1 10.0.0.3 10.0.0.77");
}

#[test]
fn a_twin_with_another_list_is_said_to_deviate() {
    let remedies = servers_in_their_own_range("AnonymousUsers, Custom", "10.0.0.0/25, 10.9.9.9");
    let main = of(&remedies, Id::TakeAddressesOff);
    assert!(main.recommended && main.proof.is_complete());
    assert_eq!(added(main)[2], "10.0.0.0 10.0.0.3 10.0.0.4-10.0.0.76 10.0.0.78-10.0.0.127");
    let deviating = deviating(main);
    assert_eq!(deviating.len(), 2, "{deviating:?}");
    assert_eq!(deviating[1], ("EX3".to_owned(), "OtherList".to_owned()));
    // Without a common list nobody deviates from it.
    assert_eq!(self::deviating(of(&remedies, Id::PinOnDefault)).len(), 1);
}

#[test]
fn entries_that_do_not_decide_stay() {
    // The /16 holds the address too, and loses to nobody once the single entry is gone: both must give it up.
    let both = ex1(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.0.0/16, 10.1.1.20 | Tls"]);
    let all = remedies(&both, vec![capture(1, 0, &["10.1.1.20"])]);
    assert_eq!(steps(&both, &all[0]), ["Relay: -10.1.0.0/16 -10.1.1.20 +10.1.0.0-10.1.1.19 +10.1.1.21-10.1.255.255"]);
    // Here the proper connector wins as soon as the single entry is gone.
    let default = default_frontend(", 10.1.1.0/24");
    let nested = snapshot(&[&default, "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.0.0/16, 10.1.1.20 | Tls"]);
    let all = remedies(&nested, vec![capture(1, 0, &["10.1.1.20"])]);
    assert_eq!(steps(&nested, &all[0]), ["Relay: -10.1.1.20"]);
}

#[test]
fn a_second_trap_behind_the_first_is_opened_too() {
    let two = ex1(&[
        "EX1\\Relay A | FrontendTransport | 0.0.0.0:25 | 10.1.1.20, 10.1.1.30 | Tls | AnonymousUsers",
        "EX1\\Relay B | FrontendTransport | 0.0.0.0:25 | 10.1.1.0/24 | Tls | AnonymousUsers",
    ]);
    let all = remedies(&two, vec![capture(1, 0, &["10.1.1.20"])]);
    assert_eq!(
        steps(&two, &all[0]),
        ["Relay A: -10.1.1.20", "Relay B: -10.1.1.0/24 +10.1.1.0-10.1.1.19 +10.1.1.21-10.1.1.255"]
    );
    assert!(all[0].recommended && all[0].proof.is_complete());
}

#[test]
fn pieces_keep_clear_of_other_connectors() {
    // A disabled connector has the network around the address: the pieces end at its bounds and go on inside.
    let inside = ex1(&[
        "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.0.0/16 | Tls",
        "!EX1\\Old | FrontendTransport | 0.0.0.0:25 | 10.1.1.0/24 | Tls",
    ]);
    let all = remedies(&inside, vec![capture(1, 0, &["10.1.1.20"])]);
    assert_eq!(
        steps(&inside, &all[0]),
        ["Relay: -10.1.0.0/16 +10.1.0.0-10.1.0.255 +10.1.1.0-10.1.1.19 +10.1.1.21-10.1.1.255 +10.1.2.0-10.1.255.255"]
    );
    assert!(all[0].is_ready() && all[0].proof.is_complete());
    // Another connector answers for exactly what would be left below the address.
    let equal = ex1(&[
        "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.0/24 | Tls",
        "EX1\\Printers | FrontendTransport | 0.0.0.0:25 | 10.1.1.0-10.1.1.19 | Tls",
    ]);
    let all = remedies(&equal, vec![capture(1, 0, &["10.1.1.20"])]);
    assert_eq!(steps(&equal, &all[0]), ["Relay: -10.1.1.0/24 +10.1.1.21-10.1.1.255"]);
    assert!(all[0].is_ready() && all[0].proof.is_complete());
}

#[test]
fn a_list_of_nothing_else_is_not_emptied_but_disabled() {
    let only = ex1(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.20, 10.1.1.21 | Tls"]);
    let all = remedies(&only, vec![capture(1, 0, &["10.1.1.20", "10.1.1.21"])]);
    assert_eq!(refused(of(&all, Id::TakeAddressesOff)), &Rule::NoRangeLeft);
    let disable = &all[0];
    assert_eq!((disable.id, disable.recommended), (Id::DisableConnector, true));
    assert_eq!(steps(&only, disable), ["Relay: enabled false"]);
    assert!(disable.proof.is_complete());
    let more = ex1(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.20, 10.1.1.99 | Tls"]);
    assert!(remedies(&more, vec![capture(1, 0, &["10.1.1.20"])]).iter().all(|r| r.id != Id::DisableConnector));
}

#[test]
fn from_a_cut_list_visible_entries_are_removed_and_nothing_is_promised() {
    let cut = ex1(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.20, 10.1.1.99... | Tls"]);
    let all = remedies(&cut, vec![capture(1, 0, &["10.1.1.20"])]);
    let main = of(&all, Id::TakeAddressesOff);
    assert_eq!(steps(&cut, main), ["Relay: -10.1.1.20"]);
    assert!(main.is_ready() && main.proof.moves_only_wanted() && !main.proof.is_complete());
    assert!(main.consequences.iter().any(|c| matches!(c, Consequence::Hidden { .. })));
    assert!(!of(&all, Id::ReplaceCutList).is_ready());
    // Pieces may meet what is hidden: that is said.
    let block = ex1(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.0/24, 10.2.0.1... | Tls"]);
    let all = remedies(&block, vec![capture(1, 0, &["10.1.1.20"])]);
    assert!(matches!(all[0].acceptance, Acceptance::AsShown(_)));
    // The entry that decides is hidden.
    let hidden = ex1(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.99... | Tls"]);
    let all = remedies(&hidden, vec![capture(1, 0, &["10.1.1.20"])]);
    assert!(matches!(of(&all, Id::TakeAddressesOff).acceptance, Acceptance::Unfit(Unfit::NothingVisible { .. })));
}

#[test]
fn a_disabled_trap_is_opened_before_somebody_enables_it() {
    let latent = ex1(&["!EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.20, 10.1.1.99 | Tls"]);
    let all = remedies(&latent, vec![capture(1, 0, &["10.1.1.20"])]);
    assert_eq!(steps(&latent, &all[0]), ["Relay: -10.1.1.20"]);
    assert!(all[0].recommended && all[0].effects.is_empty() && all[0].proof.is_complete());
}

#[test]
fn a_step_that_exchange_refuses_is_not_ready() {
    // The relay belongs to another service on the same endpoint: every change of it is refused.
    let roles = ex1(&["EX1\\Relay | HubTransport | 0.0.0.0:25 | 10.1.1.20, 10.1.1.99 | Tls"]);
    let all = remedies(&roles, vec![capture(1, 0, &["10.1.1.20"])]);
    assert!(all.iter().all(|r| !r.recommended));
    // Ranges that cross already: every change of either is refused.
    let crossing = ex1(&[
        "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.20, 10.1.1.30-10.1.1.60 | Tls",
        "EX1\\Other | FrontendTransport | 0.0.0.0:25 | 10.1.1.50-10.1.1.90 | Tls",
    ]);
    let all = remedies(&crossing, vec![capture(1, 0, &["10.1.1.20"])]);
    assert!(matches!(refused(of(&all, Id::TakeAddressesOff)), Rule::CrossingRanges { .. }));
    assert_eq!(all[0].id, Id::TakeAddressesOff);
}

#[test]
fn splitting_that_would_move_others_is_not_recommended() {
    // Narrow has the same /24 on an exact address and wins there by that; smaller pieces would beat it.
    let exact = ex1(&[
        "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.0/24 | Tls",
        "EX1\\Narrow | FrontendTransport | 10.9.9.9:25 | 10.1.1.0/24 | Tls, ExchangeServer",
    ]);
    let all = remedies(&exact, vec![capture(1, 0, &["10.1.1.20"])]);
    let main = of(&all, Id::TakeAddressesOff);
    assert!(main.is_ready() && !main.recommended && main.proof.others > 0);
    assert!(main.consequences.iter().any(|c| matches!(c, Consequence::MovesOthers { .. })));
}

#[test]
fn names_that_could_break_a_script_are_refused() {
    let mut hostile = ex1(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.1.1.20, 10.1.1.99 | Tls"]);
    for (name, ready) in [
        ("a\nb", false),
        ("a\u{202e}b", false),
        ("a\u{7}b", false),
        ("it's ‘so’ $(x) `n; \"", true),
        ("Реле 中继", true),
    ] {
        name.clone_into(&mut hostile.receive_connectors[1].name);
        let all = remedies(&hostile, vec![capture(1, 0, &["10.1.1.20"])]);
        assert_eq!(of(&all, Id::TakeAddressesOff).is_ready(), ready, "{name:?}");
    }
}

#[test]
fn a_default_connector_gets_back_what_setup_gave_it() {
    let mut edited = snapshot(&[
        &format!("EX1\\Default EX1 | HubTransport | 0.0.0.0:2525 | {ALL} | Tls, ExchangeServer | ExchangeServers"),
        &format!(
            "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | {ALL} | Tls, BasicAuth | AnonymousUsers, Custom"
        ),
    ]);
    let whole =
        |text: &str| crate::model::Shown::Whole { value: text.to_owned(), place: edited.receive_connectors[0].place };
    let (own, foreign) = (whole("ex1.corp.example"), whole("mail.example.com"));
    edited.receive_connectors[0].fqdn = own;
    edited.receive_connectors[1].fqdn = foreign;
    let all = restore_default_connector(&Pasted::of(&edited), 1, &IndexSet::new());
    assert_eq!((all[0].id, all[0].recommended), (Id::RestoreExchangeAuthentication, true));
    assert_eq!(
        steps(&edited, &all[0]),
        [
            "Default Frontend EX1: fqdn ex1.corp.example",
            "Default Frontend EX1: auth [Tls, BasicAuth, ExchangeServer]",
            "Default Frontend EX1: groups [AnonymousUsers, ExchangeServers]"
        ]
    );
    assert!(all[0].effects.is_empty() && all[0].proof.is_complete());
    assert_eq!(all[1].id, Id::RestoreDefaultConnector);
    // Nothing is missing here.
    assert!(
        restore_default_connector(&Pasted::of(&edited), 0, &IndexSet::new())
            .iter()
            .all(|r| r.id != Id::RestoreExchangeAuthentication)
    );
    // A name that is not shown may stand in the way; an old value that is not shown could not be put back.
    edited.receive_connectors[1].fqdn = crate::model::Shown::Absent;
    assert!(matches!(
        restore_default_connector(&Pasted::of(&edited), 1, &IndexSet::new())[0].acceptance,
        Acceptance::AsShown(_)
    ));
    edited.receive_connectors[1].auth_mechanism = crate::model::Shown::Absent;
    assert!(!restore_default_connector(&Pasted::of(&edited), 1, &IndexSet::new())[0].is_ready());
}

#[test]
fn a_hub_connector_on_port_25_moves_to_the_front_end() {
    let on_25 = ex1(&["EX1\\Relay | HubTransport | 0.0.0.0:25 | 10.1.1.0/24 | Tls | AnonymousUsers"]);
    let moved = &move_to_frontend(&Pasted::of(&on_25), 1)[0];
    assert!(moved.recommended && moved.acceptance == Acceptance::Accepted);
    assert_eq!(steps(&on_25, moved), ["Relay: role FrontendTransport"]);
    assert_eq!(effects(&on_25, moved), ["*:25 10.1.1.0-10.1.1.255 Default Frontend EX1 -> Relay"]);
    // Exchange would not take the conflict back.
    assert!(moved.no_way_back.is_some());
    let equal = ex1(&["EX1\\Relay | HubTransport | 0.0.0.0:25 | 0.0.0.0/0 | Tls | AnonymousUsers"]);
    assert!(matches!(refused(&move_to_frontend(&Pasted::of(&equal), 1)[0]), Rule::EqualRange { .. }));
}
