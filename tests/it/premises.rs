//! Before a script changes anything, it checks on the servers what its remedy rests on.

use mailflow_doctor::{Input, Report, diagnose};
use serde_json::{Value, json};

use super::golden_scripts::connector;
use super::organisation::{organisation, organisation_in_one_subnet};
use super::powershell::{powershell, run_all};

/// Changes one thing in an organization.
type Edit = fn(&mut Vec<Value>);

fn named<'a>(connectors: &'a mut [Value], name: &str) -> &'a mut Value {
    connectors.iter_mut().find(|c| format!("{}\\{}", c["server"], c["name"]).replace('"', "") == name).unwrap()
}

fn added(server: &str, name: &str, port: u16, range: &str) -> Value {
    json!({
        "server": server, "name": name, "enabled": true, "role": "FrontendTransport",
        "bindings": [format!("0.0.0.0:{port}")], "ranges": [range], "auth": "Tls", "groups": "AnonymousUsers", "fqdn": "",
    })
}

/// What the claim rests on, changed.
const PREMISES: &[(&str, Edit)] = &[
    ("the relay offers Exchange authentication", |c| named(c, "NEW0002\\Relay")["auth"] = "Tls, ExchangeServer".into()),
    ("the relay is disabled", |c| named(c, "NEW0002\\Relay")["enabled"] = false.into()),
    ("the relay listens on another port", |c| named(c, "NEW0002\\Relay")["bindings"] = json!(["0.0.0.0:26"])),
    ("the relay has another address", |c| named(c, "NEW0002\\Relay")["bindings"] = json!(["10.2.0.3:25"])),
    ("the relay belongs to another service", |c| named(c, "NEW0002\\Relay")["role"] = "HubTransport".into()),
    ("the relay is gone", |c| c.retain(|c| !(c["server"] == "NEW0002" && c["name"] == "Relay"))),
    ("a smaller range on another connector", |c| c.push(added("NEW0002", "Printers", 25, "10.1.0.0/24"))),
    ("an exact address on another connector", |c| c.push(added("NEW0002", "Monitor", 25, "10.1.0.1"))),
    ("the default is disabled", |c| named(c, "NEW0002\\Default Frontend NEW0002")["enabled"] = false.into()),
    ("the default lists others", |c| {
        named(c, "NEW0002\\Default Frontend NEW0002")["ranges"] = json!(["192.168.0.0/16"]);
    }),
    ("the default offers no Exchange authentication", |c| {
        named(c, "NEW0002\\Default Frontend NEW0002")["auth"] = "Tls".into();
    }),
    ("another connector takes them afterwards", |c| c.push(added("NEW0002", "Subnet", 25, "10.0.0.0/8"))),
];

/// Something else, changed.
const ANYTHING_ELSE: &[(&str, Edit)] = &[
    ("nothing", |_| {}),
    ("groups of the relay", |c| named(c, "NEW0002\\Relay")["groups"] = "AnonymousUsers, Custom".into()),
    ("one more mechanism of the relay", |c| named(c, "NEW0002\\Relay")["auth"] = "Tls, BasicAuth".into()),
    ("the name that the default shows", |c| {
        named(c, "NEW0002\\Default Frontend NEW0002")["fqdn"] = "NEW0002.corp.example".into();
    }),
    ("the connector of another port", |c| named(c, "NEW0002\\Default NEW0002")["ranges"] = json!(["10.0.0.0/8"])),
    ("a smaller range on another port", |c| c.push(added("NEW0002", "Clients", 587, "10.1.0.1"))),
    ("a smaller range of others", |c| c.push(added("NEW0002", "Printers", 25, "10.7.0.0/24"))),
    ("a smaller range on a disabled connector", |c| {
        c.push(added("NEW0002", "Old", 25, "10.1.0.0/24"));
        c.last_mut().unwrap()["enabled"] = false.into();
    }),
    ("a smaller range on another server", |c| c.push(added("OLD0000", "Printers", 26, "10.1.0.0/24"))),
    ("the relay is bound to two ports", |c| {
        named(c, "NEW0002\\Relay")["bindings"] = json!(["[::]:25", "0.0.0.0:25", "0.0.0.0:26"]);
    }),
];

fn connectors(report: &Report) -> Vec<Value> {
    let report = serde_json::to_value(report).unwrap();
    report["receive_connectors"].as_array().unwrap().iter().map(connector).collect()
}

/// What giving authentication back to the default connectors rests on, changed.
const PREMISES_OF_RESTORING: &[(&str, Edit)] = &[
    ("the default offers Exchange authentication already", |c| {
        named(c, "NEW0001\\Default Frontend NEW0001")["auth"] = "Tls, ExchangeServer".into();
    }),
    ("the default is disabled", |c| named(c, "NEW0001\\Default Frontend NEW0001")["enabled"] = false.into()),
    ("the default lists others", |c| {
        named(c, "NEW0001\\Default Frontend NEW0001")["ranges"] = json!(["192.168.0.0/16"]);
    }),
    ("the default listens on another port", |c| {
        named(c, "NEW0001\\Default Frontend NEW0001")["bindings"] = json!(["0.0.0.0:26"]);
    }),
    ("the default is gone", |c| c.retain(|c| c["name"] != "Default Frontend NEW0001")),
    ("a relay takes the addresses", |c| named(c, "NEW0001\\Relay")["ranges"] = json!(["10.1.0.0/16"])),
    ("another connector takes them", |c| c.push(added("NEW0001", "Subnet", 25, "10.0.0.0/8"))),
];

/// Something else, changed.
const ANYTHING_ELSE_THAN_RESTORING: &[(&str, Edit)] = &[
    ("nothing", |_| {}),
    ("the default of another server", |c| {
        named(c, "NEW0002\\Default Frontend NEW0002")["ranges"] = json!(["192.168.0.0/16"]);
    }),
    ("a relay offers authentication", |c| named(c, "NEW0002\\Relay")["auth"] = "Tls, ExchangeServer".into()),
    ("a relay is gone", |c| c.retain(|c| !(c["server"] == "NEW0002" && c["name"] == "Relay"))),
    ("a range of others", |c| c.push(added("NEW0001", "Printers", 25, "10.7.0.0/24"))),
    ("the connector of another port", |c| named(c, "NEW0002\\Default NEW0002")["ranges"] = json!(["10.0.0.0/8"])),
];

#[test]
fn a_script_stops_where_a_premise_changed_and_nowhere_else() {
    let report = diagnose(&Input::text(&organisation(3, true)));
    stops_where_a_premise_changed(&report, "take-addresses-off", PREMISES, ANYTHING_ELSE);
}

#[test]
fn a_script_that_keeps_own_addresses_stops_where_a_premise_changed_and_nowhere_else() {
    let text = organisation_in_one_subnet(5, "AnonymousUsers, Custom");
    let report = diagnose(&Input::text(&text));
    let kept = &report.findings[0].remedies[0].changes[0].own;
    assert_eq!(kept.len(), 2, "{kept:?}");
    stops_where_a_premise_changed(&report, "take-addresses-off", PREMISES, ANYTHING_ELSE);
}

#[test]
fn a_script_that_gives_authentication_back_stops_where_a_premise_changed_and_nowhere_else() {
    let edited = |record: &str| {
        let record = record.replace("10.1.0.0/16, ", "");
        if record.contains("Default Frontend") { record.replace(", ExchangeServer\n", "\n") } else { record }
    };
    let text = organisation(3, true);
    let records: Vec<String> = text.split("\n\n").map(edited).collect();
    let report = diagnose(&Input::text(&records.join("\n\n")));
    let (premises, others) = (PREMISES_OF_RESTORING, ANYTHING_ELSE_THAN_RESTORING);
    stops_where_a_premise_changed(&report, "restore-exchange-authentication", premises, others);
}

fn stops_where_a_premise_changed(report: &Report, id: &str, premises: &[(&str, Edit)], others: &[(&str, Edit)]) {
    let Some(pwsh) = powershell() else { return };
    let remedy = &report.findings[0].remedies[0];
    assert_eq!((remedy.id.to_string().as_str(), remedy.prove.len()), (id, 1));
    let runs = [
        json!({ "text": "", "arguments": [] }),
        json!({ "text": remedy.prove[0], "arguments": [] }),
        json!({ "text": remedy.script, "arguments": [] }),
    ];
    let all: Vec<_> = premises.iter().map(|edit| (edit, true)).chain(others.iter().map(|edit| (edit, false))).collect();
    let case = |((_, edit), _): &(&(&str, Edit), bool)| {
        let mut connectors = connectors(report);
        edit(&mut connectors);
        json!({ "connectors": connectors, "refuse": "", "runs": runs })
    };
    let results =
        run_all(&pwsh, &format!("premises-{id}-{}", report.servers.len()), &all.iter().map(case).collect::<Vec<_>>());
    for (((what, _), stops), result) in all.iter().zip(results) {
        let [before, proved, changed] = result.as_slice() else { panic!("{what}") };
        let errors = |run: &Value| run["errors"].as_array().unwrap().clone();
        assert_eq!(!errors(proved).is_empty(), *stops, "{what}, proof alone: {:?}", errors(proved));
        assert_eq!(before["state"], proved["state"], "{what}: reading changes nothing");
        assert_eq!(!errors(changed).is_empty(), *stops, "{what}: {:?}", errors(changed));
        assert_eq!(before["state"] == changed["state"], *stops, "{what}");
    }
}
