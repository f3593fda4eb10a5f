//! The JavaScript API in a browser: what goes in, what comes out, and what a wrong argument says.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use js_sys::{Array, Error, Function, JSON, Object, Reflect, Uint8Array};
use mailflow_doctor::wasm::{compare, diagnose, land, what_if};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const EXAMPLE: &str = include_str!("../www/samples/stuck-after-2016.txt");

fn json(text: &str) -> JsValue {
    JSON::parse(text).expect("JSON")
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |at, name| Reflect::get(&at, &name.into()).expect("a property"))
}

fn text(value: &JsValue, path: &str) -> String {
    get(value, path).as_string().unwrap_or_default()
}

fn addresses() -> JsValue {
    json(r#"{"addresses": {"EX2010-1": ["192.168.10.11"], "EX2010-2": ["192.168.10.12"]}, "language": "en"}"#)
}

#[wasm_bindgen_test]
fn text_gives_a_plain_report() {
    let report = diagnose(EXAMPLE.into(), JsValue::UNDEFINED).expect("a report");
    assert_eq!(get(&report, "schema"), 2);
    assert_eq!(text(&report, "findings.0.code"), "relay-captures-exchange");
    assert_eq!(text(&report, "findings.0.certainty"), "likely");
    assert!(get(&report, "receive_connectors.0.max_message_size").is_null(), "missing is null");
    // Plain objects: JSON holds all of it.
    let copy = JSON::parse(&String::from(JSON::stringify(&report).expect("text"))).expect("JSON");
    assert_eq!(text(&copy, "receive_connectors.0.identity"), text(&report, "receive_connectors.0.identity"));
}

#[wasm_bindgen_test]
fn answers_about_addresses_count() {
    let report = diagnose(EXAMPLE.into(), addresses()).expect("a report");
    assert_eq!(text(&report, "findings.0.certainty"), "proven");
}

#[wasm_bindgen_test]
fn files_come_as_bytes() {
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(EXAMPLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let file = Object::new();
    Reflect::set(&file, &"name".into(), &"mailflow.txt".into()).expect("a name");
    Reflect::set(&file, &"bytes".into(), &Uint8Array::from(utf16.as_slice())).expect("bytes");
    let report = diagnose(Array::of1(&file).into(), addresses()).expect("a report");
    assert_eq!(text(&report, "findings.0.evidence.0.source"), "mailflow.txt");
    assert_eq!(text(&report, "findings.0.code"), "relay-captures-exchange");
}

#[wasm_bindgen_test]
fn sessions_land() {
    let sessions = json(
        r#"[{"from": "192.168.20.7", "to": "EX2016-1", "local": null, "port": 25}, {"from": "x", "to": "EX2016-1", "port": 25}]"#,
    );
    let landings = land(EXAMPLE.into(), sessions, JsValue::NULL).expect("landings");
    assert_eq!(landings.unchecked_ref::<Array>().length(), 2);
    assert_eq!(text(&landings, "0.connector"), r"EX2016-1\Relay EX2016-1");
    assert_eq!(text(&landings, "1.outcome"), "undecidable");
}

#[wasm_bindgen_test]
fn a_command_is_answered() {
    let command = r"Set-ReceiveConnector 'EX2016-1\Relay EX2016-1' -Enabled $false";
    let answer = what_if(EXAMPLE.into(), command.into(), addresses()).expect("an answer");
    assert_eq!(text(&answer, "state"), "applied");
    assert_eq!(get(&answer, "acceptance.accepted"), true);
    assert_eq!(text(&answer, "effects.0.from"), r"EX2016-1\Relay EX2016-1");
    assert_eq!(get(&answer, "report.schema"), 2);
    let answer = what_if(EXAMPLE.into(), "Set-ReceiveConnector $c".into(), JsValue::NULL).expect("an answer");
    assert_eq!(text(&answer, "state"), "not-understood");
    assert!(get(&answer, "report").is_null());
    assert!(what_if(EXAMPLE.into(), 7.into(), JsValue::NULL).is_err());
    assert!(what_if(7.into(), command.into(), JsValue::NULL).is_err());
}

#[wasm_bindgen_test]
fn two_inputs_are_compared() {
    let after = EXAMPLE.replace("192.168.10.11, 192.168.10.12, ", "");
    let answer = compare(EXAMPLE.into(), after.into(), addresses()).expect("an answer");
    assert_eq!(text(&answer, "findings.0.state"), "gone");
    assert_eq!(text(&answer, "remedies.0.state"), "done");
    assert_eq!(get(&answer, "report.schema"), 2);
    for (before, after, word) in [("7", r#""x""#, "before"), (r#""x""#, "[7]", "after[0]")] {
        let error = compare(json(before), json(after), JsValue::NULL).expect_err("an error");
        let error: js_sys::Error = error.dyn_into().expect("an Error");
        let message = String::from(error.message());
        assert!(message.contains(word), "{message}");
    }
}

#[wasm_bindgen_test]
fn wrong_arguments_are_named() {
    let wrong = |input: &str, options: &str, word: &str| {
        let error = diagnose(json(input), json(options)).expect_err("an error");
        let error: js_sys::Error = error.dyn_into().expect("an Error");
        let message = String::from(error.message());
        assert!(message.contains(word), "{message}");
    };
    wrong("7", "null", "input");
    wrong("null", "null", "input");
    wrong("[7]", "null", "input[0]");
    wrong(r#"[{"name": "x"}]"#, "null", "input[0]");
    wrong(r#"[{"name": 7, "text": "x"}]"#, "null", "input[0].name");
    wrong(r#"[{"bytes": [1, 2]}]"#, "null", "input[0].bytes");
    wrong(r#""x""#, "7", "options");
    wrong(r#""x""#, r#"{"addresses": []}"#, "options.addresses");
    wrong(r#""x""#, r#"{"addresses": {"A": "10.0.0.1"}}"#, "options.addresses");
    wrong(r#""x""#, r#"{"versions": {"A": 2016}}"#, "options.versions");
    wrong(r#""x""#, r#"{"language": 7}"#, "options.language");
    for sessions in [
        r"7",
        r"[7]",
        r#"[{"from": "10.0.0.1", "to": "A", "port": 0}]"#,
        r#"[{"from": "10.0.0.1", "to": "A", "port": 2.5}]"#,
        r#"[{"to": "A", "port": 25}]"#,
    ] {
        assert!(land("".into(), json(sessions), JsValue::NULL).is_err(), "{sessions}");
    }
}

#[wasm_bindgen_test]
fn every_input_gives_a_report() {
    for input in
        ["", "\u{0}", "\u{feff}\u{202e}", "Identity : \nIdentity : ", "{}", "MessageCount : 18446744073709551615"]
    {
        let report = diagnose(input.into(), JsValue::NULL).expect("a report");
        assert_eq!(get(&report, "schema"), 2);
    }
}

/// Values that throw when they are asked anything, or are other than they seem.
const HOSTILE: &str = r#"
    const thrown = () => { throw new Error("hostile"); };
    const traps = { get: thrown, has: thrown, ownKeys: thrown, getOwnPropertyDescriptor: thrown, getPrototypeOf: thrown };
    const revoked = target => { const made = Proxy.revocable(target, {}); made.revoke(); return made.proxy; };
    const detached = new Uint8Array(8);
    structuredClone(detached, { transfer: [detached.buffer] });
    const buffer = new ArrayBuffer(8);
    structuredClone(buffer, { transfer: [buffer] });
    const length = value => new Proxy([], { get: (list, name) => name === "length" ? value : undefined });
    return [
        new Proxy({}, traps), new Proxy([], traps), new Proxy(new Uint8Array(4), traps), new Proxy(() => 0, traps),
        revoked({}), revoked([]), revoked(new Uint8Array(4)), revoked(() => 0),
        detached, buffer, new Uint16Array(3), new DataView(new ArrayBuffer(4)),
        new Array(4294967295), length(1e300), length(NaN), length(-1), length("7"), length({ valueOf: thrown }),
        { get name() { return thrown(); } }, { get text() { return thrown(); } }, { get EX1() { return thrown(); } },
        { get bytes() { return thrown(); } }, { get port() { return thrown(); } }, { get length() { return thrown(); } },
        { toString: thrown, valueOf: thrown, [Symbol.toPrimitive]: thrown }, Object.create(null),
        "\ud800", "\udfff\0", "", 1e308, -0, NaN, Infinity, 2 ** 53, 65536, 10n, Symbol("x"), true, null, undefined,
        [undefined], [null], [[]], [{}], {}, [], () => 0, new Date(NaN), new Map(), /x/,
    ];
"#;

#[wasm_bindgen_test]
fn hostile_arguments_are_refused_and_leave_the_engine_whole() {
    let answered = || {
        let report = diagnose(EXAMPLE.into(), addresses()).expect("a report");
        String::from(JSON::stringify(&report).expect("text"))
    };
    let before = answered();
    let hostile = Function::new_no_args(HOSTILE).call0(&JsValue::NULL).expect("the values");
    let hostile: Array = hostile.unchecked_into();
    let object = |name: &str, value: &JsValue| {
        let object = Object::new();
        Reflect::set(&object, &name.into(), value).expect("an object of ours");
        JsValue::from(object)
    };
    let list = |value: &JsValue| JsValue::from(Array::of1(value));
    let none = || JsValue::UNDEFINED;
    let mut calls = 0_u32;
    while calls < 5_000 {
        for value in hostile.iter() {
            let value = &value;
            let bytes = object("bytes", value);
            let session = json(r#"{"from": "10.0.0.1", "to": "EX1", "port": 25}"#);
            Reflect::set(&session, &"port".into(), value).expect("an object of ours");
            let results = [
                diagnose(value.clone(), none()),
                diagnose(list(value), none()),
                diagnose(list(&object("name", value)), none()),
                diagnose(list(&object("text", value)), none()),
                diagnose(list(&bytes), none()),
                diagnose("".into(), value.clone()),
                diagnose("".into(), object("addresses", value)),
                diagnose("".into(), object("addresses", &object("EX1", value))),
                diagnose("".into(), object("addresses", &object("EX1", &list(value)))),
                diagnose("".into(), object("versions", value)),
                diagnose("".into(), object("versions", &object("EX1", value))),
                diagnose("".into(), object("language", value)),
                land("".into(), value.clone(), none()),
                land("".into(), list(value), none()),
                land("".into(), list(&session), none()),
                what_if("".into(), value.clone(), none()),
                compare(value.clone(), "".into(), none()),
                compare("".into(), value.clone(), none()),
            ];
            calls += 18;
            for error in results.into_iter().filter_map(Result::err) {
                let message = error.dyn_ref::<Error>().map(|error| String::from(error.message()));
                assert!(message.is_some_and(|text| text.starts_with("mailflowDoctor: ")), "{error:?}");
            }
        }
    }
    assert!(answered() == before, "after {calls} calls the example is answered as before");
}
