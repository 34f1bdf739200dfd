//! The binary: see [`intersession::cli`] for its commands.

use std::process::ExitCode;

fn main() -> ExitCode {
    intersession::cli::run()
}
