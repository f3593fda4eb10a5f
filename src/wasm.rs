//! The JavaScript API: `window.mailflowDoctor.diagnose(input, options)`, `.land(input, sessions, options)`,
//! `.whatIf(input, command, options)` and `.compare(before, after, options)`.
//!
//! Plain objects in, plain objects out, missing values as `null`. A wrong argument throws an `Error` that says which;
//! no argument whatever makes the module panic. Values of others are touched only through imports that catch: an exception
//! that passes through the module leaves its stack unwound and, after many of them, used up. Knows the report and the
//! browser, nothing of Exchange.

use js_sys::{Array, Error, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Input, Language, Session};

#[wasm_bindgen]
extern "C" {
    /// Throws where the value is a proxy that was revoked.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    /// Runs the traps of a proxy and the getters of an object.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    fn own_entries(object: &JsValue) -> Result<Array, JsValue>;

    /// A copy of bytes.
    type Bytes;

    /// Throws where the buffer was handed to another thread.
    #[wasm_bindgen(catch, constructor, js_class = "Uint8Array")]
    fn new(bytes: &JsValue) -> Result<Bytes, JsValue>;
}

/// Reads an input and says which receive connector answered, and why mail is stuck.
///
/// # Errors
/// An `Error` that names the argument which has not the shape that the README gives.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
pub fn diagnose(input: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    to_js(&crate::diagnose(&read_input(&input, "input", &options)?))
}

/// Where many sessions would land, one answer each, in order.
///
/// # Errors
/// An `Error` that names the argument which has not the shape that the README gives.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
pub fn land(input: JsValue, sessions: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let sessions = read_sessions(&sessions)?;
    to_js(&crate::land(&read_input(&input, "input", &options)?, &sessions))
}

/// What would change if a `Set-ReceiveConnector` command were run.
///
/// # Errors
/// An `Error` that names the argument which has not the shape that the README gives.
#[wasm_bindgen(js_name = whatIf)]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
pub fn what_if(input: JsValue, command: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let command = command.as_string().ok_or_else(|| wrong("command must be a string"))?;
    to_js(&crate::what_if(&read_input(&input, "input", &options)?, &command))
}

/// What changed between two inputs, and which findings are gone. The options are those of both.
///
/// # Errors
/// An `Error` that names the argument which has not the shape that the README gives.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
pub fn compare(before: JsValue, after: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let (before, after) = (read_input(&before, "before", &options)?, read_input(&after, "after", &options)?);
    to_js(&crate::compare(&before, &after))
}

/// Starts the page. `pristine` is the page's own source, taken before anything changed it; `work(question, last, done)`
/// lets another thread run [`work`], the newest question only, and hands the answer to `done`: `null` where there is no
/// other thread, `false` where it stopped at the question. That thread ends afterwards where `last` says so.
#[wasm_bindgen]
pub fn start(pristine: js_sys::JsString, work: js_sys::Function) {
    crate::page::start(pristine, work);
}

/// What that other thread runs.
///
/// # Errors
/// The question or the answer cannot cross between the threads.
#[wasm_bindgen]
pub fn work(question: JsValue) -> Result<JsValue, JsValue> {
    let asked: crate::question::Asked = serde_wasm_bindgen::from_value(question)?;
    Ok(asked.answer().serialize(&crate::page::to_worker())?)
}

/// Answers the page's first example and forgets the answer, so that the browser has compiled what an answer needs.
#[wasm_bindgen]
pub fn rehearse() {
    crate::page::rehearse();
}

/// Whether a text of so many characters is better kept out of the field.
#[wasm_bindgen(js_name = isLarge)]
#[must_use]
pub fn is_large(characters: usize) -> bool {
    characters >= crate::page::LARGE
}

/// Takes files that were found in dropped folders, with the names that they have there.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
pub fn take(files: Array, names: Array) {
    crate::page::take(&files, &names);
}

/// Takes text that was pasted outside any field.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
pub fn add(text: String) {
    crate::page::add(&text);
}

/// A wire value as plain objects.
fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|error| wrong(&error.to_string()))
}

/// `name` is what the argument is called in messages.
fn read_input(input: &JsValue, name: &str, options: &JsValue) -> Result<Input<'static>, JsValue> {
    let mut read = Input::default();
    if let Some(text) = input.as_string() {
        read.sources.push(text_source(String::new(), text));
    } else if is_list(input, name)? {
        read.sources = items(input, name, |item, at| read_source(item, &at))?;
    } else {
        return Err(wrong(&format!("{name} must be a string, or a list of {{ name, text }} or {{ name, bytes }}")));
    }
    read_options(options, &mut read)?;
    Ok(read)
}

fn read_source(item: &JsValue, at: &str) -> Result<crate::intake::Source<'static>, JsValue> {
    let wanted = || wrong(&format!("{at} must be {{ name, text }} or {{ name, bytes }}"));
    if !item.is_object() {
        return Err(wanted());
    }
    let name = match get(item, "name", at)? {
        None => String::new(),
        Some(name) => name.as_string().ok_or_else(|| wrong(&format!("{at}.name must be a string")))?,
    };
    if let Some(text) = get(item, "text", at)? {
        let text = text.as_string().ok_or_else(|| wrong(&format!("{at}.text must be a string")))?;
        return Ok(text_source(name, text));
    }
    let bytes = get(item, "bytes", at)?.ok_or_else(wanted)?;
    let view = bytes.is_instance_of::<Uint8Array>() || bytes.is_instance_of::<js_sys::ArrayBuffer>();
    if !view {
        return Err(wrong(&format!("{at}.bytes must be a Uint8Array or an ArrayBuffer")));
    }
    let copy = Bytes::new(&bytes).map_err(|_| unreadable(&format!("{at}.bytes")))?;
    let content = crate::intake::Content::Bytes(copy.unchecked_into::<Uint8Array>().to_vec().into());
    Ok(crate::intake::Source { name, content })
}

fn text_source(name: String, text: String) -> crate::intake::Source<'static> {
    crate::intake::Source { name, content: crate::intake::Content::Text(text.into()) }
}

fn read_options(options: &JsValue, read: &mut Input<'static>) -> Result<(), JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(());
    }
    if !options.is_object() || is_list(options, "options")? {
        return Err(wrong("options must be an object"));
    }
    read.addresses = lists(options, "addresses")?;
    read.not_from = lists(options, "notFrom")?;
    for (server, value) in entries(options, "versions")? {
        let version = value.as_string();
        let version = version.ok_or_else(|| wrong(&format!("options.versions[{server:?}] must be a string")))?;
        read.versions.push((server, version));
    }
    if let Some(language) = get(options, "language", "options")? {
        let tag = language.as_string().ok_or_else(|| wrong("options.language must be a string such as \"en\""))?;
        read.language = Language::from_tag(&tag);
    }
    Ok(())
}

/// Lists of strings by name in `options`; none where it is missing.
fn lists(options: &JsValue, name: &str) -> Result<Vec<(String, Vec<String>)>, JsValue> {
    let mut lists = Vec::new();
    for (server, value) in entries(options, name)? {
        let at = format!("options.{name}[{server:?}]");
        let shape = || wrong(&format!("{at} must be a list of strings"));
        if !is_list(&value, &at)? {
            return Err(shape());
        }
        lists.push((server, items(&value, &at, |item, _| item.as_string().ok_or_else(shape))?));
    }
    Ok(lists)
}

/// Names and values of an object in `options`; none where it is missing.
fn entries(options: &JsValue, name: &str) -> Result<Vec<(String, JsValue)>, JsValue> {
    let Some(object) = get(options, name, "options")? else { return Ok(Vec::new()) };
    let at = format!("options.{name}");
    if !object.is_object() || is_list(&object, &at)? {
        return Err(wrong(&format!("{at} must be an object with server names as keys")));
    }
    let pairs = own_entries(&object).map_err(|_| unreadable(&at))?;
    // The pairs are the engine's own: lists of a string and a value.
    let pair = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        Some((pair.get(0).as_string()?, pair.get(1)))
    };
    Ok(pairs.iter().filter_map(pair).collect())
}

fn read_sessions(sessions: &JsValue) -> Result<Vec<Session>, JsValue> {
    if !is_list(sessions, "sessions")? {
        return Err(wrong("sessions must be a list of { from, to, local, port }"));
    }
    items(sessions, "sessions", |item, at| read_session(item, &at))
}

fn read_session(item: &JsValue, at: &str) -> Result<Session, JsValue> {
    if !item.is_object() {
        return Err(wrong(&format!("{at} must be {{ from, to, local, port }}")));
    }
    let text = |name: &str| -> Result<Option<String>, JsValue> {
        get(item, name, at)?
            .map(|v| v.as_string().ok_or_else(|| wrong(&format!("{at}.{name} must be a string"))))
            .transpose()
    };
    let missing = |name: &str| wrong(&format!("{at}.{name} is missing"));
    let port = get(item, "port", at)?.ok_or_else(|| missing("port"))?;
    Ok(Session {
        from: text("from")?.ok_or_else(|| missing("from"))?,
        to: text("to")?.ok_or_else(|| missing("to"))?,
        local: text("local")?,
        port: port_of(&port).ok_or_else(|| wrong(&format!("{at}.port must be a number from 1 to 65535")))?,
    })
}

/// A TCP port, where the value is exactly one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range and the fraction are checked")]
fn port_of(value: &JsValue) -> Option<u16> {
    let number = value.as_f64()?;
    let is_port = (1.0..=f64::from(u16::MAX)).contains(&number) && number.fract() == 0.0;
    is_port.then_some(number as u16)
}

/// Whether a value is a list; `at` is what it is called in messages.
fn is_list(value: &JsValue, at: &str) -> Result<bool, JsValue> {
    is_array(value).map_err(|_| unreadable(at))
}

/// Reads the items of a list, one after the other: the first wrong one ends it, however long the list says to be.
fn items<T>(
    list: &JsValue,
    at: &str,
    mut read: impl FnMut(&JsValue, String) -> Result<T, JsValue>,
) -> Result<Vec<T>, JsValue> {
    let mut read_items = Vec::new();
    let length = get(list, "length", at)?.and_then(|length| length.as_f64()).unwrap_or(0.0);
    let mut index = 0_u32;
    while f64::from(index) < length {
        let at = format!("{at}[{index}]");
        let item = Reflect::get_u32(list, index).map_err(|_| unreadable(&at))?;
        read_items.push(read(&item, at)?);
        index = index.saturating_add(1);
    }
    Ok(read_items)
}

/// A property; `None` where it is missing, undefined or null. `at` is what the object is called in messages.
fn get(object: &JsValue, name: &str, at: &str) -> Result<Option<JsValue>, JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(name)).map_err(|_| unreadable(&format!("{at}.{name}")))?;
    Ok(if value.is_undefined() || value.is_null() { None } else { Some(value) })
}

/// Asking a value threw an exception.
fn unreadable(at: &str) -> JsValue {
    wrong(&format!("{at} cannot be read"))
}

fn wrong(message: &str) -> JsValue {
    Error::new(&format!("mailflowDoctor: {message}")).into()
}
