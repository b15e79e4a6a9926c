use super::Timestamp;
use serde::Serialize;

/// Declares [`Word`], the names the words have in a translation, and their order.
macro_rules! words {
    ($( $(#[$doc:meta])* $word:ident = $name:literal, )*) => {
        /// A word or sentence of the interface.
        ///
        /// Its text stands in `words/LANGUAGE.toml` under [`Word::name`]; what is in braces
        /// is filled in with [`Words::fill`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word { $( $(#[$doc])* $word, )* }

        impl Word {
            /// Every word, in the order in which [`Words`] holds their texts.
            pub const ALL: &[Self] = &[$(Self::$word),*];

            /// The key in a translation's file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$word => $name),* }
            }
        }
    };
}

words! {
    // Dates. The months are one text, separated by `|`, January first.
    /// The twelve months, separated by `|`.
    Months = "months",
    /// A day: `{day}`, `{month}` (its name), `{month_number}`, `{year}`.
    Date = "date",
    /// A day with the time: `{date}`, `{time}`.
    DateTime = "date_time",

    // The frame around every page.
    /// The first link of the page.
    SkipToContent = "skip_to_content",
    /// The label of the sections' navigation.
    Sections = "sections",
    /// The label of the plain pages' navigation at the top.
    Menu = "menu",
    /// The label of the navigation at the foot.
    FooterMenu = "footer_menu",
    /// The link to everything.
    Archive = "archive",
    /// The link to the front page.
    FrontPage = "front_page",

    // Listings.
    /// The heading of the front page's newest stories.
    Newest = "newest",
    /// The link from the front page to the archive.
    AllStories = "all_stories",
    /// The link from a section's group on the front page: `{section}`.
    MoreFrom = "more_from",
    /// Above an author's listing.
    StoriesBy = "stories_by",
    /// Above a topic's listing.
    Topic = "topic",
    /// Above a section's listing.
    Section = "section",
    /// The label of the pages' navigation.
    Pages = "pages",
    /// A page's number: `{number}`.
    PageNumber = "page_number",
    /// The link to the page with newer stories.
    NewerStories = "newer_stories",
    /// The link to the page with older stories.
    OlderStories = "older_stories",
    /// A listing that has none yet.
    NoStories = "no_stories",

    // Search.
    /// The link to the search page, its title, and its button.
    Search = "search",
    /// The label of the field.
    SearchFor = "search_for",
    /// The label of the choice of a section.
    SearchSection = "search_section",
    /// Every section.
    AllSections = "all_sections",
    /// The label of the first day.
    SearchFrom = "search_from",
    /// The label of the last day.
    SearchTo = "search_to",
    /// Before anything has been asked.
    SearchHint = "search_hint",
    /// While files of the index are on their way.
    Searching = "searching",
    /// One story.
    FoundOne = "found_one",
    /// More: `{count}`.
    FoundMany = "found_many",
    /// So far, while there are older stories that have not been searched: `{count}`, `{date}`.
    FoundSince = "found_since",
    /// None so far: `{date}`.
    FoundNoneSince = "found_none_since",
    /// None at all, and what to do about it.
    FoundNone = "found_none",
    /// None, but some with words like those: `{count}`.
    FoundLike = "found_like",
    /// The label of the results.
    Results = "results",
    /// Shows more of what was found.
    MoreResults = "more_results",
    /// Searches what has not been searched.
    SearchOlder = "search_older",
    /// No network.
    SearchOffline = "search_offline",
    /// No answer in time: `{seconds}`.
    SearchTimeout = "search_timeout",
    /// A part of the index is not there.
    SearchNotFound = "search_not_found",
    /// The host failed: `{status}`.
    SearchServer = "search_server",
    /// Something else came than was asked for.
    SearchDamaged = "search_damaged",
    /// What searches could not be started.
    SearchBroken = "search_broken",
    /// Without JavaScript.
    SearchNeedsScript = "search_needs_script",
    /// The app could not be loaded.
    SearchNeedsApp = "search_needs_app",

    // A story.
    /// Before the authors' names.
    By = "by",
    /// Between the last two names.
    And = "and",
    /// Between the names before.
    Comma = "comma",
    /// Before the time of publication.
    Published = "published",
    /// Before the time of the last change.
    Updated = "updated",
    /// How long one reads: `{minutes}`.
    ReadingTime = "reading_time",
    /// Before the maker of a picture: `{credit}`.
    Credit = "credit",
    /// The label of the topics.
    Topics = "topics",
    /// The label of the navigation below a story.
    Neighbours = "neighbours",
    /// The older neighbour.
    PreviousPost = "previous_post",
    /// The newer neighbour.
    NextPost = "next_post",
    /// The heading of the related stories.
    Related = "related",
    /// The heading of the footnotes.
    Footnotes = "footnotes",
    /// The label of a footnote's number in the text: `{number}`.
    FootnoteReference = "footnote_reference",
    /// The label of the link from a footnote back to the text: `{number}`.
    FootnoteBack = "footnote_back",
    /// A done task of a list.
    TaskDone = "task_done",
    /// A task of a list that is still to do.
    TaskOpen = "task_open",
    /// The title of a correction.
    NoteCorrection = "note_correction",
    /// The title of an editor's note.
    NoteEditor = "note_editor",
    /// The title of a note with information.
    NoteInformation = "note_information",
    /// The title of a warning.
    NoteWarning = "note_warning",
    /// What an embed card says before its link: `{provider}`.
    EmbedFrom = "embed_from",
    /// The link that opens an embed: `{provider}`.
    EmbedOpen = "embed_open",
    /// The button that plays it in the page.
    EmbedPlay = "embed_play",
    /// Below that button, what pressing it means: `{provider}`.
    EmbedTold = "embed_told",
    /// In place of a block that this build cannot draw.
    UnknownBlock = "unknown_block",
    /// The link beside it, and in the alert of a failed hop, which loads the document anew.
    UnknownBlockLink = "unknown_block_link",
    /// In place of a picture that did not load.
    ImageMissing = "image_missing",

    // Nothing there.
    /// The heading of the page for an address that holds nothing.
    NotFoundTitle = "not_found_title",
    /// What it says.
    NotFoundText = "not_found_text",

    // When a hop goes wrong. Each sentence names the address: `{address}`.
    /// No network.
    HopOffline = "hop_offline",
    /// No answer in time: also `{seconds}`.
    HopTimeout = "hop_timeout",
    /// The reader has stopped it.
    HopStopped = "hop_stopped",
    /// Nothing is there.
    HopNotFound = "hop_not_found",
    /// The host failed: also `{status}`.
    HopServer = "hop_server",
    /// The answer is no JSON.
    HopNotJson = "hop_not_json",
    /// The answer is JSON of another shape.
    HopShape = "hop_shape",
    /// The page needs a newer app.
    HopNewer = "hop_newer",
    /// Try the same again.
    Retry = "retry",
    /// Load the address as a document.
    LoadPage = "load_page",
    /// The app failed and says so.
    Crashed = "crashed",
    /// Load the page again.
    Reload = "reload",

    // The conversation.
    /// The region's name, and its heading while the number is not known.
    Comments = "comments",
    /// The heading with the number: `{count}`.
    CommentsCount = "comments_count",
    /// Nobody has written yet.
    NoComments = "no_comments",
    /// The form's heading.
    LeaveReply = "leave_reply",
    /// The form's heading under a comment: `{name}`.
    ReplyTo = "reply_to",
    /// Above a reply: `{name}`.
    InReplyTo = "in_reply_to",
    /// A field.
    FieldComment = "field_comment",
    /// A field.
    FieldName = "field_name",
    /// A field.
    FieldWebsite = "field_website",
    /// Beside the label of a field that must be filled in.
    Required = "required",
    /// The checkbox.
    Remember = "remember",
    /// The button.
    PostComment = "post_comment",
    /// The button while it works.
    Posting = "posting",
    /// Opens the form under a comment.
    Reply = "reply",
    /// The label of that button: `{name}`.
    ReplyLabel = "reply_label",
    /// Closes the form under a comment.
    CancelReply = "cancel_reply",
    /// How many characters are left: `{count}`.
    CharactersLeft = "characters_left",
    /// How many characters are too many: `{count}`.
    CharactersOver = "characters_over",
    /// Somebody who gave no name.
    Anonymous = "anonymous",
    /// Beside the form: comments stay on this device.
    WhereDevice = "where_device",
    /// The link beside it.
    PrivacyLink = "privacy_link",
    /// After a comment has gone.
    CommentPosted = "comment_posted",
    /// A closed thread, with the day: `{date}`.
    ClosedSince = "closed_since",
    /// A closed thread.
    Closed = "closed",
    /// Without JavaScript.
    FormNeedsScript = "form_needs_script",
    /// The app could not be loaded.
    FormNeedsApp = "form_needs_app",
    /// A draft of an earlier visit has been put back.
    DraftRestored = "draft_restored",
    /// The link from a comment to itself: `{name}`.
    CommentLink = "comment_link",

    // What is wrong with a comment.
    /// The comment is empty.
    ErrorEmpty = "error_empty",
    /// The comment is too long: `{limit}`.
    ErrorTooLong = "error_too_long",
    /// The name is missing.
    ErrorName = "error_name",
    /// The website is no web address.
    ErrorWebsite = "error_website",
    /// Another field is too long: `{limit}`.
    ErrorFieldTooLong = "error_field_too_long",
    /// The same comment is there already.
    ErrorDuplicate = "error_duplicate",
    /// The thread is closed by now.
    ErrorClosed = "error_closed",
    /// The device has no room or allows no storage.
    ErrorStorage = "error_storage",
    /// Drafts cannot be kept on this device.
    DraftNotKept = "draft_not_kept",
    /// The comment that the address names is not there.
    CommentGone = "comment_gone",

    // One's own comment.
    /// In place of a comment that was deleted and has replies.
    CommentWasDeleted = "comment_was_deleted",
    /// Beside the time of a comment that was changed.
    CommentIsChanged = "comment_is_changed",
    /// Changes one's own comment.
    Edit = "edit",
    /// Sends the changed text.
    SaveChange = "save_change",
    /// Leaves the comment as it is.
    CancelChange = "cancel_change",
    /// After that.
    CommentChanged = "comment_changed",
    /// Deletes one's own comment.
    Delete = "delete",
    /// Shall it really go?
    DeleteQuestion = "delete_question",
    /// It shall.
    DeleteYes = "delete_yes",
    /// It shall not.
    DeleteNo = "delete_no",
    /// After that.
    CommentDeleted = "comment_deleted",
    /// A change of an earlier visit, never saved, stands in the field again.
    ChangeRestored = "change_restored",
    /// Beside a comment that has gone while somebody wrote in it, or an answer to it.
    WordsStay = "words_stay",
    /// Above words that were to answer a comment which is not there any more.
    OrphanReply = "orphan_reply",
    /// Above words that were to change a comment which cannot be changed any more.
    OrphanChange = "orphan_change",
    /// Above words that were begun before comments were closed.
    OrphanClosed = "orphan_closed",
    /// Puts such words into the form.
    OrphanUse = "orphan_use",
    /// Throws such words away.
    OrphanDiscard = "orphan_discard",
    /// A comment was changed in another place while somebody wrote a change of it.
    ChangedElsewhere = "changed_elsewhere",

    // From here on: only where a server keeps the comments. See [`Words::without_servers`].
    /// Beside the form: comments go to a server.
    WhereServer = "where_server",
    /// Beside a reply whose comment was deleted before it came.
    StandsAlone = "stands_alone",
    /// A field.
    FieldEmail = "field_email",
    /// Under the e-mail field.
    EmailHint = "email_hint",
    /// The e-mail address is none.
    ErrorEmail = "error_email",

    // The thread.
    /// The button that fetches the comments.
    ShowComments = "show_comments",
    /// They are on their way.
    CommentsComing = "comments_coming",
    /// Without JavaScript.
    CommentsNeedScript = "comments_need_script",
    /// The button that fetches more.
    MoreComments = "more_comments",
    /// The button that fetches more replies: `{count}`.
    MoreReplies = "more_replies",
    /// So many have been fetched: `{count}`.
    MoreCame = "more_came",
    /// The label of the order.
    Order = "order",
    /// An order.
    OldestFirst = "oldest_first",
    /// An order.
    NewestFirst = "newest_first",
    /// An order.
    MostVoted = "most_voted",
    /// The link to a feed of the comments.
    CommentFeed = "comment_feed",
    /// The button, with how many did: `{count}`.
    Like = "like",
    /// The button, with how many did: `{count}`.
    Dislike = "dislike",
    /// After a vote.
    VoteCounted = "vote_counted",
    /// A second vote, or one for one's own comment.
    VoteNotCounted = "vote_not_counted",
    /// The vote was refused.
    VoteFailed = "vote_failed",
    /// How long one may change one's comment: `{minutes}`.
    MinutesLeft = "minutes_left",
    /// The server does not let the reader change the comment any more.
    ChangeRefused = "change_refused",
    /// No network.
    ActOffline = "act_offline",
    /// No answer.
    ActUnanswered = "act_unanswered",
    /// Tells the newsroom of a comment.
    Report = "report",
    /// The label of that link: `{name}`.
    ReportLabel = "report_label",
    /// The subject of the letter: `{title}`.
    ReportSubject = "report_subject",
    /// The button that shows what a server would make of a text.
    Preview = "preview",
    /// The label of what it shows.
    PreviewLabel = "preview_label",
    /// A comment that waits for the newsroom.
    CommentHeld = "comment_held",
    /// How many comments a story in a listing has: `{count}`.
    CountOnCard = "count_on_card",
    /// One comment.
    OneOnCard = "one_on_card",

    // What is on its way.
    /// It is being sent.
    PendingSending = "pending_sending",
    /// There is no network.
    PendingOffline = "pending_offline",
    /// The server wants it later.
    PendingTooFast = "pending_too_fast",
    /// The server does not answer.
    PendingLater = "pending_later",
    /// It was written in another tab.
    PendingStays = "pending_stays",
    /// It may have arrived.
    PendingUnclear = "pending_unclear",
    /// It may have arrived, and only the reader can tell.
    PendingDoubt = "pending_doubt",
    /// The newsroom looks at it.
    PendingHeld = "pending_held",
    /// Sends what may have arrived.
    SendAgain = "send_again",
    /// Sends what was written in another tab.
    SendNow = "send_now",
    /// It is known to have arrived.
    ItHasArrived = "it_has_arrived",
    /// Takes what is held out of the thread.
    Dismiss = "dismiss",
    /// The label of the notice at the foot of the window.
    NoticeLabel = "notice_label",
    /// A comment on another page has arrived: `{headline}`.
    NoticeArrived = "notice_arrived",
    /// A comment on another page is held: `{headline}`.
    NoticeHeld = "notice_held",
    /// A comment on another page was refused: `{headline}`.
    NoticeRefused = "notice_refused",
    /// The link to that comment.
    NoticeShow = "notice_show",
    /// Closes the notice.
    NoticeClose = "notice_close",
    /// The label of a field that nobody sees.
    TrapLabel = "trap_label",
    /// That field has been filled in.
    TrapFilled = "trap_filled",
    /// Posts all the same.
    TrapPerson = "trap_person",

    // Why the comments could not be had.
    /// No network.
    ListOffline = "list_offline",
    /// No answer.
    ListUnanswered = "list_unanswered",
    /// The server failed.
    ListServer = "list_server",
    /// The answer is something else.
    ListJunk = "list_junk",
    /// The server does not know the story.
    ListNoThread = "list_no_thread",
    /// The answer is larger than the app reads.
    ListTooLarge = "list_too_large",
    /// There are more comments than the app shows.
    ListCut = "list_cut",
    /// A comment is longer than the app shows.
    CommentCut = "comment_cut",

    // What a server finds wrong with a comment.
    /// The comment is too short: `{limit}`.
    ErrorTooShort = "error_too_short",
    /// The e-mail address is missing.
    ErrorEmailMissing = "error_email_missing",
    /// Too many in too short a time.
    ErrorTooFast = "error_too_fast",
    /// Too many in too short a time, where it is known how long to wait: `{seconds}`.
    ErrorTooFastWait = "error_too_fast_wait",
    /// Only for people who are logged in.
    ErrorLogin = "error_login",
    /// The server refused.
    ErrorForbidden = "error_forbidden",
    /// The server takes no comment of that size.
    ErrorTooLarge = "error_too_large",
    /// No network.
    ErrorNetwork = "error_network",
    /// It may have arrived.
    ErrorUnclear = "error_unclear",
    /// The server does not take it.
    ErrorServer = "error_server",
}

/// The texts of all [`Word`]s, in the edition's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Words(Vec<String>);

impl Words {
    /// Takes one text for each of [`Word::ALL`], in that order.
    pub fn new(texts: Vec<String>) -> Self {
        Self(texts)
    }

    /// Those that are needed where no server keeps the comments.
    #[must_use]
    pub fn without_servers(mut self) -> Self {
        self.0.truncate(Word::WhereServer as usize);
        self
    }

    /// The text of a word: empty when an older file does not hold it.
    pub fn get(&self, word: Word) -> &str {
        self.0.get(word as usize).map_or("", String::as_str)
    }

    /// The text of a word with what is in braces filled in.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        let mut text = String::new();
        let mut rest = self.get(word);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                text.push('{');
                rest = after;
                break;
            };
            if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
                text.push_str(value);
            }
            rest = tail;
        }
        text.push_str(rest);
        text
    }

    /// A day as the edition's language writes it; the raw text when it is not a date.
    pub fn date(&self, moment: &Timestamp) -> String {
        let Some((year, month, day)) = moment.date() else {
            return moment.as_str().into();
        };
        let name = self.get(Word::Months).split('|').nth(usize::from(month) - 1);
        self.fill(
            Word::Date,
            &[
                ("day", &day.to_string()),
                ("month", name.unwrap_or_default()),
                ("month_number", &month.to_string()),
                ("year", &year.to_string()),
            ],
        )
    }

    /// A day and the time on it.
    pub fn date_time(&self, moment: &Timestamp) -> String {
        let date = self.date(moment);
        match moment.time() {
            Some(time) => self.fill(Word::DateTime, &[("date", &date), ("time", time)]),
            None => date,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(texts: &[(Word, &str)]) -> Words {
        let text = |word: &Word| texts.iter().find(|(w, _)| w == word).map_or("", |(_, t)| t);
        Words::new(Word::ALL.iter().map(|word| text(word).to_owned()).collect())
    }

    #[test]
    fn fills_what_is_in_braces() {
        let words = words(&[(Word::ReplyTo, "Reply to {name}: {nothing}!"), (Word::By, "by {")]);
        assert_eq!(words.fill(Word::ReplyTo, &[("name", "{name}")]), "Reply to {name}: !");
        assert_eq!(words.fill(Word::By, &[]), "by {");
    }

    #[test]
    fn writes_a_date_as_the_language_does() {
        let words = words(&[
            (Word::Months, "Januar|Februar|März"),
            (Word::Date, "{day}. {month} {year}"),
            (Word::DateTime, "{date}, {time} Uhr"),
        ]);
        let moment = Timestamp::new("2026-03-05T09:30:00+01:00");
        assert_eq!(words.date_time(&moment), "5. März 2026, 09:30 Uhr");
        assert_eq!(words.date(&Timestamp::new("whenever")), "whenever");
    }

    #[test]
    fn every_word_has_a_name_of_its_own() {
        let mut names: Vec<_> = Word::ALL.iter().map(|word| word.name()).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
