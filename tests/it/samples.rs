//! The examples that the page offers show what they are there to show.

use mailflow_doctor::{Input, diagnose};

#[test]
fn each_example_leads_with_its_finding() {
    for (name, code) in [
        ("stuck-after-2016", "relay-captures-exchange"),
        ("default-edited", "default-connector-missing-exchange-auth"),
        ("own-connector", "ok-intended-internal-connector"),
        ("not-proven", "smtp-inspection"),
        ("twenty-servers", "relay-captures-exchange"),
    ] {
        let file = format!("{}/www/samples/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).unwrap();
        let report = diagnose(&Input::text(&text));
        assert_eq!(report.findings.first().map(|f| f.code.to_string()).as_deref(), Some(code), "{name}");
        assert!(report.notes.is_empty(), "{name}: {:?}", report.notes);
    }
}
