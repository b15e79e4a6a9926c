//! What becomes of a comment on its way: no web, no storage, no clock.
//!
//! The rules: between two sendings of one entry somebody has looked whether the first one
//! arrived, late enough that it cannot be still on its way, or the server has said that
//! it did not take it, or the reader has decided. An entry goes only when it is known to have
//! arrived.

use super::entry::{Progress, Stage};
use super::working::Decision;
use crate::comment::error::Error;
use crate::comment::model::CommentId;

/// How many seconds after the end of a sending it may still be on its way to the server.
pub(in crate::comment) const SETTLE: u64 = 15;
/// How many seconds a sending may take: longer than `browser::fetch` waits.
pub(super) const SENDING: u64 = 12;
/// How many seconds one waits where a server says nothing but that it was too fast.
const TOO_FAST: u64 = 60;
/// How many seconds before a look that can decide no other is worth it.
const SOON: u64 = 5;
/// For longer than that nobody waits, whatever a server says or a clock that was set anew.
const LONGEST: u64 = 3600;

/// What happened to a comment on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Event {
    /// It goes out now.
    Began,
    /// It has arrived, and everybody sees it: the server says so, or it was looked for and is
    /// there.
    Arrived,
    /// It has arrived, and the newsroom looks at it first.
    Held(CommentId, f64),
    /// The sending has ended otherwise.
    Failed(Error),
    /// It was looked for, and is not there.
    Absent,
    /// It was there before it was ever sent.
    Twin,
    /// It was looked for, and nobody can tell.
    CannotKnow,
    /// It could not be looked for.
    NotSeen,
    /// It was being sent when the page was left: nobody knows more.
    LeftBehind,
    /// The reader wants it sent again.
    Again,
    /// The reader wants it back: from now on nobody sends it.
    TakenBack,
}

/// What is to be done with a comment on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// Send it now.
    Send,
    /// Look for it now.
    Look,
    /// Nothing before that moment.
    Wait(u64),
    /// Nothing.
    Rest,
}

/// What is left of an entry after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// It is kept as it is now.
    Kept,
    /// It has arrived and is not needed any more.
    Nothing,
}

impl Progress {
    /// Handed in now, to be sent so many seconds later.
    pub(super) fn begin(now: u64, delay: u64) -> Self {
        Self { since: now, next: now + delay, ..Self::default() }
    }

    /// What is to be done. `eager` when the network has come back: what has waited for it
    /// waits no longer.
    pub(super) fn plan(&self, now: u64, eager: bool) -> Plan {
        let due = now >= self.next || self.next > now + LONGEST || eager && self.is_for_network();
        match self.stage {
            Stage::Waiting if due => Plan::Send,
            Stage::Unclear if due => Plan::Look,
            Stage::Waiting | Stage::Unclear => Plan::Wait(self.next),
            // Somebody else does it: time enough to see whether they still live.
            Stage::Sending => Plan::Wait(self.since.min(now) + SENDING),
            Stage::Doubt | Stage::Held | Stage::Refused => Plan::Rest,
        }
    }

    /// The network may be back: what has waited for it is due now, and waits as briefly as at
    /// first if that was in vain.
    pub(super) fn begin_anew(&mut self, now: u64) {
        if self.is_for_network() {
            (self.next, self.tries) = (self.next.min(now), 0);
            self.unsure = self.unsure.min(1);
        }
    }

    fn is_for_network(&self) -> bool {
        self.stage == Stage::Unclear || matches!(self.error, Some(Error::Network | Error::Down))
    }

    /// Takes a step.
    pub(super) fn step(&mut self, event: Event, now: u64) -> Left {
        match event {
            Event::Began => {
                (self.stage, self.since, self.error) = (Stage::Sending, now, None);
            }
            Event::Arrived => return Left::Nothing,
            Event::Held(id, created) => {
                self.stage = Stage::Held;
                (self.held, self.held_since) = (id, created);
            }
            Event::Failed(error) => self.fail(error, now),
            Event::LeftBehind => {
                // It cannot have been sent for longer than that.
                let end = self.since.min(now) + SENDING;
                self.fail(Error::Unclear, end.min(now));
                self.since = end;
            }
            Event::Absent if self.there => self.stage = Stage::Held,
            Event::Absent => {
                // A clock that was set back must not keep anybody waiting.
                self.since = self.since.min(now + SENDING);
                if now < self.since + SETTLE {
                    self.next = self.since + SETTLE;
                } else {
                    self.stage = Stage::Waiting;
                    // A server that can be asked, and takes nothing, is asked less and less often.
                    self.next = now + if self.unsure > 1 { pause(self.unsure) } else { 0 };
                    self.tries = 0;
                }
            }
            Event::Twin => self.stage = Stage::Refused,
            Event::CannotKnow => {
                self.stage = if self.there { Stage::Held } else { Stage::Doubt };
            }
            Event::NotSeen => {
                let late = self.since + SETTLE;
                let next = now + pause(self.tries);
                // A look that comes a moment before it can decide would be in vain.
                self.next = if now < late && next + SOON > late { late } else { next };
                self.tries = self.tries.saturating_add(1);
            }
            Event::Again => {
                (self.stage, self.next, self.tries) = (Stage::Waiting, now, 0);
                (self.error, self.there) = (None, false);
            }
            Event::TakenBack if self.stage == Stage::Refused => {}
            Event::TakenBack => (self.stage, self.error) = (Stage::Refused, None),
        }
        Left::Kept
    }

    /// Whether the reader can decide this as it stands now. What may be on the server is
    /// neither sent nor given back before it was looked for, and what is being sent is let go.
    pub(super) fn allows(&self, decision: Decision) -> bool {
        match (self.stage, decision) {
            (Stage::Waiting, _) => decision != Decision::Forget,
            (Stage::Sending, _) => false,
            (Stage::Unclear | Stage::Held, _) => decision == Decision::Forget,
            (Stage::Refused, _) => decision != Decision::Again,
            (Stage::Doubt, _) => true,
        }
    }

    fn fail(&mut self, error: Error, now: u64) {
        let pause = pause(self.tries);
        self.tries = self.tries.saturating_add(1);
        self.error = Some(error);
        (self.stage, self.next) = match error {
            // Nothing went out.
            Error::Network | Error::Down => (Stage::Waiting, now + pause),
            Error::TooFast { wait } => {
                let wait = wait.map_or_else(|| pause.max(TOO_FAST), u64::from);
                (Stage::Waiting, now + wait.min(LONGEST))
            }
            Error::Unclear => {
                self.unsure = self.unsure.saturating_add(1);
                self.since = now;
                (Stage::Unclear, now)
            }
            // An earlier sending did arrive, or this one: a browser may send anew by itself what
            // got no answer. Where it is not shown, the newsroom has it.
            Error::Duplicate => {
                self.there = true;
                (Stage::Unclear, now)
            }
            _ => (Stage::Refused, now),
        };
    }
}

/// How many seconds one waits after so many failures in a row: 5, 10, 20 … 640.
fn pause(tries: u32) -> u64 {
    5 << tries.min(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::error::Fault;
    use proptest::prelude::*;

    const NOW: u64 = 1_795_332_745;

    fn after(events: impl IntoIterator<Item = (Event, u64)>) -> Progress {
        let mut progress = Progress::begin(NOW, 0);
        for (event, seconds) in events {
            assert_eq!(progress.step(event, NOW + seconds), Left::Kept);
        }
        progress
    }

    #[test]
    fn what_is_handed_in_goes_at_once_or_a_moment_later() {
        assert_eq!(Progress::begin(NOW, 0).plan(NOW, false), Plan::Send);
        let later = Progress::begin(NOW, 1);
        assert_eq!(later.plan(NOW, false), Plan::Wait(NOW + 1));
        // The network has nothing to do with that.
        assert_eq!(later.plan(NOW, true), Plan::Wait(NOW + 1));
        assert_eq!(later.plan(NOW + 1, false), Plan::Send);
    }

    #[test]
    fn without_a_network_it_waits_longer_and_longer_or_until_it_is_back() {
        for error in [Error::Network, Error::Down] {
            let mut progress = Progress::begin(NOW, 0);
            for pause in [5, 10, 20, 40, 80, 160, 320, 640, 640] {
                progress.step(Event::Began, NOW);
                progress.step(Event::Failed(error), NOW);
                assert_eq!(progress.plan(NOW, false), Plan::Wait(NOW + pause));
            }
            assert_eq!(progress.plan(NOW, true), Plan::Send);
        }
    }

    #[test]
    fn too_fast_waits_as_told() {
        for (wait, seconds) in [(Some(17), 17), (None, 60), (Some(u32::MAX), 3600)] {
            let progress = after([(Event::Began, 0), (Event::Failed(Error::TooFast { wait }), 1)]);
            assert_eq!(progress.plan(NOW + 1, true), Plan::Wait(NOW + 1 + seconds));
            assert_eq!(progress.plan(NOW + 1 + seconds, false), Plan::Send);
        }
    }

    #[test]
    fn after_an_unclear_end_nothing_is_sent_before_it_was_looked_for_late_enough() {
        let mut progress = after([(Event::Began, 0), (Event::Failed(Error::Unclear), 10)]);
        assert_eq!(progress.plan(NOW + 10, false), Plan::Look);
        progress.step(Event::Absent, NOW + 11);
        assert_eq!(progress.plan(NOW + 11, false), Plan::Wait(NOW + 25));
        progress.step(Event::NotSeen, NOW + 25);
        assert_eq!(progress.plan(NOW + 25, false), Plan::Wait(NOW + 35));
        progress.step(Event::Absent, NOW + 35);
        assert!(matches!(progress.plan(NOW + 60, false), Plan::Send));
    }

    #[test]
    fn the_look_that_decides_comes_as_soon_as_it_can() {
        // The network is away for five seconds: one look in vain, and none a moment too early.
        let mut progress =
            after([(Event::Began, 0), (Event::Failed(Error::Unclear), 0), (Event::NotSeen, 5)]);
        assert_eq!(progress.plan(NOW + 5, false), Plan::Wait(NOW + SETTLE));
        progress.step(Event::Absent, NOW + SETTLE);
        assert_eq!(progress.plan(NOW + SETTLE, false), Plan::Send);
        for at in 0..SETTLE {
            for tries in 0..9 {
                let unclear = [(Event::Began, 0), (Event::Failed(Error::Unclear), 0)];
                let mut progress = Progress { tries, ..after(unclear) };
                progress.step(Event::NotSeen, NOW + at);
                assert!(progress.next <= NOW + SETTLE, "{at} {tries}");
            }
        }
    }

    #[test]
    fn when_the_network_is_back_the_steps_begin_anew() {
        let mut progress = after([(Event::Began, 0), (Event::Failed(Error::Unclear), 0)]);
        for look in 0..6 {
            progress.step(Event::NotSeen, NOW + look * 100);
        }
        let later = NOW + 501;
        assert!(matches!(progress.plan(later, false), Plan::Wait(at) if at > later + 300));
        assert_eq!(progress.plan(later, true), Plan::Look);
        progress.begin_anew(later);
        assert_eq!(progress.plan(later, false), Plan::Look);
        let mut in_vain = progress;
        in_vain.step(Event::NotSeen, later);
        assert_eq!(in_vain.plan(later, false), Plan::Wait(later + 5));
        progress.step(Event::Absent, later);
        assert_eq!(progress.plan(later, false), Plan::Send);
        progress.step(Event::Failed(Error::Down), later);
        progress.begin_anew(later);
        progress.step(Event::Failed(Error::Network), later);
        assert_eq!(progress.plan(later, false), Plan::Wait(later + 5));
        // What the server asks to wait for is not the network.
        progress.step(Event::Failed(Error::TooFast { wait: Some(60) }), later);
        progress.begin_anew(later);
        assert_eq!(progress.plan(later, true), Plan::Wait(later + 60));
    }

    #[test]
    fn a_server_that_fails_each_time_is_asked_less_and_less_often() {
        let (mut progress, mut now, mut waits) = (Progress::begin(NOW, 0), NOW, Vec::new());
        for _ in 0..6 {
            progress.step(Event::Began, now);
            progress.step(Event::Failed(Error::Unclear), now);
            now += SETTLE;
            progress.step(Event::Absent, now);
            waits.push(progress.next - now);
            now = progress.next;
        }
        assert_eq!(waits, [0, 20, 40, 80, 160, 320]);
    }

    #[test]
    fn what_a_page_left_behind_is_unclear() {
        let mut progress = after([(Event::Began, 0), (Event::LeftBehind, 2)]);
        assert_eq!(progress.plan(NOW + 2, false), Plan::Look);
        progress.step(Event::Absent, NOW + 2);
        assert_eq!(progress.plan(NOW + 2, false), Plan::Wait(NOW + 27));
    }

    #[test]
    fn a_duplicate_is_a_refusal_where_one_was_there_before_and_an_arrival_elsewhere() {
        let first = [(Event::Began, 0), (Event::Failed(Error::Duplicate), 0)];
        assert_eq!(after(first).plan(NOW, false), Plan::Look);
        let twin = after(first.into_iter().chain([(Event::Twin, 1)]));
        assert_eq!((twin.stage, twin.error), (Stage::Refused, Some(Error::Duplicate)));
        // The browser has sent it twice.
        assert_eq!(after(first).step(Event::Arrived, NOW + 1), Left::Nothing);
        assert_eq!(after(first.into_iter().chain([(Event::Absent, 1)])).stage, Stage::Held);
        let unclear = [
            (Event::Began, 0),
            (Event::Failed(Error::Unclear), 0),
            (Event::Absent, 20),
            (Event::Began, 20),
            (Event::Failed(Error::Duplicate), 21),
        ];
        let mut again = after(unclear);
        assert_eq!(again.plan(NOW + 21, false), Plan::Look);
        assert_eq!(again.step(Event::Arrived, NOW + 22), Left::Nothing);
        for nowhere in [Event::Absent, Event::CannotKnow] {
            let mut held = after(unclear);
            held.step(nowhere, NOW + 22);
            assert_eq!(held.stage, Stage::Held);
        }
    }

    #[test]
    fn a_refusal_rests_with_its_error() {
        for error in
            [Error::Field(Fault::EmailInvalid), Error::Closed, Error::Forbidden, Error::Server]
        {
            let refused = after([(Event::Began, 0), (Event::Failed(error), 0)]);
            assert_eq!((refused.stage, refused.error), (Stage::Refused, Some(error)));
            assert_eq!(refused.plan(NOW + 9999, true), Plan::Rest);
        }
    }

    #[test]
    fn where_nobody_can_tell_the_reader_decides() {
        let mut doubt =
            after([(Event::Began, 0), (Event::Failed(Error::Unclear), 0), (Event::CannotKnow, 1)]);
        assert_eq!((doubt.stage, doubt.plan(NOW + 9999, true)), (Stage::Doubt, Plan::Rest));
        doubt.step(Event::Again, NOW + 5);
        assert_eq!(doubt.plan(NOW + 5, false), Plan::Send);
    }

    #[test]
    fn what_may_be_on_the_server_is_not_given_back_before_it_was_looked_for() {
        let unclear = after([(Event::Began, 0), (Event::Failed(Error::Unclear), 0)]);
        for decision in [Decision::TakeBack, Decision::Again] {
            assert!(!unclear.allows(decision), "{decision:?}");
        }
        assert!(unclear.allows(Decision::Forget));
        let mut sending = after([(Event::Began, 0)]);
        assert!(!sending.allows(Decision::TakeBack));
        // Looked for, and not there: no button says any more that it has arrived.
        sending.step(Event::Failed(Error::Network), NOW);
        assert!(sending.allows(Decision::TakeBack) && !sending.allows(Decision::Forget));
        sending.step(Event::TakenBack, NOW);
        assert_eq!(sending.plan(NOW + 9999, true), Plan::Rest);
        assert_eq!((sending.stage, sending.error), (Stage::Refused, None));
    }

    #[test]
    fn a_refusal_that_is_taken_back_keeps_its_reason() {
        let mut refused = after([(Event::Began, 0), (Event::Failed(Error::Closed), 0)]);
        refused.step(Event::TakenBack, NOW);
        assert_eq!(refused.error, Some(Error::Closed));
        assert!(refused.allows(Decision::Forget) && !refused.allows(Decision::Again));
    }

    #[test]
    fn a_clock_set_back_keeps_nobody_waiting() {
        let progress = after([(Event::Began, 0), (Event::Failed(Error::Network), 0)]);
        assert_eq!(progress.plan(NOW - 99_999, false), Plan::Send);
        let mut unclear = after([(Event::Began, 0), (Event::Failed(Error::Unclear), 0)]);
        let earlier = NOW - 99_999;
        assert_eq!(unclear.plan(earlier, false), Plan::Look);
        unclear.step(Event::Absent, earlier);
        assert_eq!(unclear.plan(earlier, false), Plan::Wait(earlier + SENDING + SETTLE));
    }

    /// A server, as far as an entry sees it.
    #[derive(Default)]
    struct Server {
        /// When each copy arrives or has arrived.
        copies: Vec<u64>,
        moderated: bool,
        /// Whether it knows a text again.
        knows: bool,
    }

    #[derive(Clone, Copy, Debug)]
    enum Fault_ {
        None,
        LostBefore,
        /// Stored, perhaps some seconds after the sender has given up.
        LostAfter(u64),
        Offline,
        TooFast(u32),
        /// The page is left before or after the request has got through.
        Left(bool),
        /// The browser has got no answer, and sends again by itself.
        Twice,
    }

    fn faults() -> impl Strategy<Value = Fault_> {
        prop_oneof![
            Just(Fault_::None),
            Just(Fault_::LostBefore),
            (0..=SETTLE - 1).prop_map(Fault_::LostAfter),
            Just(Fault_::Offline),
            (0..100_u32).prop_map(Fault_::TooFast),
            any::<bool>().prop_map(Fault_::Left),
            Just(Fault_::Twice),
        ]
    }

    impl Server {
        fn send(&mut self, fault: Fault_, now: u64) -> Event {
            let known = self.knows && self.copies.iter().any(|at| *at <= now);
            match fault {
                Fault_::Offline => Event::Failed(Error::Network),
                Fault_::TooFast(wait) => Event::Failed(Error::TooFast { wait: Some(wait) }),
                Fault_::LostBefore => Event::Failed(Error::Unclear),
                Fault_::Left(false) => Event::LeftBehind,
                _ if known => Event::Failed(Error::Duplicate),
                Fault_::Twice if self.knows => {
                    self.copies.push(now);
                    Event::Failed(Error::Duplicate)
                }
                Fault_::Left(true) => {
                    self.copies.push(now + 1);
                    Event::LeftBehind
                }
                Fault_::LostAfter(late) => {
                    self.copies.push(now + late);
                    Event::Failed(Error::Unclear)
                }
                // What is there twice then is seen to elsewhere.
                Fault_::None | Fault_::Twice => {
                    self.copies.push(now);
                    if self.moderated { Event::Held(CommentId(1), 0.0) } else { Event::Arrived }
                }
            }
        }

        fn look(&self, works: bool, now: u64) -> Event {
            let there = self.copies.iter().any(|at| *at <= now);
            match (works, self.moderated) {
                (false, _) => Event::NotSeen,
                (true, true) if self.knows => Event::Absent,
                (true, true) => Event::CannotKnow,
                (true, false) if there => Event::Arrived,
                (true, false) => Event::Absent,
            }
        }
    }

    proptest! {
        /// Whatever goes wrong, in whatever order: one copy, and none is lost.
        #[test]
        fn it_arrives_once(
            faults in prop::collection::vec((faults(), any::<bool>(), 0..200_u64, any::<bool>()), 0..30),
            moderated in any::<bool>(),
            knows in any::<bool>(),
        ) {
            let mut server = Server { moderated, knows, ..Server::default() };
            let mut progress = Progress::begin(NOW, 0);
            let mut now = NOW;
            let calm = std::iter::repeat_n((Fault_::None, true, 700, true), 40);
            let mut left = Left::Kept;
            for (fault, looks, seconds, eager) in faults.into_iter().chain(calm) {
                match progress.plan(now, eager) {
                    Plan::Send => {
                        progress.step(Event::Began, now);
                        left = progress.step(server.send(fault, now), now + 1);
                    }
                    Plan::Look => left = progress.step(server.look(looks, now), now),
                    Plan::Wait(_) | Plan::Rest => {}
                }
                prop_assert!(server.copies.len() <= 1, "{:?}", server.copies);
                // What can be had back can be sent anew, and is not there or known again.
                let back = progress.allows(Decision::TakeBack) && progress.stage != Stage::Doubt;
                prop_assert!(!back || knows || server.copies.is_empty(), "{:?}", progress);
                if left == Left::Nothing {
                    break;
                }
                now += seconds;
            }
            match progress.stage {
                _ if left == Left::Nothing => prop_assert_eq!(server.copies.len(), 1),
                Stage::Held => prop_assert!(moderated && server.copies.len() == 1),
                // Only a reader can tell.
                Stage::Doubt => prop_assert!(moderated && !knows),
                stage => prop_assert!(false, "{stage:?} after all is calm"),
            }
        }

        #[test]
        fn no_order_of_events_panics(events in prop::collection::vec((0..11_usize, any::<u64>()), 0..20)) {
            let all = [
                Event::Began, Event::Arrived, Event::Held(CommentId(1), 0.0),
                Event::Failed(Error::Unclear), Event::Absent, Event::CannotKnow,
                Event::NotSeen, Event::LeftBehind, Event::Twin, Event::Again, Event::TakenBack,
            ];
            let mut progress = Progress::default();
            for (event, now) in events {
                let now = now / 2;
                progress.step(all[event], now);
                progress.plan(now, event % 2 == 0);
            }
        }
    }
}
