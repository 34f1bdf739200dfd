//! A mail server over a socket (RFC 5321), which fails when it is told to.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What the server does from now on. A stage is the command that is answered, `CONNECT` for the greeting, `TEXT` for
/// the text of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Takes everything.
    Takes,
    /// Answers a stage with a line of its own.
    Answers(&'static str, &'static str),
    /// Goes away instead of an answer.
    Drops(&'static str),
    /// Never answers.
    Hangs(&'static str),
    /// Takes so many messages and never says so of the next one of each connection, which it takes too.
    SilentAfter(usize),
    /// Takes every other message.
    TakesHalf,
    /// Takes so many milliseconds over each text.
    Slow(u64),
    /// As [`Manner::Takes`], and takes letters beyond ASCII in addresses (RFC 6531).
    OffersUtf8,
}

/// A mail server.
#[derive(Clone)]
pub struct SmtpServer {
    port: u16,
    manner: Arc<Mutex<Manner>>,
    taken: Arc<Mutex<Vec<String>>>,
    /// What was said to it, less the texts.
    heard: Arc<Mutex<Vec<String>>>,
    /// How many texts it is busy with, and the most there were.
    busy: Arc<Mutex<(usize, usize)>>,
}

impl SmtpServer {
    /// Listens on loopback.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let manner = Arc::new(Mutex::new(Manner::Takes));
        let server =
            Self { port, manner, taken: Arc::default(), heard: Arc::default(), busy: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serving.clone();
                tokio::spawn(async move { serving.talk(BufReader::new(stream)).await });
            }
        });
        server
    }

    /// As `SMTP_URL` names it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The same, with a user's name and password, or parameters.
    pub fn url_with(&self, user: &str, parameters: &str) -> String {
        format!("smtp://{user}127.0.0.1:{}{parameters}", self.port)
    }

    /// From now on.
    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().expect("no test panicked with it") = manner;
    }

    /// The messages that it took, whole.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("no test panicked with it").clone()
    }

    /// The commands that it heard.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("no test panicked with it").clone()
    }

    /// Over how many lines it took texts at the same time, at the most.
    pub fn most_at_once(&self) -> usize {
        self.busy.lock().expect("no test panicked with it").1
    }

    fn change_busy(&self, change: impl Fn(usize) -> usize) {
        let mut busy = self.busy.lock().expect("no test panicked with it");
        busy.0 = change(busy.0);
        busy.1 = busy.1.max(busy.0);
    }

    fn manner(&self) -> Manner {
        *self.manner.lock().expect("no test panicked with it")
    }

    async fn talk(&self, mut stream: BufReader<TcpStream>) -> Option<()> {
        self.answer(&mut stream, "CONNECT", "220 mail.example.org").await?;
        loop {
            let line = read(&mut stream).await?;
            self.heard.lock().expect("no test panicked with it").push(line.clone());
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            let usual = match verb.as_str() {
                "EHLO" if self.manner() == Manner::OffersUtf8 => "250-mail.example.org\r\n250 SMTPUTF8",
                "EHLO" | "HELO" => "250-mail.example.org\r\n250 AUTH PLAIN LOGIN",
                "AUTH" => "235 welcome",
                "MAIL" | "RCPT" | "RSET" | "NOOP" => "250 fine",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "502 not here",
            };
            let said = self.answer(&mut stream, &verb, usual).await?;
            if verb == "DATA" && said.starts_with("354") {
                self.take(&mut stream).await?;
            }
        }
    }

    async fn take(&self, stream: &mut BufReader<TcpStream>) -> Option<()> {
        let mut message = String::new();
        loop {
            let line = read(stream).await?;
            if line == "." {
                break;
            }
            message.push_str(line.strip_prefix('.').unwrap_or(&line));
            message.push_str("\r\n");
        }
        let manner = self.manner();
        if let Manner::Slow(millis) = manner {
            self.change_busy(|busy| busy + 1);
            tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
            self.change_busy(|busy| busy - 1);
        }
        let before = self.taken().len();
        let refused = match manner {
            Manner::Answers("TEXT", _) | Manner::Drops("TEXT") | Manner::Hangs("TEXT") => true,
            Manner::TakesHalf => message.contains("half"),
            _ => false,
        };
        if !refused {
            self.taken.lock().expect("no test panicked with it").push(message);
        }
        match manner {
            Manner::SilentAfter(most) if before >= most => std::future::pending().await,
            Manner::TakesHalf if refused => say(stream, "451 4.3.0 not this one").await,
            _ => self.answer(stream, "TEXT", "250 taken").await.map(drop),
        }
    }

    /// Says the usual, unless it is told otherwise.
    async fn answer(&self, stream: &mut BufReader<TcpStream>, stage: &str, usual: &str) -> Option<String> {
        let line = match self.manner() {
            Manner::Answers(at, line) if at == stage => line,
            Manner::Drops(at) if at == stage => return None,
            Manner::Hangs(at) if at == stage => std::future::pending().await,
            _ => usual,
        };
        say(stream, line).await?;
        Some(line.to_owned())
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
