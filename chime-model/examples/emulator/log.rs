//! The log on standard output, which may be closed or read by nobody: no exchange waits for it.

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::limits::LOG_LINES;

/// Lines on their way to standard output.
#[derive(Clone)]
pub(crate) struct Log(Arc<Shared>);

#[derive(Default)]
struct Shared {
    pending: Mutex<Pending>,
    changed: Condvar,
}

#[derive(Default)]
struct Pending {
    lines: VecDeque<String>,
    /// Lines for which there was no room.
    left_out: usize,
    /// Whether lines are being written.
    writing: bool,
}

impl Pending {
    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.left_out == 0
    }
}

impl Log {
    /// A log with a thread that writes it.
    pub(crate) fn start() -> Self {
        let log = Self(Arc::default());
        let writer = log.clone();
        std::thread::spawn(move || {
            loop {
                writer.write_pending();
            }
        });
        log
    }

    /// Adds a line, or counts it as left out if too many wait.
    pub(crate) fn line(&self, line: String) {
        let mut pending = self.pending();
        if pending.lines.len() < LOG_LINES {
            pending.lines.push_back(line);
        } else {
            pending.left_out += 1;
        }
        self.0.changed.notify_all();
    }

    /// Adds the last line, and waits a while for all to be written.
    pub(crate) fn finish(&self, line: String, patience: Duration) {
        let mut pending = self.pending();
        pending.lines.push_back(line);
        self.0.changed.notify_all();
        let _ = self.0.changed.wait_timeout_while(pending, patience, |pending| {
            pending.writing || !pending.is_empty()
        });
    }

    /// Waits for lines and writes them.
    fn write_pending(&self) {
        let pending = self.pending();
        let mut pending = self
            .0
            .changed
            .wait_while(pending, |pending| pending.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        let (lines, left_out) =
            (std::mem::take(&mut pending.lines), std::mem::take(&mut pending.left_out));
        pending.writing = true;
        drop(pending);
        // Standard output may be closed; the next lines are then dropped too.
        let _ = write(&lines, left_out);
        self.pending().writing = false;
        self.0.changed.notify_all();
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        // A thread that panicked has left a whole queue: each change is one assignment.
        self.0.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn write(lines: &VecDeque<String>, left_out: usize) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    if left_out > 0 {
        writeln!(out, "{left_out} lines left out")?;
    }
    out.flush()
}
