//! A Postfix of our own: its configuration, its queue and its port; it ends with its [`Postfix`].

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

/// Says how to install what is missing.
pub const INSTALL: &str =
    "apt-get install -y --no-install-recommends postfix python3 openssl, and run this as root";

/// A Postfix that runs.
pub struct Postfix {
    dir: tempfile::TempDir,
    /// Where it listens on loopback.
    pub port: u16,
}

impl Postfix {
    /// Chooses its port and makes its certificate.
    pub fn prepare() -> Self {
        let dir = tempfile::Builder::new().prefix("is").tempdir().expect("a folder");
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).expect("others may look");
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
        let postfix = Self { dir, port };
        postfix.write_certificate();
        postfix
    }

    /// Starts it: it takes mail for `example.org`, and hands what is for `bpf.example.org` to this program's
    /// `receive-bounce`, run as a user with these variables.
    pub fn start(&self, user: &str, variables: &[(&str, String)]) {
        self.write_pipe(variables);
        self.write_settings(user);
        run(Command::new("postfix").arg("-c").arg(self.path("conf")).arg("start"));
    }

    /// A path in its folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The authority that its certificate comes from.
    pub fn authority(&self) -> PathBuf {
        self.path("ca.pem")
    }

    /// What it delivered into mailboxes.
    pub fn delivered(&self) -> Vec<Vec<u8>> {
        let files = fs::read_dir(self.path("spool/games/new")).into_iter().flatten().flatten();
        files.filter_map(|file| fs::read(file.path()).ok()).collect()
    }

    /// What it says it did.
    pub fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    fn folder(&self, name: &str, mode: u32, owner: Option<&str>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(&path).expect("a folder");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("its mode");
        if let Some(owner) = owner {
            run(Command::new("chown").arg(owner).arg(&path));
        }
        path
    }

    fn write_certificate(&self) {
        let make = || {
            let mut make = Command::new("openssl");
            make.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"])
                .current_dir(self.dir.path());
            make
        };
        run(make().args(["-subj", "/CN=Sample authority", "-keyout", "ca.key", "-out", "ca.pem"]));
        run(make()
            .args([
                "-subj",
                "/CN=localhost",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem",
            ])
            .args([
                "-addext",
                "subjectAltName=DNS:localhost",
                "-addext",
                "basicConstraints=critical,CA:FALSE",
            ]));
    }

    fn write_pipe(&self, variables: &[(&str, String)]) {
        let set: Vec<String> =
            variables.iter().map(|(name, value)| format!("export {name}='{value}'")).collect();
        let set = set.join("\n");
        let program = env!("CARGO_BIN_EXE_intersession");
        // Its user cannot enter every folder of a developer: the program is put where it can be reached.
        fs::copy(program, self.path("intersession")).expect("a copy of the program");
        let back = self.folder("back", 0o777, None);
        let script = format!(
            "#!/bin/sh\n{set}\ncd /\ncat >{back}/$$.eml\n{program} receive-bounce --recipient \"$1\" <{back}/$$.eml 2>>{back}/said\ncode=$?\necho $code >>{back}/codes\nexit $code\n",
            back = back.display(),
            program = self.path("intersession").display(),
        );
        let path = self.path("receive");
        fs::write(&path, script).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("its mode");
    }

    fn write_settings(&self, user: &str) {
        let conf = self.folder("conf", 0o755, None);
        let queue = self.folder("queue", 0o755, None);
        let data = self.folder("data", 0o700, Some("postfix"));
        let spool = self.folder("spool", 0o1777, None);
        let at = |path: &Path| path.display().to_string();
        let main = format!(
            "compatibility_level = 3.6\nqueue_directory = {queue}\ndata_directory = {data}\nmaillog_file = {log}\nmaillog_file_prefixes = {dir}\ndaemon_directory = /usr/lib/postfix/sbin\ncommand_directory = /usr/sbin\nmail_owner = postfix\nsetgid_group = postdrop\nmyhostname = mx.example.org\nmydestination = example.org\ninet_interfaces = loopback-only\ninet_protocols = ipv4\nmynetworks = 127.0.0.0/8\nlocal_recipient_maps =\nalias_maps =\nalias_database =\nmail_spool_directory = {spool}/\ntransport_maps = inline:{{bpf.example.org=receive:}}\nsmtpd_tls_cert_file = {cert}\nsmtpd_tls_key_file = {key}\nsmtpd_tls_security_level = encrypt\n",
            queue = at(&queue),
            data = at(&data),
            log = at(&self.path("log")),
            dir = at(self.dir.path()),
            spool = at(&spool),
            cert = at(&self.path("cert.pem")),
            key = at(&self.path("key.pem")),
        );
        fs::write(conf.join("main.cf"), main).expect("settings");
        let master = format!(
            "127.0.0.1:{port} inet n - n - - smtpd\npickup unix n - n 60 1 pickup\ncleanup unix n - n - 0 cleanup\nqmgr unix n - n 1 1 qmgr\ntlsmgr unix - - n 1000? 1 tlsmgr\nrewrite unix - - n - - trivial-rewrite\nbounce unix - - n - 0 bounce\ndefer unix - - n - 0 bounce\ntrace unix - - n - 0 bounce\nflush unix n - n 1000? 0 flush\nproxymap unix - - n - - proxymap\nsmtp unix - - n - - smtp\nerror unix - - n - - error\nretry unix - - n - - error\nlocal unix - n n - - local\nanvil unix - - n - 1 anvil\nscache unix - - n - 1 scache\npostlog unix-dgram n - n - 1 postlogd\nreceive unix - n n - - pipe flags=Rq user={user} argv={receive} ${{recipient}}\n",
            port = self.port,
            receive = at(&self.path("receive")),
        );
        fs::write(conf.join("master.cf"), master).expect("services");
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let _ = Command::new("postfix").arg("-c").arg(self.path("conf")).arg("stop").output();
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}. {INSTALL}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said} {INSTALL}");
}
