//! A small W3C WebDriver client: one browser, commands as JSON over a plain socket.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::engine::{Engine, PLAIN, Wishes, say};

/// The key codes that the tests press.
pub(crate) mod key {
    pub(crate) const TAB: char = '\u{e004}';
    pub(crate) const ENTER: char = '\u{e007}';
    pub(crate) const SHIFT: char = '\u{e008}';
    pub(crate) const CONTROL: char = '\u{e009}';
    pub(crate) const SPACE: char = '\u{e00d}';
}

/// How long a test waits for what must happen. Nothing is said of how fast it is: figures are printed, not asserted.
pub(crate) const PATIENCE: Duration = Duration::from_mins(3);

/// A browser with one window.
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    children: Vec<Child>,
    port: u16,
    session: String,
    home: PathBuf,
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // Errors are told by what failed before.
            let _ = self.ask("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        for child in self.children.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = std::fs::remove_dir_all(&self.home);
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

/// A browser of each engine in turn, with the page open from its file.
pub(crate) fn everywhere() -> impl Iterator<Item = Browser> {
    everywhere_with(PLAIN).inspect(|browser| browser.open(&address()))
}

/// A browser of each engine in turn, with wishes and nothing open.
pub(crate) fn everywhere_with(wishes: Wishes) -> impl Iterator<Item = Browser> {
    Engine::ALL.into_iter().filter_map(move |engine| Browser::start(engine, wishes))
}

impl Browser {
    /// Chromium with the page open from its file, for what is asked of one engine alone.
    pub(crate) fn chromium() -> Option<Self> {
        let browser = Self::start(Engine::Chromium, PLAIN)?;
        browser.open(&address());
        Some(browser)
    }

    /// A browser with nothing open; `None` where the engine or the page is missing.
    pub(crate) fn start(engine: Engine, wishes: Wishes) -> Option<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        if !page().exists() {
            assert!(std::env::var_os("MAILFLOW_DOCTOR_ENGINES").is_none(), "there is no page to test");
            say("skipped: there is no dist/mailflow-doctor.html; run ./build.sh first");
            return None;
        }
        if !engine.is_there() {
            return None;
        }
        // A driver that does not bring its browser up says nothing about the page: it gets another chance.
        let browser = (0..3).find_map(|_| Self::start_once(engine, wishes, NUMBER.fetch_add(1, Ordering::Relaxed)));
        Some(browser.unwrap_or_else(|| panic!("{} does not start", engine.name())))
    }

    fn start_once(engine: Engine, wishes: Wishes, number: u32) -> Option<Self> {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{}-{number}", std::process::id()));
        std::fs::create_dir_all(home.join("downloads")).expect("a home");
        println!("in {}:", engine.name());
        let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|l| l.local_addr()).expect("a free port").port();
        let children = engine.start(free, &home, wishes);
        let mut browser = Self { engine, children, port: free, session: String::new(), home };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", free)).is_err() {
            assert!(start.elapsed() < PATIENCE, "the driver of {} does not listen", engine.name());
            sleep(Duration::from_millis(20));
        }
        let answer = match browser.ask("POST", "/session", &engine.capabilities(&browser.home, wishes)) {
            Ok(answer) => answer,
            Err(error) => json!({ "error": error.to_string() }),
        };
        let Some(session) = answer.pointer("/value/sessionId").and_then(Value::as_str) else {
            say(&format!("{} did not start: {answer}", engine.name()));
            return None;
        };
        session.clone_into(&mut browser.session);
        if engine == Engine::Chromium {
            let folder = browser.downloads().display().to_string();
            browser.cdp("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": folder }));
        } else {
            browser.send("POST", "/window/rect", &json!({ "width": 1280, "height": 900 }));
        }
        Some(browser)
    }

    /// Where it keeps what it keeps.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// Ends the session as a user closes the browser; nothing can be asked afterwards.
    pub(crate) fn quit(&self) {
        let _ = self.ask("DELETE", &format!("/session/{}", self.session), &Value::Null);
    }

    /// Where downloads land.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.home.join("downloads")
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

    /// Waits until an expression holds; for as long as a slow and busy machine may need.
    #[track_caller]
    pub(crate) fn wait(&self, expression: &str) {
        let start = Instant::now();
        loop {
            let value = self.run(&format!("return !!({expression})"));
            if value == Value::Bool(true) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "in vain: {expression}: {value}");
            sleep(Duration::from_millis(20));
        }
    }

    /// Clicks an element the way a mouse does.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        // The links on top of the page stay there: what is scrolled to the edge lies under them.
        self.run_with(
            "const e = document.querySelector(arguments[0]); if (e) e.scrollIntoView({ block: 'center' })",
            json!([selector]),
        );
        let answer = self.send("POST", &format!("/element/{}/click", self.element(selector)), &json!({}));
        assert!(answer.is_null(), "{selector}: {answer}");
    }

    /// Clicks a button that copies, and waits until it has said so; it says so for a moment only.
    #[track_caller]
    pub(crate) fn click_copy(&self, selector: &str) {
        self.says_copied(selector, |browser| browser.click(selector));
    }

    /// Waits until a button has said that something was copied after this was done.
    #[track_caller]
    pub(crate) fn says_copied(&self, selector: &str, act: impl FnOnce(&Self)) {
        self.run_with(
            "const button = document.querySelector(arguments[0]); window.said = []; \
             new MutationObserver(() => window.said.push(button.textContent)).observe(button, { childList: true })",
            json!([selector]),
        );
        act(self);
        self.wait("window.said.includes('Copied')");
    }

    /// Types into an element, or chooses a file for it.
    #[track_caller]
    pub(crate) fn type_into(&self, selector: &str, text: &str) {
        let path = format!("/element/{}/value", self.element(selector));
        let answer = self.send("POST", &path, &json!({ "text": text }));
        assert!(answer.is_null(), "{selector}: {answer}");
    }

    #[track_caller]
    fn element(&self, selector: &str) -> String {
        let answer = self.send("POST", "/element", &json!({ "using": "css selector", "value": selector }));
        let id = answer.as_object().and_then(|o| o.values().next()).and_then(Value::as_str);
        id.unwrap_or_else(|| panic!("no element {selector}: {answer}")).to_owned()
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

    /// Opens every fold, until those that are filled when they open hold no closed one.
    pub(crate) fn unfold(&self) {
        let closed = "[...document.querySelectorAll('#app details:not([open])')]";
        while self.text(&format!("{closed}.length")) != "0" {
            // Folds fill themselves when they hear that they have opened, which an engine tells them in its own time. One that
            // is gone by then hears nothing.
            self.run(&format!(
                "const heard = fold => new Promise(done => {{
                     fold.addEventListener('toggle', done, {{ once: true }});
                     setTimeout(done, 1000);
                     fold.open = true;
                 }});
                 return Promise.all({closed}.map(heard)).then(() => null)"
            ));
        }
    }

    /// Puts text into the field the way an input method does.
    pub(crate) fn paste(&self, text: &str) {
        self.run("document.getElementById('paste-fold').open = true; paste.focus(); paste.select()");
        if self.engine == Engine::Chromium {
            self.cdp("Input.insertText", json!({ "text": text }));
        } else {
            self.run_with("document.execCommand('insertText', false, arguments[0])", json!([text]));
        }
    }

    /// What is on the clipboard, pasted with the keyboard into a field made for it.
    pub(crate) fn clipboard(&self) -> String {
        self.run(
            "const pad = document.createElement('textarea'); pad.id = 'pad'; document.body.append(pad); pad.focus()",
        );
        self.press(Some(key::CONTROL), "v");
        self.wait("document.getElementById('pad').value");
        let text = self.text("document.getElementById('pad').value");
        self.run("document.getElementById('pad').remove()");
        text
    }

    /// Puts text on the clipboard with the keyboard.
    pub(crate) fn put_on_clipboard(&self, text: &str) {
        self.run_with(
            "const pad = document.createElement('textarea'); pad.id = 'pad'; pad.value = arguments[0]; \
             document.body.append(pad); pad.focus(); pad.select()",
            json!([text]),
        );
        self.press(Some(key::CONTROL), "c");
        self.run("document.getElementById('pad').remove()");
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

    /// The page as a picture, into target/screenshots; of Chromium all of it, at most so many pixels high.
    pub(crate) fn picture(&self, name: &str, most: f64) {
        let shot = match self.engine {
            Engine::Chromium => {
                let size = self.cdp("Page.getLayoutMetrics", json!({}));
                let height = size.pointer("/cssContentSize/height").and_then(Value::as_f64).unwrap_or(900.0);
                let width = size.pointer("/cssContentSize/width").and_then(Value::as_f64).unwrap_or(1280.0);
                let clip = json!({ "x": 0, "y": 0, "width": width, "height": height.min(most), "scale": 1 });
                let options = json!({ "captureBeyondViewport": true, "clip": clip });
                self.cdp("Page.captureScreenshot", options).get("data").cloned().unwrap_or_default()
            }
            Engine::Firefox => self.send("GET", "/moz/screenshot/full", &Value::Null),
            Engine::WebKit => self.send("GET", "/screenshot", &Value::Null),
        };
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let bytes = base64(shot.as_str().unwrap_or_default());
        std::fs::write(folder.join(format!("{name}.png")), bytes).expect("a screenshot");
    }

    /// Sets width and theme. Firefox zooms to be that narrow, as users do at 400 %; WebKitGTK cannot change its theme.
    pub(crate) fn look(&self, width: u32, dark: bool) {
        let theme = if dark { "dark" } else { "light" };
        match self.engine {
            Engine::Chromium => {
                let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", size);
                let features = json!([{ "name": "prefers-color-scheme", "value": theme }]);
                self.cdp("Emulation.setEmulatedMedia", json!({ "features": features }));
            }
            Engine::Firefox => {
                self.send("POST", "/moz/context", &json!({ "context": "chrome" }));
                self.run_with(
                    "const at = gBrowser.selectedBrowser.browsingContext; at.fullZoom = 1280 / arguments[0]; \
                     at.prefersColorSchemeOverride = arguments[1]",
                    json!([width, theme]),
                );
                self.send("POST", "/moz/context", &json!({ "context": "content" }));
            }
            Engine::WebKit => {
                self.send("POST", "/window/rect", &json!({ "width": width, "height": 900 }));
            }
        }
        self.wait(&format!("Math.abs(window.innerWidth - {width}) < 20"));
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.request(method, &format!("/session/{}{path}", self.session), body);
        answer.get("value").cloned().unwrap_or(Value::Null)
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Value {
        self.ask(method, path, body).unwrap_or_else(|error| panic!("{} {method} {path}: {error}", self.engine.name()))
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> io::Result<Value> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut socket = TcpStream::connect(("127.0.0.1", self.port))?;
        socket.set_read_timeout(Some(PATIENCE))?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n",
            self.port,
            body.len()
        );
        socket.write_all(head.as_bytes()).and_then(|()| socket.write_all(body.as_bytes()))?;
        let mut reader = BufReader::new(socket);
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 || line == "\r\n" {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut bytes = vec![0; length];
        reader.read_exact(&mut bytes)?;
        Ok(serde_json::from_slice(&bytes).unwrap_or(Value::Null))
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
