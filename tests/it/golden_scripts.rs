//! Every script of every golden case runs in a real PowerShell: what the report promises is what comes out.
//!
//! Works from the reports alone, as a user does: the organization is what was pasted, and the promise is `changes`.

use std::collections::BTreeMap;

use mailflow_doctor::{Input, diagnose};
use serde_json::{Value, json};

use super::cases::{Case, cases, input};
use super::organisation::{organisation, organisation_in_one_subnet};
use super::powershell::{powershell, run_all};

/// Properties by name, lists as sorted text, of every connector by identity.
type State = BTreeMap<String, BTreeMap<&'static str, Vec<String>>>;

const PROPERTIES: [&str; 6] =
    ["Enabled", "TransportRole", "RemoteIPRanges", "AuthMechanism", "PermissionGroups", "Fqdn"];

fn texts(value: &Value) -> Vec<String> {
    let one = |v: &Value| v.as_str().or_else(|| v["as_written"].as_str()).map(str::to_owned);
    value.as_array().map_or_else(|| one(value).into_iter().collect(), |list| list.iter().filter_map(one).collect())
}

/// What is not pasted is as Exchange creates it.
pub(super) fn connector(c: &Value) -> Value {
    let joined = |key: &str, otherwise: &str| {
        let list = texts(&c[key]);
        if list.is_empty() { otherwise.to_owned() } else { list.join(", ") }
    };
    json!({
        "server": c["server"], "name": c["name"], "enabled": c["enabled"].as_bool().unwrap_or(true),
        "role": joined("transport_role", ""), "bindings": texts(&c["bindings"]), "ranges": texts(&c["remote_ip_ranges"]),
        "auth": joined("auth_mechanism", "None"), "groups": joined("permission_groups", "None"),
        "fqdn": c["fqdn"].as_str().unwrap_or_default(),
    })
}

fn sorted(text: &str, separator: &str) -> Vec<String> {
    let mut list: Vec<_> = text.split(separator).filter(|t| !t.is_empty() && *t != "None").map(str::to_owned).collect();
    list.sort();
    list
}

/// The lines that `run.ps1` prints.
fn read(lines: &[Value]) -> State {
    let line = |line: &Value| {
        let mut parts = line.as_str().unwrap().split('|');
        let identity = parts.next().unwrap().to_owned();
        let order = ["Enabled", "TransportRole", "RemoteIPRanges", "AuthMechanism", "PermissionGroups", "Fqdn"];
        let properties = order
            .into_iter()
            .zip(parts)
            .map(|(name, text)| (name, sorted(text, if name == "RemoteIPRanges" { "," } else { ", " })));
        (identity, properties.collect())
    };
    lines.iter().map(line).collect()
}

/// The state after the changes of a remedy.
fn promised(before: &State, remedy: &Value) -> State {
    let mut after = before.clone();
    for change in remedy["changes"].as_array().unwrap() {
        for identity in texts(&change["connectors"]) {
            let property = PROPERTIES.into_iter().find(|p| change["property"] == *p).unwrap();
            let list = after.entry(identity).or_default().entry(property).or_default();
            let removed = texts(&change["removed"]);
            list.retain(|entry| !removed.contains(entry));
            list.extend(texts(&change["added"]));
            list.retain(|entry| !entry.is_empty());
            list.sort();
        }
        // An own address that is listed stays or comes; one that is not listed does not come.
        for own in change["own"].as_array().into_iter().flatten() {
            let list = after.get_mut(own["connector"].as_str().unwrap()).unwrap().get_mut("RemoteIPRanges").unwrap();
            let address = own["address"].as_str().unwrap();
            list.retain(|entry| entry != address);
            if own["listed"] == true {
                list.push(address.to_owned());
            }
            list.sort();
        }
    }
    after
}

#[track_caller]
fn check(about: &str, got: &Value, expected: &State, fails: bool) {
    let errors = got["errors"].as_array().unwrap();
    assert_eq!(!errors.is_empty(), fails, "{about}: {errors:#?}");
    let mut state = read(got["state"].as_array().unwrap());
    // Of a new connector only the ranges are promised.
    for (identity, properties) in &mut state {
        if expected.get(identity).is_some_and(|p| p.len() == 1) {
            properties.retain(|name, _| *name == "RemoteIPRanges");
        }
    }
    assert_eq!(&state, expected, "{about}");
}

/// A report, and what it is of.
type Told = (String, Value);

fn golden_reports() -> Vec<Told> {
    let report = |case: Case| {
        let report = diagnose(&input(&case.sources, &case.addresses));
        (case.name(), serde_json::to_value(&report).unwrap())
    };
    cases().into_iter().map(report).collect()
}

/// Every remedy of these reports runs in an organization of its own.
fn run_remedies(name: &str, reports: &[Told], least: usize) {
    let Some(pwsh) = powershell() else { return };
    let (mut cases, mut remedies) = (Vec::new(), Vec::new());
    for (of, report) in reports {
        let organization: Vec<_> = report["receive_connectors"].as_array().unwrap().iter().map(connector).collect();
        for finding in report["findings"].as_array().unwrap() {
            for remedy in finding["remedies"].as_array().unwrap() {
                let about = format!("{of}: {} {}", finding["code"], remedy["id"]);
                if remedy["script"] == "" {
                    assert!(remedy["commands"].as_array().unwrap().is_empty(), "{about}");
                    continue;
                }
                assert_ne!(remedy["acceptance"]["accepted"], false, "{about}: a script that Exchange would refuse");
                for key in ["lines", "prove", "commands", "verify", "retry", "rollback", "script"] {
                    let long = texts(&remedy[key]).iter().flat_map(|text| text.lines()).any(|line| line.len() > 2_000);
                    assert!(!long, "{about}: a line of {key} is too long");
                }
                let list = |key: &str| json!({ "text": texts(&remedy[key]).join("\n"), "arguments": [] });
                let script = |arguments: &[&str]| json!({ "text": remedy["script"], "arguments": arguments });
                assert!(!remedy["prove"].as_array().unwrap().is_empty(), "{about}: nothing to prove it with");
                let runs = [
                    json!({ "text": "", "arguments": [] }),
                    list("prove"),
                    script(&["WhatIf"]),
                    list("commands"),
                    list("verify"),
                    list("retry"),
                    list("rollback"),
                    script(&[]),
                    // What has been changed is not as pasted any more.
                    list("commands"),
                    list("prove"),
                ];
                // The bare lines, in an organization of their own.
                cases.push(json!({ "connectors": organization, "refuse": "", "runs": [runs[0], list("lines")] }));
                cases.push(json!({ "connectors": organization, "refuse": "", "runs": runs }));
                remedies.push((about, remedy.clone()));
            }
        }
    }
    let results = run_all(&pwsh, name, &cases);
    assert_eq!(results.len(), remedies.len() * 2);
    assert!(remedies.len() >= least, "{} remedies", remedies.len());
    for ((about, remedy), pair) in remedies.iter().zip(results.chunks(2)) {
        let [lines, result] = pair else { panic!("{about}") };
        let before = read(result[0]["state"].as_array().unwrap());
        let after = promised(&before, remedy);
        check(&format!("{about}, lines"), &lines[1], &after, false);
        assert_ne!(before, after, "{about}");
        let has_way_back = !remedy["rollback"].as_array().unwrap().is_empty();
        let back = if has_way_back { &before } else { &after };
        let expected = [&before, &before, &before, &after, &after, &after, back, &after, &after, &after];
        for (index, state) in expected.into_iter().enumerate() {
            // Without a way back the script meets what is changed already.
            let fails = index >= 8 || (index == 7 && !has_way_back);
            check(&format!("{about}, run {index}"), &result[index], state, fails);
        }
    }
}

#[test]
fn every_script_of_every_golden_case_does_what_the_report_says() {
    run_remedies("golden", &golden_reports(), 6);
}

#[test]
fn every_script_of_an_organisation_does_what_the_report_says() {
    let report = |servers: usize| {
        let report = diagnose(&Input::text(&organisation(servers, true)));
        (format!("{servers} servers"), serde_json::to_value(&report).unwrap())
    };
    let in_one_subnet = |servers: usize, groups: &'static str| {
        let report = diagnose(&Input::text(&organisation_in_one_subnet(servers, groups)));
        (format!("{servers} servers in one subnet, {groups}"), serde_json::to_value(&report).unwrap())
    };
    let extra_rights = "AnonymousUsers, Custom";
    let reports = [
        report(3),
        report(20),
        in_one_subnet(2, extra_rights),
        in_one_subnet(20, extra_rights),
        in_one_subnet(20, "AnonymousUsers"),
    ];
    run_remedies("organisation", &reports, 15);
}
