//! How a message leaves: over SMTP, or into a file where no server is configured.

use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context;
use lettre::{Address, message::dkim::DkimConfig};

use super::{
    Folder, Sender, dkim, our_address,
    smtp::{Line, Server},
    store::Due,
};
use crate::clock::Instant;

/// For how long another server may keep us waiting with one message; a lease reckons with it.
pub const PATIENCE: Duration = Duration::from_mins(1);

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
    /// The key that signs, RSA or Ed25519 as PEM, and the name under which its other half stands in the DNS.
    pub dkim: Option<(PathBuf, String)>,
    /// For how long a server may keep us waiting with one message: [`PATIENCE`], or less.
    pub patience: Duration,
}

/// Why a message did not leave.
#[derive(Debug)]
pub struct Failed {
    /// Why, in the other server's words where it gave any.
    pub why: String,
    /// Whose fault it is.
    pub fault: Fault,
    /// The reply code of the other server, where it gave one (RFC 5321, 4.2).
    pub code: Option<u16>,
}

/// Whose fault it is that a message did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The line's, the server's, or ours: it may go better later.
    Passing,
    /// The message's: it never goes.
    Message,
    /// The recipient's: the address takes no mail.
    Recipient,
}

impl Fault {
    /// For a log that names no address.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::Passing => "The mail server was not reached, or did not want it now.",
            Self::Message => "It cannot be sent as it is.",
            Self::Recipient => "The address takes no mail.",
        }
    }
}

impl Failed {
    pub(super) fn passing(why: String) -> Self {
        Self { why, fault: Fault::Passing, code: None }
    }
}

/// A way out.
#[derive(Debug, Clone)]
pub struct Transport {
    way: Way,
    folder: Folder,
    sender: Sender,
    dkim: Option<Arc<DkimConfig>>,
    patience: Duration,
}

#[derive(Debug, Clone)]
enum Way {
    Smtp(Box<Server>),
    Files,
}

impl Transport {
    /// Opens the configured way. No connection is made yet.
    ///
    /// # Errors
    /// One sentence that names the variable.
    pub fn open(settings: &TransportSettings) -> anyhow::Result<Self> {
        let domain = &settings.sender.domain;
        let ours = our_address(domain).parse::<Address>();
        ours.context("MAIL_DOMAIN must be a host name, such as bpf.example.org.")?;
        let way = match &settings.smtp_url {
            Some(url) => Way::Smtp(Box::new(Server::read(url, settings.ca_file.as_deref())?)),
            None => Way::Files,
        };
        let dkim = match &settings.dkim {
            Some((file, selector)) => Some(Arc::new(dkim::read(file, selector, domain)?)),
            None => None,
        };
        let (folder, sender) = (Folder::at(&settings.folder), settings.sender.clone());
        Ok(Self { way, folder, sender, dkim, patience: settings.patience.min(PATIENCE) })
    }

    /// Where files lie, also those from before a server was configured.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Sends one message over a line that may be open from the one before.
    ///
    /// # Errors
    /// What went wrong, and whose fault it is.
    pub async fn send(&self, line: &mut Line, due: &Due, now: Instant) -> Result<(), Failed> {
        let unfit =
            |error: anyhow::Error| Failed { why: error.to_string(), fault: Fault::Message, code: None };
        let mut message = self.sender.message(due, now).map_err(unfit)?;
        if let Some(dkim) = &self.dkim {
            message.sign(dkim);
        }
        match &self.way {
            Way::Smtp(server) => {
                let sent = tokio::time::timeout(self.patience, line.send(server, &message)).await;
                sent.unwrap_or_else(|_| {
                    Err(Failed::passing("The mail server does not answer in time.".into()))
                })
            }
            Way::Files => {
                let written = self.folder.write(due.id, &message.formatted()).await;
                written.map_err(|error| Failed::passing(error.to_string()))
            }
        }
    }
}
