//! Programs that we start: they die with us, and a program is ended with its process group, and with whoever left the
//! group but names the program's directory.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use rustix::process::{
    Pid, Signal, WaitId, WaitIdOptions, WaitOptions, kill_process, kill_process_group, test_kill_process_group, waitid,
    waitpgid,
};

/// What is killed is gone within milliseconds; a system that does not sweep up its dead is not waited for.
const GONE_WITHIN: Duration = Duration::from_millis(250);
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// A program and what it starts, in a process group of their own. Dropped, nothing of the group is left.
pub struct Group {
    program: Child,
    is_over: bool,
}

impl Group {
    /// Starts the program. The calling thread is its parent: the program dies with that thread.
    ///
    /// # Errors
    /// The system's, as where there is no such program.
    pub fn spawn(command: &mut Command) -> io::Result<Self> {
        die_with_parent(command, Signal::KILL);
        Ok(Group { program: command.process_group(0).spawn()?, is_over: false })
    }

    /// Whether the program itself has ended.
    pub fn has_ended(&self) -> bool {
        // Not reaped yet: until [`Group::end`] no other process, and so no other group, can have its id.
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        !matches!(waitid(WaitId::Pid(Pid::from_child(&self.program)), look), Ok(None))
    }

    /// Kills whatever of the group still runs; how the program itself ended.
    ///
    /// # Errors
    /// The system's.
    pub fn end(mut self) -> io::Result<ExitStatus> {
        self.kill()
    }

    fn kill(&mut self) -> io::Result<ExitStatus> {
        let group = Pid::from_child(&self.program);
        if !self.is_over {
            self.is_over = true;
            // An error means that nobody is left.
            let _ = kill_process_group(group, Signal::KILL);
        }
        let status = self.program.wait();
        let began = Instant::now();
        while test_kill_process_group(group).is_ok() && began.elapsed() < GONE_WITHIN {
            // As the first process of a container we inherit the orphans.
            while let Ok(Some(_)) = waitpgid(group, WaitOptions::NOHANG) {}
            std::thread::sleep(LOOK_EVERY);
        }
        status
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if !self.is_over
            && let Err(error) = self.kill()
        {
            tracing::warn!(%error, "a program was not seen to end");
        }
    }
}

/// Kills all processes whose command line names something in the directory, in whatever group: Chromium's crash handlers
/// have groups of their own. How many there were.
pub fn end_whoever_names(directory: &Path) -> usize {
    let inside = [directory.as_os_str().as_bytes(), b"/"].concat();
    end_whoever(|process| {
        let line = std::fs::read(format!("/proc/{}/cmdline", process.as_raw_pid())).unwrap_or_default();
        line.windows(inside.len()).any(|part| part == inside)
    })
}

/// Kills all processes of that name whose working directory it is: PostgreSQL's sessions outlive their postmaster for a
/// moment, or for ever where they are stopped, and have groups of their own. How many there were.
pub fn end_whoever_works_in(directory: &Path, name: &str) -> usize {
    end_whoever(|process| {
        let of = |file: &str| format!("/proc/{}/{file}", process.as_raw_pid());
        std::fs::read_link(of("cwd")).is_ok_and(|works_in| works_in == directory)
            && std::fs::read_to_string(of("comm")).is_ok_and(|comm| comm.trim_end() == name)
    })
}

fn end_whoever(is_meant: impl Fn(Pid) -> bool) -> usize {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|process| Pid::from_raw(process.file_name().to_str()?.parse().ok()?));
    ids.filter(|id| is_meant(*id) && end(*id, &is_meant)).count()
}

/// By a descriptor, so that nobody else is met who has the id by now. False where it may not be ended.
#[cfg(target_os = "linux")]
fn end(process: Pid, is_meant: impl Fn(Pid) -> bool) -> bool {
    use rustix::process::{PidfdFlags, pidfd_open, pidfd_send_signal};
    use std::os::fd::AsFd;
    let Ok(descriptor) = pidfd_open(process, PidfdFlags::empty()) else { return false };
    if !is_meant(process) || pidfd_send_signal(&descriptor, Signal::KILL).is_err() {
        return false;
    }
    // As the first process of a container we inherited it; else it is not ours to wait for, which is an error at once.
    let _ = waitid(WaitId::PidFd(descriptor.as_fd()), WaitIdOptions::EXITED);
    true
}

/// Without /proc nobody is found.
#[cfg(not(target_os = "linux"))]
fn end(_: Pid, _: impl Fn(Pid) -> bool) -> bool {
    false
}

/// Sends a signal to a child that has not been reaped yet.
pub fn signal(child: &Child, signal: Signal) {
    // An error means that it has ended.
    let _ = kill_process(Pid::from_child(child), signal);
}

/// Whether a child has ended by then.
pub fn ends_within(child: &mut Child, patience: Duration) -> bool {
    let began = Instant::now();
    loop {
        // An error means that there is nothing to wait for.
        if !matches!(child.try_wait(), Ok(None)) {
            return true;
        }
        if began.elapsed() >= patience {
            return false;
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

/// Asks the kernel for the signal when the spawning thread dies, kill -9 of us included.
pub fn die_with_parent(command: &mut Command, signal: Signal) {
    // SAFETY: runs between fork and exec; prctl is async-signal-safe and allocates nothing. It comes after
    // uid and gid are changed, which would clear it.
    #[cfg(target_os = "linux")]
    unsafe {
        command.pre_exec(move || Ok(rustix::process::set_parent_process_death_signal(Some(signal))?));
    }
}
