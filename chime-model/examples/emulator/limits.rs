//! The limits of the emulator. Its help reads them from here.

use std::time::Duration;

/// Connections that are served at the same time; the next ones wait.
pub(crate) const CONNECTIONS: usize = 1_024;
/// The bytes of a request's head.
pub(crate) const HEAD: usize = 128 * KIB;
/// The bytes of a body.
pub(crate) const BODY: usize = 1024 * KIB;
/// The bytes of a body that is read at once, as most are.
pub(crate) const SMALL_BODY: usize = 64 * KIB;
/// The larger bodies that are in memory at the same time; the next ones wait.
pub(crate) const LARGE_BODIES: usize = 16;
/// How long one of them keeps its place. After that it loses it to the next one that waits: its
/// client is slower than any client on this machine needs to be.
pub(crate) const TURN: Duration = Duration::from_millis(400);
/// How much of a body that is too large is read and dropped, since most clients read a response
/// only after they have sent everything.
pub(crate) const DROPPED: usize = 16 * BODY;
/// The time limit of a head, which also ends an idle connection, of a body, and of a client that
/// receives a response.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// Requests that are decoded at the same time, each on a thread of its own, so that a slow one does
/// not hold up the others.
pub(crate) const DECODERS: usize = 32;
/// The bytes of the rooms that are remembered for their tokens.
pub(crate) const ROOMS: usize = 32 * 1024 * KIB;
/// Lines of the log that wait for a reader.
pub(crate) const LOG_LINES: usize = 1_000;
/// The characters of a path that a line of the log shows.
pub(crate) const LOG_PATH: usize = 200;
/// How long an exchange may go on after the signal to stop.
pub(crate) const GRACE: Duration = Duration::from_secs(2);

const KIB: usize = 1024;

/// The bounds, for people.
pub(crate) fn help() -> String {
    format!(
        "\
It bounds what a client can take:
  connections  {CONNECTIONS}; the next ones wait
  time         {patience} s for a head, which also closes an idle connection, {patience} s for a body,
               {patience} s to take a response
  head         {head} KiB
  body         {body} KiB; {LARGE_BODIES} of more than {small} KiB at a time, the next ones wait, and one
               that is not read within {turn} ms makes room for them
  rooms        one is remembered for its token until {rooms} MiB of newer ones have come
  log          {LOG_LINES} lines wait for whoever reads standard output; the next ones are left out and counted
SIGTERM and Ctrl-C stop it; exchanges have {grace} s to end.",
        patience = PATIENCE.as_secs(),
        head = HEAD / KIB,
        body = BODY / KIB,
        small = SMALL_BODY / KIB,
        turn = TURN.as_millis(),
        rooms = ROOMS / KIB / KIB,
        grace = GRACE.as_secs(),
    )
}
