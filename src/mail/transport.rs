//! How a message leaves: over SMTP, or into a file where no server is configured.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    transport::smtp::{
        PoolConfig,
        client::{Certificate, Tls, TlsParameters},
    },
};

use super::{Folder, Sender, store::Due};
use crate::clock::Instant;

/// For how long another server may keep us waiting.
const PATIENCE: Duration = Duration::from_secs(30);

/// How messages leave, as configured.
#[derive(Debug, Clone)]
pub struct TransportSettings {
    /// `smtp://user:password@host:587?tls=required`, or `smtps://…`; none writes files.
    pub smtp_url: Option<String>,
    /// A certificate authority of one's own, PEM.
    pub ca_file: Option<PathBuf>,
    /// Who we are.
    pub sender: Sender,
    /// Where files go.
    pub folder: PathBuf,
}

/// A message did not leave.
#[derive(Debug)]
pub struct Failed {
    /// Why, in the other server's words where it gave any.
    pub why: String,
    /// Whether trying again is of no use.
    pub for_good: bool,
}

/// A way out.
#[derive(Debug, Clone)]
pub struct Transport {
    way: Way,
    folder: Folder,
    sender: Sender,
}

#[derive(Debug, Clone)]
enum Way {
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Files,
}

impl Transport {
    /// Opens the configured way. No connection is made yet.
    ///
    /// # Errors
    /// One sentence that names the variable.
    pub fn open(settings: &TransportSettings) -> anyhow::Result<Self> {
        let ours = format!("no-reply@{}", settings.sender.domain);
        ours.parse::<Address>().context("MAIL_DOMAIN must be a host name, such as bpf.example.org.")?;
        let way = match &settings.smtp_url {
            Some(url) => Way::Smtp(Box::new(smtp(url, settings.ca_file.as_deref())?)),
            None => Way::Files,
        };
        Ok(Self { way, folder: Folder::at(&settings.folder), sender: settings.sender.clone() })
    }

    /// Where files lie, also those from before a server was configured.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Sends one message.
    ///
    /// # Errors
    /// What went wrong, and whether it may go better later.
    pub async fn send(&self, due: &Due, now: Instant) -> Result<(), Failed> {
        let message = self
            .sender
            .message(due, now)
            .map_err(|error| Failed { why: error.to_string(), for_good: true })?;
        match &self.way {
            Way::Smtp(smtp) => smtp
                .send(message)
                .await
                .map(drop)
                .map_err(|error| Failed { why: error.to_string(), for_good: error.is_permanent() }),
            Way::Files => {
                let written = self.folder.write(due.id, &message.formatted()).await;
                written.map_err(|error| Failed { why: error.to_string(), for_good: false })
            }
        }
    }
}

fn smtp(url: &str, ca_file: Option<&Path>) -> anyhow::Result<AsyncSmtpTransport<Tokio1Executor>> {
    let unreadable = "SMTP_URL cannot be read; its form is smtp://user:password@host:587?tls=required.";
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).context(unreadable)?;
    if let Some(file) = ca_file {
        let read = || -> anyhow::Result<Tls> {
            let certificate = Certificate::from_pem(&std::fs::read(file)?)?;
            let parsed = url::Url::parse(url)?;
            let host = parsed.host_str().context("no host")?.to_owned();
            let parameters = TlsParameters::builder(host).add_root_certificate(certificate).build()?;
            Ok(if parsed.scheme() == "smtps" { Tls::Wrapper(parameters) } else { Tls::Required(parameters) })
        };
        builder = builder.tls(read().context("SMTP_CA_FILE must be a certificate in PEM form.")?);
    }
    Ok(builder.timeout(Some(PATIENCE)).pool_config(PoolConfig::new().max_size(4)).build())
}
