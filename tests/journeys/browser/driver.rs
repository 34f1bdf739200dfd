//! Chromium's driver: a process that starts Chromium, and takes it along when it ends.

use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::site::folder;

/// Where Debian puts Chromium.
pub const CHROMIUM: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";

/// The driver, and the profile of the Chromium that it starts. Both end with it, also when a test fails.
pub struct Driver {
    process: Child,
    profile: tempfile::TempDir,
    /// The port where it listens, on this machine only.
    pub port: u16,
}

impl Driver {
    /// Starts it, on a port that is free.
    pub fn start() -> Self {
        for tool in [CHROMIUM, DRIVER] {
            assert!(Path::new(tool).exists(), "{tool} is missing: apt install chromium chromium-driver");
        }
        let process = Command::new(DRIVER)
            .args(["--port=0", "--log-level=SEVERE"])
            .env("LANGUAGE", "en_US")
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let mut driver = Self { process, profile: folder(), port: 0 };
        driver.port = port_of(&mut driver.process);
        driver
    }

    /// The folder of Chromium's profile.
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }
}

impl Drop for Driver {
    /// Ends it and every process of the Chromium that uses the profile.
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        for _ in 0..100 {
            let left = processes_of(self.profile.path());
            if left.is_empty() {
                break;
            }
            for process in left {
                let _ = Command::new("kill").args(["-KILL", &process]).stderr(Stdio::null()).status();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn port_of(driver: &mut Child) -> u16 {
    let output = BufReader::new(driver.stdout.take().expect("the driver's output"));
    let found = output.lines().map_while(Result::ok).find_map(|line| {
        line.strip_prefix("ChromeDriver was started successfully on port ")?
            .trim_end_matches('.')
            .parse()
            .ok()
    });
    found.expect("the driver says its port")
}

fn processes_of(profile: &Path) -> Vec<String> {
    let profile = profile.display().to_string();
    let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let names = all.filter_map(|entry| entry.file_name().into_string().ok());
    let numbers = names.filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
    numbers
        .filter(|process| {
            let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).contains(&profile)
        })
        .collect()
}
