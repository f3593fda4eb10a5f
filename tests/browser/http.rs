//! Two small servers: one that serves the page without headers that it might need, for any static host is as good; and
//! a proxy that answers nothing and writes down who was asked for.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::driver::PATIENCE;

/// Serves these bytes at every address; gives the port.
pub(crate) fn serve(page: Vec<u8>) -> u16 {
    serve_with(page, String::new())
}

/// The same with more headers, a line each.
pub(crate) fn serve_with(page: Vec<u8>, headers: String) -> u16 {
    listen(move |socket, _| {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n{headers}Connection: close\r\n\r\n",
            page.len()
        );
        let _ = socket.write_all(head.as_bytes()).and_then(|()| socket.write_all(&page));
    })
}

/// Hosts that a browser asked its proxy for.
pub(crate) struct Collector {
    pub(crate) port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Collector {
    pub(crate) fn start() -> Self {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let own = Arc::clone(&seen);
        let port = listen(move |socket, request| {
            // "GET http://host/path HTTP/1.1" or "CONNECT host:443 HTTP/1.1".
            let address = request.split_whitespace().nth(1).unwrap_or_default();
            let host = address.split_once("://").map_or(address, |(_, rest)| rest);
            let host = host.split(['/', ':']).next().unwrap_or_default();
            own.lock().expect("the list").push(host.to_owned());
            let _ = socket.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        });
        Self { port, seen }
    }

    /// What was asked for below this domain, without the domain, sorted.
    pub(crate) fn below(&self, domain: &str) -> Vec<String> {
        let seen = self.seen.lock().expect("the list");
        let mut names: Vec<String> = seen.iter().filter_map(|h| Some(h.strip_suffix(domain)?.to_owned())).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What was asked for, without what the browsers ask for by themselves.
    pub(crate) fn asked(&self) -> Vec<String> {
        let own = [
            "mozilla.com",
            "mozilla.org",
            "mozilla.net",
            "firefox.com",
            "google.com",
            "googleapis.com",
            "gvt1.com",
            "duckduckgo.com",
        ];
        let seen = self.seen.lock().expect("the list");
        seen.iter().filter(|host| !own.iter().any(|o| host.ends_with(o))).cloned().collect()
    }
}

/// A server that gives one page and remembers which paths were asked for.
pub(crate) struct Visited {
    pub(crate) port: u16,
    paths: Arc<Mutex<Vec<String>>>,
}

impl Visited {
    pub(crate) fn start(page: &'static str) -> Self {
        let paths = Arc::new(Mutex::new(Vec::new()));
        let own = Arc::clone(&paths);
        let port = listen(move |socket, request| {
            let path = request.split_whitespace().nth(1).unwrap_or_default();
            own.lock().expect("the list").push(path.to_owned());
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close";
            let _ = write!(socket, "{head}\r\nContent-Length: {}\r\n\r\n{page}", page.len());
        });
        Self { port, paths }
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.paths.lock().expect("the list").clone()
    }
}

/// A thread for each connection: browsers open some that they do not use at once, and slow ones take their time.
fn listen(answer: impl Fn(&mut TcpStream, &str) + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            std::thread::spawn(move || {
                let _ = socket.set_read_timeout(Some(PATIENCE));
                let mut request = [0; 4096];
                let length = socket.read(&mut request).unwrap_or(0);
                if length > 0 {
                    answer(&mut socket, &String::from_utf8_lossy(&request[..length]));
                }
            });
        }
    });
    port
}
