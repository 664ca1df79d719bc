//! A disk of its own, small enough to be filled.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Taken away with the value, whoever still uses it.
pub struct SmallDisk {
    at: PathBuf,
}

impl SmallDisk {
    /// At an empty directory; None, said aloud, where the system lets us make none.
    pub fn mount(at: &Path, megabytes: u32) -> Option<Self> {
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).output();
        if mounted.as_ref().is_ok_and(|mounted| mounted.status.success()) {
            return Some(SmallDisk { at: at.to_owned() });
        }
        // Past what is kept of a passing test, which is not shown.
        let said =
            format!("\nNOT TRIED: no disk of {megabytes} MB can be made here, so none was filled: {mounted:?}\n");
        std::io::stderr().write_all(said.as_bytes()).expect("somebody reads");
        None
    }

    /// Writes until there is room for no more than so many bytes.
    pub fn fill(&self, leave: u64) {
        let mut filling = std::fs::File::options().create(true).append(true).open(self.filling()).expect("a file");
        let chunk = vec![b'x'; 1 << 16];
        while posology::disks::Room::of(&self.at).expect("a disk").free > leave {
            if filling.write_all(&chunk).is_err() {
                return;
            }
        }
    }

    /// Takes away what [`SmallDisk::fill`] wrote.
    pub fn free(&self) {
        std::fs::remove_file(self.filling()).expect("it was filled");
    }

    fn filling(&self) -> PathBuf {
        self.at.join("filling")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("--lazy").arg(&self.at).status());
    }
}
