//! A request at a time over a connection that stays open.

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

/// A connection to a server on loopback.
pub async fn connect(port: u16) -> anyhow::Result<BufReader<TcpStream>> {
    Ok(BufReader::new(TcpStream::connect(("127.0.0.1", port)).await?))
}

/// One request, with the cookies of somebody unless that is empty; gives the length of the body.
pub async fn ask(stream: &mut BufReader<TcpStream>, path: &str, cookies: &str) -> anyhow::Result<usize> {
    let cookies = if cookies.is_empty() { String::new() } else { format!("Cookie: {cookies}\r\n") };
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{cookies}\r\n").as_bytes()).await?;
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    ensure!(line.starts_with("HTTP/1.1 200"), "{path} answers {line}");
    let mut length = None;
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = Some(value.trim().parse()?);
        }
    }
    let length = length.with_context(|| format!("{path} does not say how long it is"))?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok(length)
}
