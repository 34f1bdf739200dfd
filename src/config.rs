//! What the environment says, checked once at the start: a wrong value stops it with one sentence.

use std::path::PathBuf;

use clap::Args;
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
    /// Folder with PostgreSQL's programs, where they are not found by themselves.
    #[arg(long, global = true, env = "PG_BIN")]
    pub pg_bin: Option<PathBuf>,
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
        anyhow::ensure!(
            self.listen.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()),
            "LISTEN must be an address and a port, such as 127.0.0.1:8080."
        );
        Ok(())
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
