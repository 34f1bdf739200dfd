//! Mail in files, where no server is configured: one each, named after its message.

use std::{
    io,
    path::{Path, PathBuf},
};

use tokio::{fs, io::AsyncWriteExt};

/// Where the files lie.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// How the name of a file ends that is being written, and of one that is whole.
const ENDS: [&str; 2] = ["part", "eml"];

impl Folder {
    /// At a path; it is made with the first file.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Whole or not at all, and for nobody else's eyes: it may hold links that sign somebody in.
    pub(super) async fn write(&self, message: i64, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.0).await?;
        let [part, whole] = self.paths(message);
        let mut options = fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&part).await?;
        file.write_all(bytes).await?;
        file.flush().await?;
        fs::rename(part, whole).await
    }

    /// The messages of which there is a file, whole or not.
    ///
    /// # Errors
    /// When the folder cannot be read; one that was never made is empty.
    pub async fn list(&self) -> io::Result<Vec<i64>> {
        let mut files = match fs::read_dir(&self.0).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            files => files?,
        };
        let mut messages = Vec::new();
        while let Some(file) = files.next_entry().await? {
            let name = PathBuf::from(file.file_name());
            let is_ours = name.extension().is_some_and(|end| ENDS.iter().any(|ours| end == *ours));
            let message = name.file_stem().and_then(|stem| stem.to_str()?.parse::<i64>().ok());
            messages.extend(message.filter(|_| is_ours));
        }
        Ok(messages)
    }

    /// Erases the file of a message.
    ///
    /// # Errors
    /// When it is there and stays.
    pub async fn erase(&self, message: i64) -> io::Result<()> {
        for path in self.paths(message) {
            match fs::remove_file(path).await {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn paths(&self, message: i64) -> [PathBuf; 2] {
        ENDS.map(|end| self.0.join(format!("{message:08}.{end}")))
    }
}
