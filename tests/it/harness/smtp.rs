//! A mail server over a socket (RFC 5321), which fails when it is told to.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What the server does with the next message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Takes it.
    Takes,
    /// Refuses the recipient for good.
    RefusesRecipient,
    /// Is busy: later, please.
    IsBusy,
    /// Goes away after the text, before it says whether it has it.
    DropsAfterData,
}

/// A mail server.
#[derive(Clone)]
pub struct SmtpServer {
    port: u16,
    manner: Arc<Mutex<Manner>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl SmtpServer {
    /// Listens on loopback.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let server = Self { port, manner: Arc::new(Mutex::new(Manner::Takes)), taken: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serving.clone();
                tokio::spawn(async move { serving.talk(stream).await });
            }
        });
        server
    }

    /// As `SMTP_URL` names it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// From now on.
    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().expect("no test panicked with it") = manner;
    }

    /// The messages that it took, whole.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("no test panicked with it").clone()
    }

    async fn talk(&self, stream: TcpStream) -> Option<()> {
        let mut stream = BufReader::new(stream);
        say(&mut stream, "220 mail.example.org").await?;
        loop {
            let line = read(&mut stream).await?;
            let manner = *self.manner.lock().expect("no test panicked with it");
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            let answer = match verb.as_str() {
                "EHLO" | "HELO" => "250 mail.example.org",
                "MAIL" if manner == Manner::IsBusy => "451 4.3.2 busy, try later",
                "RCPT" if manner == Manner::RefusesRecipient => "550 5.1.1 nobody of that name",
                "MAIL" | "RCPT" | "RSET" | "NOOP" => "250 fine",
                "DATA" => {
                    say(&mut stream, "354 go on").await?;
                    let mut message = String::new();
                    loop {
                        let line = read(&mut stream).await?;
                        if line == "." {
                            break;
                        }
                        message.push_str(line.strip_prefix('.').unwrap_or(&line));
                        message.push_str("\r\n");
                    }
                    if manner == Manner::DropsAfterData {
                        return None;
                    }
                    self.taken.lock().expect("no test panicked with it").push(message);
                    "250 taken"
                }
                "QUIT" => {
                    say(&mut stream, "221 bye").await?;
                    return None;
                }
                _ => "502 not here",
            };
            say(&mut stream, answer).await?;
        }
    }
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) -> Option<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await.ok()
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let bytes = stream.read_line(&mut line).await.ok()?;
    (bytes > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}
