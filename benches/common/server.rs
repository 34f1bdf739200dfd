//! A server in a process of its own, so that its memory is its own too.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use anyhow::Context;

/// A server that runs until it is dropped.
pub struct Server {
    child: Child,
    /// Where it listens on loopback.
    pub port: u16,
}

impl Server {
    /// The real program on a database, with further variables.
    pub fn ours(database: &str, variables: &[(&str, &str)]) -> anyhow::Result<Self> {
        let mut program = Command::new(env!("CARGO_BIN_EXE_intersession"));
        program.env("LISTEN", "127.0.0.1:0").env("LOG", "error").envs(variables.iter().copied());
        Self::start(&mut program, database)
    }

    /// This program again, in another part, on a database.
    pub fn part(name: &str, database: &str) -> anyhow::Result<Self> {
        Self::start(Command::new(std::env::current_exe()?).arg(name), database)
    }

    fn start(program: &mut Command, database: &str) -> anyhow::Result<Self> {
        let mut child =
            program.env("DATABASE_URL", database).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let said = BufReader::new(child.stdout.take().context("its output")?);
        for line in said.lines() {
            if let Some(port) = line?.strip_prefix("Listening on http://127.0.0.1:") {
                return Ok(Self { child, port: port.parse()? });
            }
        }
        anyhow::bail!("a server stopped before it listened")
    }

    /// The most memory that it had at once, in megabytes (`VmHWM`).
    pub fn peak_mb(&self) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
