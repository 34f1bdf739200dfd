//! A mail server that takes everything and keeps nothing, in a process of its own.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// Serves on a port of loopback, which it prints; `COUNT` tells how many messages it took.
pub async fn serve() -> anyhow::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("Listening on http://127.0.0.1:{}", listener.local_addr()?.port());
    let taken = Arc::new(AtomicUsize::new(0));
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let taken = Arc::clone(&taken);
        tokio::spawn(async move { talk(BufReader::new(stream), &taken).await });
    }
}

async fn talk(mut stream: BufReader<TcpStream>, taken: &AtomicUsize) -> std::io::Result<()> {
    stream.write_all(b"220 sink\r\n").await?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match line.get(..4).unwrap_or_default() {
            b"DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                loop {
                    line.clear();
                    if stream.read_until(b'\n', &mut line).await? == 0 {
                        return Ok(());
                    }
                    if line == b".\r\n" {
                        break;
                    }
                }
                taken.fetch_add(1, Ordering::Relaxed);
                b"250 taken\r\n"
            }
            b"COUN" => {
                let count = format!("250 {}\r\n", taken.load(Ordering::Relaxed));
                stream.write_all(count.as_bytes()).await?;
                continue;
            }
            b"QUIT" => b"221 bye\r\n",
            _ => b"250 fine\r\n",
        };
        stream.write_all(answer).await?;
    }
}

/// How many messages the sink on this port took so far.
pub async fn count(port: u16) -> anyhow::Result<usize> {
    let mut stream = BufReader::new(TcpStream::connect(("127.0.0.1", port)).await?);
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    stream.write_all(b"COUNT\r\n").await?;
    line.clear();
    stream.read_line(&mut line).await?;
    Ok(line.trim().trim_start_matches("250 ").parse()?)
}
