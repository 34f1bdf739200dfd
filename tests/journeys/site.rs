//! The program itself, in a folder of its own; it ends with its [`Site`].

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// A server that runs.
pub struct Site {
    child: Child,
    /// Its address, as in `http://localhost:40123`.
    pub url: String,
    /// What it printed up to the line that says where it listens.
    said: Vec<String>,
    dir: tempfile::TempDir,
}

impl Site {
    /// A site on which nothing has happened yet.
    pub fn empty() -> Self {
        Self::start(&[], &[])
    }

    /// A site on which nothing has happened yet, with these variables set.
    pub fn with(variables: &[(&str, String)]) -> Self {
        Self::start(&[], variables)
    }

    /// The demonstration.
    pub fn demo() -> Self {
        Self::start(&["demo"], &[])
    }

    fn start(arguments: &[&str], variables: &[(&str, String)]) -> Self {
        let dir = folder();
        let mut child = Command::new(env!("CARGO_BIN_EXE_intersession"))
            .args(arguments)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", dir.path())
            .env("TMPDIR", dir.path())
            .env("DATA_DIR", dir.path().join("data"))
            .env("LISTEN", "127.0.0.1:0")
            .env("LOG", "error")
            .envs(variables.iter().cloned())
            .current_dir(dir.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        let mut site = Self { child, url: String::new(), said: Vec::new(), dir };
        for line in output.lines() {
            let line = line.expect("a line");
            if let Some(address) = line.strip_prefix("Listening on http://127.0.0.1:") {
                site.url = format!("http://localhost:{address}");
                return site;
            }
            site.said.push(line.trim().to_owned());
        }
        panic!("it stopped: {:?}", site.said);
    }

    /// Where it keeps its files.
    pub fn data(&self) -> std::path::PathBuf {
        self.dir.path().join("data")
    }

    /// The one-time link in the line that names somebody; the only one where nobody is named.
    pub fn link(&self, whom: &str) -> String {
        let mut lines = self.said.iter().filter(|line| line.contains(whom));
        let found = lines.find_map(|line| line.find("http://").map(|at| line[at..].to_owned()));
        found.unwrap_or_else(|| panic!("no link for {whom:?} in {:?}", self.said))
    }

    /// The text of the mail with this subject, once it is written; no line of it is folded.
    pub async fn mail(&self, subject: &str) -> String {
        unfolded(&self.mail_file(subject).await)
    }

    /// The same of the mail that went to an address.
    pub async fn mail_to(&self, email: &str, subject: &str) -> String {
        unfolded(&self.mail_file_with(&[format!("To: {email}"), format!("Subject: {subject}")]).await)
    }

    /// The file of the mail with this subject, once it is written.
    pub async fn mail_file(&self, subject: &str) -> PathBuf {
        self.mail_file_with(&[format!("Subject: {subject}")]).await
    }

    async fn mail_file_with(&self, lines: &[String]) -> PathBuf {
        let said = self.said.iter().find_map(|line| line.split_once("written to files in "));
        let (_, folder) = said.unwrap_or_else(|| panic!("no folder for mail in {:?}", self.said));
        for _ in 0..100 {
            let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let has_lines = |path: &PathBuf| {
                let mail = std::fs::read_to_string(path).unwrap_or_default();
                lines.iter().all(|line| mail.contains(line))
            };
            let mails = files.map(|file| file.path());
            if let Some(mail) =
                mails.filter(|path| path.extension().is_some_and(|end| end == "eml")).find(has_lines)
            {
                return mail;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no mail {lines:?} in {folder}");
    }

    /// Keeps a file that the site offers. Its address on the disk.
    pub async fn download(&self, path: &str) -> String {
        let answer = reqwest::get(format!("{}{path}", self.url)).await.expect("an answer");
        assert_eq!(answer.status(), 200, "{path}");
        let file = self.dir.path().join(path.rsplit('/').next().unwrap_or(path));
        std::fs::write(&file, answer.bytes().await.expect("a body")).expect("a file that is kept");
        format!("file://{}", file.display())
    }

    /// Uses a one-time link up.
    pub async fn sign_in(&self, whom: &str) -> Member {
        self.enter(whom, &[("go", "on")]).await
    }

    /// Makes the first administrator.
    pub async fn first_administrator(&self) -> Member {
        let password = ("password", "a long sample password");
        self.enter("", &[("name", "Sample Secretariat"), ("email", "secretariat@example.org"), password])
            .await
    }

    async fn enter(&self, whom: &str, fields: &[(&str, &str)]) -> Member {
        let policy = reqwest::redirect::Policy::none();
        let client = reqwest::Client::builder().redirect(policy).build().expect("a client");
        let answer = client.post(self.link(whom)).form(fields).send().await.expect("an answer");
        let cookie = answer.headers().get_all("set-cookie").iter().find_map(|cookie| {
            let cookie = cookie.to_str().ok()?.split(';').next()?;
            cookie.contains("session").then(|| cookie.to_owned())
        });
        let cookie = cookie.unwrap_or_else(|| panic!("{} opens no session", answer.status()));
        Member { client, cookie, site: self.url.clone() }
    }
}

/// Somebody who signed in, for what a test needs to have happened before it begins.
pub struct Member {
    client: reqwest::Client,
    /// Of the session: its name, `=`, its value.
    pub cookie: String,
    site: String,
}

impl Member {
    /// Sends a form that is to be accepted.
    pub async fn send(&self, path: &str, fields: &[(&str, &str)]) {
        let request = self.client.post(format!("{}{path}", self.site)).header("cookie", &self.cookie);
        let answer = request.form(fields).send().await.expect("an answer");
        assert_eq!(answer.status(), 303, "{path}: {}", answer.text().await.expect("a body"));
    }

    /// How often what a form changes was saved.
    pub async fn edits(&self, path: &str) -> String {
        let request = self.client.get(format!("{}{path}", self.site)).header("cookie", &self.cookie);
        let page = request.send().await.expect("an answer").text().await.expect("a page");
        let field = page.split("name=\"edits\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        field.unwrap_or_else(|| panic!("{path} has no such field")).to_owned()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // Asked to stop, it stops its PostgreSQL too; killed, it leaves that to the watcher.
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        for _ in 0..100 {
            if asked.is_err() || !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn unfolded(file: &std::path::Path) -> String {
    let mail = std::fs::read_to_string(file).expect("a mail");
    mail.replace("=\r\n", "").replace("=3D", "=")
}

/// A folder that every user can reach: the database server does not run as root.
pub fn folder() -> tempfile::TempDir {
    let dir = tempfile::Builder::new().prefix("ij").tempdir().expect("a folder");
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(dir.path(), open).expect("a folder that others can reach");
    dir
}
