//! Films, recordings and posts on other hosts, known by their URL.

use crate::settings::Player;
use std::fmt::Write as _;

/// Something hosted elsewhere.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Embed {
    pub(super) provider: &'static str,
    /// The page a reader opens, not the frame.
    pub(super) url: String,
    /// What it is, when nobody has said: who wrote a post, else nothing. It stands in pages of any
    /// language.
    pub(super) title: String,
    /// Whose frame plays it, and the path there.
    pub(super) frame: Option<(Player, String)>,
}

/// What a URL shows, if it is a single film, recording or post of a known host.
pub(super) fn of(url: &str) -> Option<Embed> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let (host, path) = rest.or_else(|| url.strip_prefix("//"))?.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let host = host.trim_start_matches("www.").trim_start_matches("m.");
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.split('#').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let as_it_is = || format!("https://{}", url.split_once("//").map_or(url, |(_, rest)| rest));
    let embed = |provider, url, title: &str| {
        Some(Embed { provider, url, title: title.into(), frame: None })
    };
    match (host, &parts[..]) {
        ("youtube.com" | "youtube-nocookie.com" | "music.youtube.com", _) => {
            let id = match parts[..] {
                ["watch"] => argument(query, "v")?,
                // Under a film's name, what is none.
                ["embed", "videoseries"] => {
                    let list = argument(query, "list").filter(|list| is_id(list))?;
                    return Some(of_youtube(
                        format!("https://www.youtube.com/playlist?list={list}"),
                        format!("/embed/videoseries?list={list}&autoplay=1"),
                    ));
                }
                ["embed", "live_stream"] => {
                    let channel = argument(query, "channel").filter(|channel| is_id(channel))?;
                    return Some(of_youtube(
                        format!("https://www.youtube.com/channel/{channel}/live"),
                        format!("/embed/live_stream?channel={channel}&autoplay=1"),
                    ));
                }
                ["embed" | "shorts" | "live" | "v", id] => id,
                _ => return None,
            };
            youtube(id, begin(query))
        }
        ("youtu.be", [id]) => youtube(id, begin(query)),
        ("vimeo.com", [id]) => vimeo(id, None),
        ("player.vimeo.com", ["video", id]) => vimeo(id, argument(query, "h")),
        ("vimeo.com", [id, key]) => vimeo(id, Some(key)),
        ("twitter.com" | "x.com" | "mobile.twitter.com", [user, "status" | "statuses", id, ..])
            if is_number(id) =>
        {
            Some(x(user, id))
        }
        ("bsky.app", ["profile", user, "post", _]) => {
            embed("Bluesky", as_it_is(), &format!("@{user}"))
        }
        ("instagram.com", ["p" | "reel" | "tv", _, ..]) => embed("Instagram", as_it_is(), ""),
        ("facebook.com" | "fb.watch", [_, ..])
            if host == "fb.watch"
                || ["posts", "videos", "watch", "reel", "photo", "permalink.php", "photo.php"]
                    .iter()
                    .any(|kind| parts.contains(kind)) =>
        {
            embed("Facebook", as_it_is(), "")
        }
        ("tiktok.com", [user, "video", _]) => embed("TikTok", as_it_is(), user),
        ("soundcloud.com", [_, _, ..]) => embed("SoundCloud", as_it_is(), ""),
        ("open.spotify.com", [kinds @ .., kind, id]) if kinds.is_empty() || kinds == ["embed"] => {
            if !["track", "episode", "show", "album", "playlist"].contains(kind) {
                return None;
            }
            embed("Spotify", format!("https://open.spotify.com/{kind}/{id}"), "")
        }
        (host, [user, id]) if user.starts_with('@') && user.len() > 1 && is_number(id) => {
            embed("Mastodon", as_it_is(), &format!("{user}@{host}"))
        }
        _ => None,
    }
}

/// A film, from a second on, if this can be its name.
pub(super) fn youtube(id: &str, begin: Option<u32>) -> Option<Embed> {
    if !is_id(id) {
        return None;
    }
    let (mut url, mut frame) =
        (format!("https://www.youtube.com/watch?v={id}"), format!("/embed/{id}?autoplay=1"));
    if let Some(second) = begin {
        let _ = write!(url, "&t={second}");
        let _ = write!(frame, "&start={second}");
    }
    Some(of_youtube(url, frame))
}

fn of_youtube(url: String, frame: String) -> Embed {
    let frame = Some((Player::YouTube, frame));
    Embed { provider: "YouTube", url, title: String::new(), frame }
}

/// The second at which a film of YouTube begins: `t=90`, `t=1m30s`, `start=90`.
fn begin(query: &str) -> Option<u32> {
    let written = argument(query, "t").or_else(|| argument(query, "start"))?;
    let (mut seconds, mut number) = (0u32, None);
    for c in written.chars() {
        let worth = match c {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            digit => {
                let digit = digit.to_digit(10)?;
                number = Some(number.unwrap_or(0u32).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
        };
        seconds = seconds.checked_add(number.take()?.checked_mul(worth)?)?;
    }
    seconds.checked_add(number.unwrap_or(0)).filter(|seconds| *seconds > 0)
}

/// A film, if this can be its name. One that is not for everybody has a key.
pub(super) fn vimeo(id: &str, key: Option<&str>) -> Option<Embed> {
    if !is_number(id) || !key.is_none_or(is_id) {
        return None;
    }
    let (at, argument) = match key {
        Some(key) => (format!("{id}/{key}"), format!("h={key}&")),
        None => (id.into(), String::new()),
    };
    Some(Embed {
        provider: "Vimeo",
        url: format!("https://vimeo.com/{at}"),
        title: String::new(),
        frame: Some((Player::Vimeo, format!("/video/{id}?{argument}autoplay=1&dnt=1"))),
    })
}

pub(super) fn x(user: &str, id: &str) -> Embed {
    Embed {
        provider: "X",
        url: format!("https://x.com/{user}/status/{id}"),
        title: format!("@{user}"),
        frame: None,
    }
}

fn argument<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    let query = query.split('#').next().unwrap_or_default();
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

/// Whether a text can be the name of a film, list or channel.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_films_recordings_and_posts() {
        let table = [
            (
                "https://www.youtube.com/watch?v=a_b-c&t=10",
                "YouTube",
                "https://www.youtube.com/watch?v=a_b-c&t=10",
            ),
            ("https://youtu.be/abc?si=x", "YouTube", "https://www.youtube.com/watch?v=abc"),
            (
                "//www.youtube-nocookie.com/embed/abc",
                "YouTube",
                "https://www.youtube.com/watch?v=abc",
            ),
            (
                "https://www.youtube.com/embed/videoseries?list=PL_a",
                "YouTube",
                "https://www.youtube.com/playlist?list=PL_a",
            ),
            (
                "https://www.youtube.com/embed/live_stream?channel=UC-a",
                "YouTube",
                "https://www.youtube.com/channel/UC-a/live",
            ),
            ("https://player.vimeo.com/video/12?h=3", "Vimeo", "https://vimeo.com/12/3"),
            ("https://twitter.com/nasa/status/12?s=20", "X", "https://x.com/nasa/status/12"),
            (
                "https://mastodon.social/@Gargron/1234",
                "Mastodon",
                "https://mastodon.social/@Gargron/1234",
            ),
            (
                "https://bsky.app/profile/a.example/post/3k",
                "Bluesky",
                "https://bsky.app/profile/a.example/post/3k",
            ),
            ("https://www.instagram.com/p/abc/", "Instagram", "https://www.instagram.com/p/abc/"),
            (
                "https://www.facebook.com/nasa/posts/1",
                "Facebook",
                "https://www.facebook.com/nasa/posts/1",
            ),
            ("https://www.tiktok.com/@a/video/1", "TikTok", "https://www.tiktok.com/@a/video/1"),
            ("https://soundcloud.com/a/b", "SoundCloud", "https://soundcloud.com/a/b"),
            (
                "https://open.spotify.com/embed/episode/a",
                "Spotify",
                "https://open.spotify.com/episode/a",
            ),
        ];
        for (url, provider, page) in table {
            let embed = of(url).unwrap_or_else(|| panic!("{url}"));
            assert_eq!((embed.provider, embed.url.as_str()), (provider, page));
        }
    }

    #[test]
    fn knows_the_frames_of_films() {
        let table = [
            ("https://youtu.be/a_b-c", Some((Player::YouTube, "/embed/a_b-c?autoplay=1"))),
            (
                "https://youtu.be/abc?t=1h2m3s",
                Some((Player::YouTube, "/embed/abc?autoplay=1&start=3723")),
            ),
            ("https://youtu.be/abc?t=soon", Some((Player::YouTube, "/embed/abc?autoplay=1"))),
            (
                "https://www.youtube.com/embed/videoseries?list=PL_a",
                Some((Player::YouTube, "/embed/videoseries?list=PL_a&autoplay=1")),
            ),
            ("https://vimeo.com/12", Some((Player::Vimeo, "/video/12?autoplay=1&dnt=1"))),
            ("https://vimeo.com/12/3a", Some((Player::Vimeo, "/video/12?h=3a&autoplay=1&dnt=1"))),
            ("https://x.com/nasa/status/12", None),
        ];
        for (url, frame) in table {
            let found = of(url).unwrap().frame;
            assert_eq!(found, frame.map(|(player, path)| (player, path.to_owned())), "{url}");
        }
    }

    #[test]
    fn leaves_other_pages_links() {
        for url in [
            "https://www.youtube.com/@channel",
            "https://www.youtube.com/watch?list=x",
            "https://www.youtube.com/embed/videoseries",
            "https://www.youtube.com/embed/live_stream?channel=a%22b",
            "https://www.youtube.com/embed/a\"b",
            "https://youtu.be/a'b",
            "https://vimeo.com/about",
            "https://vimeo.com/12/a'b",
            "https://player.vimeo.com/video/12?h=%22",
            "https://x.com/nasa",
            "https://example.org/@/1",
            "https://www.facebook.com/nasa",
            "https://example.org",
            "not a url",
            "https://",
        ] {
            assert_eq!(of(url), None, "{url}");
        }
    }
}
