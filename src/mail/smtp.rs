//! One connection to the server that takes our mail, used for one message after another.
//!
//! The commands are given one by one, so that it is known *what* was refused: a recipient, the text, or us.

use std::{io, path::Path};

use anyhow::Context;
use lettre::{
    Message,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt, Rset},
        extension::{ClientId, Extension, MailParameter},
    },
};
use percent_encoding::percent_decode_str;
use tokio::net::TcpStream;

use super::{Failed, Fault};

/// The server as configured.
#[derive(Clone)]
pub struct Server {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    hello: ClientId,
}

#[derive(Clone)]
enum Security {
    None,
    /// STARTTLS where it is offered.
    Offered(TlsParameters),
    /// STARTTLS, else nothing is sent.
    Required(TlsParameters),
    /// TLS from the first byte.
    Wrapped(TlsParameters),
}

/// What had been said when something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Connecting,
    Sender,
    Recipient,
    Text,
}

/// What went wrong with one message.
#[derive(Debug)]
enum Trouble {
    /// The server or the line failed at a stage.
    At(Stage, Error),
    /// An address has letters that this server does not take (RFC 6531, 3.1); nothing was said yet.
    NotInAscii,
}

impl Server {
    /// Reads `smtp://user:password@host:587/name?tls=required`; the path is how we introduce ourselves.
    ///
    /// # Errors
    /// One sentence that names the variable.
    pub fn read(url: &str, ca_file: Option<&Path>) -> anyhow::Result<Self> {
        let unreadable = || {
            anyhow::anyhow!(
                "SMTP_URL cannot be read; its form is smtp://user:password@host:587?tls=required."
            )
        };
        let url = url::Url::parse(url).map_err(|_| unreadable())?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(unreadable)?.to_owned();
        let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let parameters = || -> anyhow::Result<TlsParameters> {
            let builder = TlsParameters::builder(host.clone());
            let Some(file) = ca_file else { return Ok(builder.build()?) };
            let certificate = || anyhow::Ok(Certificate::from_pem(&std::fs::read(file)?)?);
            let certificate = certificate().context("SMTP_CA_FILE must be a certificate in PEM form.")?;
            Ok(builder.add_root_certificate(certificate).build()?)
        };
        // Who names an authority wants TLS.
        let tls = tls.as_deref().or(ca_file.map(|_| "required"));
        let (security, usual_port) = match (url.scheme(), tls) {
            ("smtp", None) => (Security::None, 25),
            ("smtp", Some("opportunistic")) => (Security::Offered(parameters()?), 587),
            ("smtp", Some("required")) => (Security::Required(parameters()?), 587),
            ("smtps", _) => (Security::Wrapped(parameters()?), 465),
            _ => return Err(unreadable()),
        };
        let name = url.path().trim_matches('/');
        let hello = if name.is_empty() { ClientId::default() } else { ClientId::Domain(name.to_owned()) };
        let decoded =
            |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| unreadable());
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let host = host.trim_matches(['[', ']']).to_owned();
        Ok(Self { host, port: url.port().unwrap_or(usual_port), security, credentials, hello })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failed> {
        let at = (self.host.as_str(), self.port);
        let wrapped = if let Security::Wrapped(tls) = &self.security {
            AsyncSmtpConnection::connect_tokio1(at, None, &self.hello, Some(tls.clone()), None).await
        } else {
            let unreachable =
                |error: io::Error| Failed::passing(format!("The mail server cannot be reached: {error}"));
            let stream = TcpStream::connect(at).await.map_err(unreachable)?;
            // Else the end of each text waits for the other side to confirm its beginning.
            stream.set_nodelay(true).map_err(unreachable)?;
            AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello).await
        };
        let failed = |error| failed(Stage::Connecting, &error);
        let mut connection = wrapped.map_err(failed)?;
        match &self.security {
            Security::Offered(tls) if connection.can_starttls() => {
                connection.starttls(tls.clone(), &self.hello).await.map_err(failed)?;
            }
            Security::Required(tls) => connection.starttls(tls.clone(), &self.hello).await.map_err(failed)?,
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            connection.auth(&mechanisms, credentials).await.map_err(failed)?;
        }
        Ok(connection)
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Server({}:{})", self.host, self.port)
    }
}

/// A line to the server, opened with the first message.
#[derive(Default)]
pub struct Line(Option<AsyncSmtpConnection>);

impl Line {
    /// Sends one message.
    ///
    /// # Errors
    /// What went wrong, and whose fault it is.
    pub async fn send(&mut self, server: &Server, message: &Message) -> Result<(), Failed> {
        if let Some(mut open) = self.0.take() {
            match self.over(&mut open, message).await {
                // It was closed while it was idle, or takes no more messages: a new one is as good as the first.
                Err(Trouble::At(Stage::Sender, error))
                    if error.status().is_none_or(|code| u16::from(code) == 421) =>
                {
                    open.abort().await;
                }
                done => return self.settle(open, done).await,
            }
        }
        let mut fresh = server.connect().await?;
        let done = self.over(&mut fresh, message).await;
        self.settle(fresh, done).await
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        if let Some(mut open) = self.0.take() {
            let _ = open.quit().await;
        }
    }

    async fn over(&self, connection: &mut AsyncSmtpConnection, message: &Message) -> Result<(), Trouble> {
        let envelope = message.envelope();
        let beyond_ascii =
            !envelope.to().iter().chain(envelope.from()).all(|address| address.to_string().is_ascii());
        if beyond_ascii && !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(Trouble::NotInAscii);
        }
        let options = if beyond_ascii { vec![MailParameter::SmtpUtfEight] } else { Vec::new() };
        let sender = Mail::new(envelope.from().cloned(), options);
        let at = |stage| move |error| Trouble::At(stage, error);
        connection.command(sender).await.map_err(at(Stage::Sender))?;
        for to in envelope.to() {
            let recipient = Rcpt::new(to.clone(), Vec::new());
            connection.command(recipient).await.map_err(at(Stage::Recipient))?;
        }
        connection.command(Data).await.map_err(at(Stage::Text))?;
        connection.command(Text(&message.formatted())).await.map_err(at(Stage::Text))?;
        Ok(())
    }

    /// Keeps the connection for the next message while the server still speaks with us.
    async fn settle(
        &mut self,
        mut connection: AsyncSmtpConnection,
        done: Result<(), Trouble>,
    ) -> Result<(), Failed> {
        match done {
            Ok(()) => self.0 = Some(connection),
            Err(Trouble::NotInAscii) => {
                self.0 = Some(connection);
                return Err(not_in_ascii());
            }
            Err(Trouble::At(stage, error)) => {
                let answered = error.status().is_some_and(|code| u16::from(code) != 421);
                if answered && connection.command(Rset).await.is_ok() {
                    self.0 = Some(connection);
                }
                return Err(failed(stage, &error));
            }
        }
        Ok(())
    }
}

/// The text as it goes over the line, ended by a dot (RFC 5321, 4.5.2), in one piece.
struct Text<'a>(&'a [u8]);

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What we make is ASCII: other text is encoded.
        let text = String::from_utf8_lossy(self.0).replace("\r\n.", "\r\n..");
        let end = if text.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" };
        f.write_str(&text)?;
        f.write_str(end)
    }
}

/// Whose fault it is. Only what the server says about the recipient or the text is for good; whatever it has against
/// us is for somebody to mend meanwhile.
fn failed(stage: Stage, error: &Error) -> Failed {
    let said = said(error);
    let code = error.status().map(u16::from);
    let why = match code {
        Some(code) => format!("The mail server said: {code} {said}").trim_end().to_owned(),
        None if error.is_timeout() => "The mail server did not answer in time.".to_owned(),
        None if error.is_tls() => format!("No safe line to the mail server: {said}"),
        None if error.is_client() => format!("The mail server does not do what is asked of it: {said}"),
        None => format!("The line to the mail server broke: {said}"),
    };
    if !error.is_permanent() {
        return Failed { code, ..Failed::passing(why) };
    }
    let policy = said.starts_with("5.7.") || code == Some(530);
    let of_recipient = said.starts_with("5.1.") || said.starts_with("5.2.");
    let fault = match stage {
        Stage::Connecting | Stage::Sender => Fault::Passing,
        Stage::Recipient if policy => Fault::Passing,
        Stage::Recipient if !said.starts_with("5.5.") => Fault::Recipient,
        Stage::Text if of_recipient => Fault::Recipient,
        _ => Fault::Message,
    };
    Failed { why, fault, code }
}

/// The words of the server, else what went wrong with the line.
fn said(error: &Error) -> String {
    std::error::Error::source(error).map(ToString::to_string).unwrap_or_default()
}

fn not_in_ascii() -> Failed {
    let why = "The mail server takes no addresses with letters beyond a to z (it does not offer SMTPUTF8). Ask the person for another address, or its operator for SMTPUTF8.";
    Failed { why: why.to_owned(), fault: Fault::Message, code: None }
}
