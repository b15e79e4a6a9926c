//! `[embeds]`: what of other hosts may play in the page.

use super::Player;
use super::parse::VALUE;
use super::schema;
use crate::read::data::{Fields, likely};
use crate::read::reporter::Reporter;

pub(super) fn read(reporter: &Reporter<'_>, mut fields: Fields<'_>) -> Vec<Player> {
    let mut players = Vec::new();
    for (name, span) in fields.texts(&["play"]) {
        match Player::ALL.into_iter().find(|player| player.name() == name) {
            Some(player) if players.contains(&player) => {}
            Some(player) => players.push(player),
            None => {
                let names = Player::ALL.map(Player::name);
                let help = match likely(&name, names) {
                    Some(meant) => format!("Did you mean “{meant}”?"),
                    None => format!(
                        "These can: “{}”. Everything else is a card with a link.",
                        names.join("”, “")
                    ),
                };
                reporter
                    .error(VALUE, span, format!("films of “{name}” cannot play in the page"))
                    .help(help);
            }
        }
    }
    fields.finish(&schema::fields("embeds"));
    players
}

#[cfg(test)]
mod tests {
    use crate::settings::{Player, Settings};

    #[test]
    fn reads_who_may_play() {
        let parse = |play: &str| {
            let text = format!("title = \"T\"\n[embeds]\nplay = {play}\n");
            let (settings, found) = Settings::parse("newsprint.toml", &text);
            (settings.players, found.sorted().iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(
            parse(r#"["vimeo", "youtube", "vimeo"]"#),
            (vec![Player::Vimeo, Player::YouTube], Vec::new())
        );
        for (play, word) in [(r#"["youtub"]"#, "“youtube”"), (r#"["myvideo.example"]"#, "a link")]
        {
            let (players, found) = parse(play);
            assert_eq!(players, []);
            assert!(found[0].starts_with("newsprint.toml:3:9: error: "), "{found:?}");
            assert!(found[0].contains(word), "{found:?}");
        }
    }
}
