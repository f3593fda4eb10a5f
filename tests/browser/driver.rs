//! A small W3C WebDriver client: ChromeDriver, one browser, commands as JSON over a plain socket.
//!
//! Where there is no ChromeDriver or no built page, [`Browser::start`] says so and gives nothing; with
//! `MAILFLOW_DOCTOR_BROWSER=required` (as `./build.sh test` sets it) it fails instead.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The key codes that the tests press.
pub(crate) mod key {
    pub(crate) const TAB: char = '\u{e004}';
    pub(crate) const ENTER: char = '\u{e007}';
    pub(crate) const CONTROL: char = '\u{e009}';
    pub(crate) const RIGHT: char = '\u{e014}';
}

/// A browser with one window.
pub(crate) struct Browser {
    process: Child,
    port: u16,
    session: String,
    profile: PathBuf,
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.send("DELETE", "", &Value::Null);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

/// The built page.
pub(crate) fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/mailflow-doctor.html")
}

/// Its `file://` address.
pub(crate) fn address() -> String {
    format!("file://{}", page().display())
}

fn missing(what: &str) {
    assert!(std::env::var_os("MAILFLOW_DOCTOR_BROWSER").is_none(), "{what}");
    println!("skipped: {what}");
}

impl Browser {
    /// A browser that speaks English, with the page open from its file.
    pub(crate) fn start() -> Option<Self> {
        let browser = Self::bare(&[], "en-US")?;
        browser.open(&address());
        Some(browser)
    }

    /// A browser with more switches, and nothing open.
    pub(crate) fn bare(switches: &[&str], language: &str) -> Option<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        if !page().exists() {
            missing("there is no dist/mailflow-doctor.html; run ./build.sh first");
            return None;
        }
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{}-{number}", std::process::id()));
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut command = Command::new(&program);
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let Ok(mut process) = command.spawn() else {
            missing("there is no ChromeDriver on the PATH (Debian: apt-get install chromium chromium-driver)");
            return None;
        };
        let mut lines = BufReader::new(process.stdout.take()?).lines();
        let started = lines.by_ref().map_while(Result::ok).find_map(|line| {
            line.split_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
        });
        let port = started.expect("ChromeDriver says its port").parse().expect("a port");
        // What it prints later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let mut browser = Self { process, port, session: String::new(), profile };
        let mut args = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--hide-scrollbars".to_owned(),
            "--window-size=1280,900".to_owned(),
            format!("--lang={language}"),
            format!("--accept-lang={language}"),
            format!("--user-data-dir={}", browser.profile.display()),
        ];
        args.extend(switches.iter().map(|&s| s.to_owned()));
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "args": args },
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
            "unhandledPromptBehavior": "accept",
        } } });
        let answer = browser.request("POST", "/session", &capabilities);
        let session = answer.pointer("/value/sessionId").and_then(Value::as_str);
        browser.session = session.unwrap_or_else(|| panic!("a browser starts: {answer}")).to_owned();
        Some(browser)
    }

    /// Goes to the page at an address and waits until it runs.
    #[track_caller]
    pub(crate) fn open(&self, address: &str) {
        self.go(address);
        self.wait("!document.getElementById('app').hidden");
    }

    /// Goes to an address and waits until it is loaded.
    #[track_caller]
    pub(crate) fn go(&self, address: &str) {
        self.send("POST", "/url", &json!({ "url": address }));
        self.wait("document.readyState === 'complete'");
    }

    /// Runs a function body in the page and gives what it returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.run_with(script, json!([]))
    }

    /// The same with arguments.
    pub(crate) fn run_with(&self, script: &str, arguments: Value) -> Value {
        self.send("POST", "/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// The value of an expression as text.
    pub(crate) fn text(&self, expression: &str) -> String {
        match self.run(&format!("return {expression}")) {
            Value::String(text) => text,
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    /// Waits until an expression holds.
    #[track_caller]
    pub(crate) fn wait(&self, expression: &str) {
        let start = Instant::now();
        while self.run(&format!("return !!({expression})")) != Value::Bool(true) {
            assert!(start.elapsed() < Duration::from_secs(10), "in vain: {expression}");
            sleep(Duration::from_millis(20));
        }
    }

    /// Clicks an element the way a mouse does.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let answer = self.send("POST", "/element", &json!({ "using": "css selector", "value": selector }));
        let id = answer.as_object().and_then(|o| o.values().next()).and_then(Value::as_str);
        let id = id.unwrap_or_else(|| panic!("no element {selector}: {answer}"));
        let answer = self.send("POST", &format!("/element/{id}/click"), &json!({}));
        assert!(answer.is_null(), "{selector}: {answer}");
    }

    /// Presses keys, each of them down and up; a modifier in front stays down meanwhile.
    pub(crate) fn press(&self, modifier: Option<char>, keys: &str) {
        let step = |kind: &str, key: char| json!({ "type": kind, "value": key.to_string() });
        let mut steps: Vec<Value> = modifier.iter().map(|&m| step("keyDown", m)).collect();
        for key in keys.chars() {
            steps.push(step("keyDown", key));
            steps.push(step("keyUp", key));
        }
        steps.extend(modifier.iter().map(|&m| step("keyUp", m)));
        self.send("POST", "/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": steps }] }));
    }

    /// Puts text into the field the way an input method does.
    pub(crate) fn paste(&self, text: &str) {
        self.run("document.getElementById('paste').focus(); document.getElementById('paste').select()");
        self.cdp("Input.insertText", json!({ "text": text }));
    }

    /// A command of the DevTools protocol.
    pub(crate) fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.send("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What the browser logged since the last time.
    pub(crate) fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.send("POST", "/se/log", &json!({ "type": kind }));
        entries.as_array().cloned().unwrap_or_default()
    }

    /// Addresses that the page asked for since the last time: not its own, no `data:`, no `blob:`.
    pub(crate) fn requests(&self) -> Vec<String> {
        let messages = self
            .log("performance")
            .into_iter()
            .filter_map(|entry| serde_json::from_str::<Value>(entry.get("message")?.as_str()?).ok());
        let sent = messages.filter_map(|m| {
            let method = m.pointer("/message/method")?.as_str()?.to_owned();
            let url =
                m.pointer("/message/params/request/url").or(m.pointer("/message/params/url"))?.as_str()?.to_owned();
            matches!(method.as_str(), "Network.requestWillBeSent" | "Network.webSocketCreated").then_some(url)
        });
        sent.filter(|url| !["data:", "blob:", "chrome:", "devtools:"].iter().any(|own| url.starts_with(own))).collect()
    }

    /// The whole page as a picture, into target/screenshots.
    pub(crate) fn picture(&self, name: &str) {
        let size = self.cdp("Page.getLayoutMetrics", json!({}));
        let height = size.pointer("/cssContentSize/height").and_then(Value::as_f64).unwrap_or(900.0);
        let width = size.pointer("/cssContentSize/width").and_then(Value::as_f64).unwrap_or(1280.0);
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height.min(9000.0), "scale": 1 });
        let shot = self.cdp("Page.captureScreenshot", json!({ "captureBeyondViewport": true, "clip": clip }));
        let data = shot.get("data").and_then(Value::as_str).unwrap_or_default();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        std::fs::write(folder.join(format!("{name}.png")), base64(data)).expect("a screenshot");
    }

    /// Sets width and theme.
    pub(crate) fn look(&self, width: u32, dark: bool) {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size);
        let theme = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": theme }]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.request(method, &format!("/session/{}{path}", self.session), body);
        answer.get("value").cloned().unwrap_or(Value::Null)
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).expect("ChromeDriver listens");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n",
            self.port,
            body.len()
        );
        socket.write_all(head.as_bytes()).and_then(|()| socket.write_all(body.as_bytes())).expect("a request");
        let mut reader = BufReader::new(socket);
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).expect("an answer") == 0 || line == "\r\n" {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut bytes = vec![0; length];
        reader.read_exact(&mut bytes).expect("a whole answer");
        serde_json::from_slice(&bytes).unwrap_or(Value::Null)
    }
}

fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = text.bytes().filter(|&c| c != b'=').map(value).collect();
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    for group in digits.chunks(4) {
        let number = group.iter().fold(0_u32, |n, &d| (n << 6) | u32::from(d)) << (6 * (4 - group.len()));
        bytes.extend_from_slice(&number.to_be_bytes()[1..group.len()]);
    }
    bytes
}
