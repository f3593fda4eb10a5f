//! A web server of one page, without headers that the page might need: any static host is as good.

use std::io::{Read, Write};
use std::net::TcpListener;

/// Serves these bytes at every address; gives the port.
pub(crate) fn serve(page: Vec<u8>) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let _ = socket.read(&mut request);
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                page.len()
            );
            let _ = socket.write_all(head.as_bytes()).and_then(|()| socket.write_all(&page));
        }
    });
    port
}
