//! What the environment says, checked once at the start: a wrong value stops it with one sentence.

use std::path::PathBuf;

use clap::Args;
use ipnet::IpNet;
use url::Url;

/// The settings of `serve`; each is an environment variable and a flag. `.env.example` explains them.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// Address and port to listen on; port 0 picks a free one.
    #[arg(long, global = true, env = "LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// An existing PostgreSQL, 15 or newer; without it the server starts one of its own.
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The address that people see, for absolute links: `https://bpf.example.org`.
    #[arg(long, global = true, env = "BASE_URL")]
    pub base_url: Option<Url>,
    /// Where the server keeps its files, its own PostgreSQL's among them.
    #[arg(long, global = true, env = "DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Folder with PostgreSQL's programs, where they are not found by themselves; `fetch` for a fetched build only.
    #[arg(long, global = true, env = "PG_BIN")]
    pub pg_bin: Option<PathBuf>,
    /// The server that takes our mail: `smtp://user:password@host:587?tls=required`. Without it mail is written to
    /// files under `DATA_DIR/mail`.
    #[arg(long, global = true, env = "SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// A certificate authority of one's own for that server, PEM.
    #[arg(long, global = true, env = "SMTP_CA_FILE")]
    pub smtp_ca_file: Option<PathBuf>,
    /// The name after the `@` of our addresses; without it the host of `BASE_URL`.
    #[arg(long, global = true, env = "MAIL_DOMAIN")]
    pub mail_domain: Option<String>,
    /// A private key that signs our mail (DKIM): RSA or Ed25519, PEM.
    #[arg(long, global = true, env = "DKIM_KEY")]
    pub dkim_key: Option<PathBuf>,
    /// The name under which the other half of that key stands in the DNS: `SELECTOR._domainkey.MAIL_DOMAIN`.
    #[arg(long, global = true, env = "DKIM_SELECTOR")]
    pub dkim_selector: Option<String>,
    /// Networks of the proxies whose `X-Forwarded-For` counts: `10.0.0.0/8,192.0.2.7/32`.
    #[arg(long, global = true, env = "TRUSTED_PROXIES", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,
    /// Where builds of PostgreSQL are listed, for a machine without one: JSON as GitHub's releases API gives it.
    #[arg(long, global = true, env = "POSTGRES_RELEASES")]
    pub postgres_releases: Option<Url>,
}

/// A network, or an address alone.
fn network(text: &str) -> Result<IpNet, &'static str> {
    let text = text.trim();
    let alone = || text.parse::<std::net::IpAddr>().map(IpNet::from);
    text.parse()
        .or_else(|_| alone())
        .map_err(|_| "TRUSTED_PROXIES must be networks such as 10.0.0.0/8, separated by commas.")
}

impl Config {
    /// Checks what one value alone does not show.
    ///
    /// # Errors
    /// One sentence that names the variable and says what it should be.
    pub fn check(&self) -> anyhow::Result<()> {
        if let Some(url) = &self.base_url {
            let fits = matches!(url.scheme(), "http" | "https") && url.has_host() && url.path() == "/";
            anyhow::ensure!(
                fits && url.query().is_none(),
                "BASE_URL must be http:// or https:// and a host, without a path."
            );
        }
        if let Some(url) = &self.database_url {
            let scheme = url.split_once("://").map(|(scheme, _)| scheme);
            anyhow::ensure!(
                matches!(scheme, Some("postgres" | "postgresql")),
                "DATABASE_URL must start with postgres://."
            );
        }
        if let Some(url) = &self.postgres_releases {
            let fits = matches!(url.scheme(), "http" | "https") && url.has_host();
            anyhow::ensure!(fits, "POSTGRES_RELEASES must start with https:// or http:// and name a host.");
        }
        anyhow::ensure!(
            self.dkim_key.is_some() == self.dkim_selector.is_some(),
            "DKIM_KEY and DKIM_SELECTOR are set together: the key, and its name in the DNS."
        );
        anyhow::ensure!(
            self.listen.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()),
            "LISTEN must be an address and a port, such as 127.0.0.1:8080."
        );
        Ok(())
    }

    /// The name after the `@` of our addresses.
    #[must_use]
    pub fn mail_domain(&self) -> &str {
        let host = self.base_url.as_ref().and_then(Url::host_str);
        self.mail_domain.as_deref().or(host).unwrap_or("localhost")
    }

    /// The folder for the server's files: as configured, else the usual place for a user's or root's data.
    #[must_use]
    pub fn data_dir(&self) -> PathBuf {
        if let Some(dir) = &self.data_dir {
            return dir.clone();
        }
        if rustix::process::geteuid().is_root() {
            return PathBuf::from("/var/lib/intersession");
        }
        let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_else(|| ".".into()));
        std::env::var_os("XDG_DATA_HOME")
            .filter(|dir| !dir.is_empty())
            .map_or_else(|| home().join(".local/share"), PathBuf::from)
            .join("intersession")
    }
}
