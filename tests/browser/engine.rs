//! The three engines: how each is started under its own W3C WebDriver, and what its driver cannot do.
//!
//! `MAILFLOW_DOCTOR_ENGINES` names those that must run (`./build.sh test` sets it). Without it, those whose driver is
//! on the PATH run. Every engine that does not run is named in the output.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Once;

use serde_json::{Value, json};

use crate::driver::PATIENCE;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// What a test wants of a browser besides the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wishes {
    pub(crate) language: &'static str,
    /// The theme. Only Chromium and Firefox can change it while they run.
    pub(crate) dark: bool,
    /// Whether there is WebAssembly.
    pub(crate) wasm: bool,
    /// The port of a proxy on this machine that every request goes through.
    pub(crate) proxy: Option<u16>,
}

/// A browser that speaks English.
pub(crate) const PLAIN: Wishes = Wishes { language: "en-US", dark: false, wasm: true, proxy: None };

/// Says something that libtest does not keep back when the test passes.
pub(crate) fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        }
    }

    /// Whether to run it. One that is missing is said once; one that is missing and wanted fails.
    pub(crate) fn is_there(self) -> bool {
        static SAID: [Once; 3] = [const { Once::new() }; 3];
        let wanted = std::env::var("MAILFLOW_DOCTOR_ENGINES").ok();
        if let Some(wanted) = &wanted {
            let listed = wanted.split_whitespace().any(|w| w == self.name());
            assert!(!listed || self.driver_works(), "the driver of {} does not start", self.name());
            if listed {
                return true;
            }
        } else if self.driver_works() {
            return true;
        }
        SAID[self as usize].call_once(|| say(&format!("skipped: {} (no driver for it here)", self.name())));
        false
    }

    fn driver(self) -> String {
        let (variable, usual) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        std::env::var(variable).unwrap_or_else(|_| usual.to_owned())
    }

    fn driver_works(self) -> bool {
        let quiet = || Stdio::null();
        let works = Command::new(self.driver()).arg("--version").stdout(quiet()).stderr(quiet()).status().is_ok();
        works && (self != Self::WebKit || Command::new("Xvfb").arg("-help").stderr(quiet()).status().is_ok())
    }

    /// Starts the driver; what else it needs comes with it.
    pub(crate) fn start(self, port: u16, home: &Path, wishes: Wishes) -> Vec<Child> {
        let mut driver = Command::new(self.driver());
        driver.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        if self == Self::Firefox {
            // To zoom and to change the theme.
            driver.arg("--allow-system-access");
        }
        let mut children = Vec::new();
        // Firefox's driver makes its profile there.
        let temporary = home.join("tmp");
        std::fs::create_dir_all(&temporary).expect("a folder for the driver");
        if self == Self::Firefox {
            driver.env("TMPDIR", &temporary);
        }
        if self != Self::Chromium {
            driver.env("HOME", home).env("XDG_CONFIG_HOME", home).env("XDG_CACHE_HOME", home.join("cache"));
        }
        if self == Self::WebKit {
            let (screen, display) = display();
            children.push(screen);
            on_display(&mut driver, home, display)
                .env("JSC_useWasm", if wishes.wasm { "1" } else { "0" })
                .env("GTK_THEME", if wishes.dark { "Adwaita:dark" } else { "Adwaita" });
            let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", home.join("downloads").display());
            std::fs::write(home.join("user-dirs.dirs"), folders).expect("a folder for downloads");
        }
        children.push(driver.spawn().expect("the driver starts"));
        children
    }

    pub(crate) fn capabilities(self, home: &Path, wishes: Wishes) -> Value {
        let downloads = home.join("downloads").display().to_string();
        let mut wanted = match self {
            Self::Chromium => {
                let mut args = vec![
                    "--headless=new".to_owned(),
                    "--no-sandbox".to_owned(),
                    "--disable-gpu".to_owned(),
                    "--disable-dev-shm-usage".to_owned(),
                    "--hide-scrollbars".to_owned(),
                    "--window-size=1280,900".to_owned(),
                    format!("--lang={}", wishes.language),
                    format!("--accept-lang={}", wishes.language),
                    format!("--user-data-dir={}", home.join("profile").display()),
                ];
                if wishes.dark {
                    args.push("--force-dark-mode".to_owned());
                }
                if !wishes.wasm {
                    args.push("--js-flags=--jitless".to_owned());
                }
                json!({
                    "browserName": "chrome",
                    "goog:chromeOptions": {
                        "args": args,
                        "prefs": { "download.default_directory": downloads, "download.prompt_for_download": false },
                    },
                    "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
                })
            }
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "args": ["-headless", "--width=1280", "--height=900"],
                    "prefs": {
                        // The driver loosens both; users have them.
                        "security.fileuri.strict_origin_policy": true,
                        "dom.disable_open_during_load": true,
                        "intl.accept_languages": wishes.language,
                        "javascript.options.wasm": wishes.wasm,
                        "layout.css.prefers-color-scheme.content-override": i32::from(!wishes.dark),
                        "browser.download.folderList": 2,
                        "browser.download.dir": downloads,
                        "browser.download.alwaysOpenPanel": false,
                    },
                },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": minibrowser(), "args": ["--automation"] },
            }),
        };
        let patience = PATIENCE.as_millis();
        wanted["timeouts"] = json!({ "script": patience, "pageLoad": patience });
        if let Some(port) = wishes.proxy {
            let at = format!("127.0.0.1:{port}");
            wanted["proxy"] =
                json!({ "proxyType": "manual", "httpProxy": at, "sslProxy": at, "noProxy": ["127.0.0.1"] });
        }
        if self != Self::WebKit {
            wanted["unhandledPromptBehavior"] = json!("accept");
        }
        json!({ "capabilities": { "alwaysMatch": wanted } })
    }
}

/// The browser of `WebKitGTK` at an address, without a driver and with a profile below this home; and its display.
pub(crate) fn webkit_with_a_profile(home: &Path, at: &str) -> Vec<Child> {
    std::fs::create_dir_all(home).expect("a home");
    let (screen, display) = display();
    let mut browser = Command::new(minibrowser());
    on_display(&mut browser, home, display).arg(at).stdout(Stdio::null()).stderr(Stdio::null());
    vec![screen, browser.spawn().expect("the browser starts")]
}

/// What the browser of `WebKitGTK` needs around it.
fn on_display<'c>(command: &'c mut Command, home: &Path, display: String) -> &'c mut Command {
    command
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("DISPLAY", display)
        .env("GDK_BACKEND", "x11")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
        .env("LC_ALL", "C.UTF-8")
}

/// A display of its own: the clipboard is the display's, and tests run side by side.
fn display() -> (Child, String) {
    use std::io::{BufRead, BufReader};
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb starts");
    let mut number = String::new();
    let output = screen.stdout.take().expect("its output");
    BufReader::new(output).read_line(&mut number).expect("the number of its display");
    (screen, format!(":{}", number.trim()))
}

fn minibrowser() -> String {
    let found = ["x86_64-linux-gnu", "aarch64-linux-gnu", "."]
        .iter()
        .flat_map(|machine| ["4.1", "4.0"].map(|v| format!("/usr/lib/{machine}/webkit2gtk-{v}/MiniBrowser")))
        .find(|path| Path::new(path).exists());
    found.unwrap_or_else(|| "MiniBrowser".to_owned())
}
