//! Figures, galleries and embeds: what stands alone in its paragraph.

use super::compositor::Compositor;
use super::embed::{self, Embed};
use super::images::{Picture, is_figure, is_picture_file};
use super::markdown::role;
use super::plain::plain;
use super::shortcode::{Piece, Shortcode};
use super::tree::Id;
use html5ever::local_name;
use newsprint::edition::{Block, GalleryImage, Image, Inline, plain_text};

/// A piece of a paragraph.
#[derive(Clone, Copy)]
enum Part<'p> {
    Node(Id),
    Code(&'p Shortcode),
    /// Words that are nothing but a URL.
    Url(&'p str),
}

impl Compositor<'_> {
    /// Sets a paragraph that holds nothing but pictures and embeds; false when it holds more.
    pub(super) fn standing_alone(&mut self, ids: &[Id], out: &mut Vec<Block>) -> bool {
        let Some(parts) = self.parts(ids) else { return false };
        let alone = parts.len() == 1;
        if parts.is_empty() || !parts.iter().all(|part| self.can_stand(*part, alone)) {
            return false;
        }
        let anchors: Vec<Inline> = ids.iter().filter_map(|id| self.bare_anchor(*id)).collect();
        self.waiting.extend(anchors);
        let mut images = Vec::new();
        let parts = self.parts(ids).unwrap_or_default();
        for part in parts {
            match self.picture_of_part(part) {
                Some(Ok(image)) => images.push(image),
                Some(Err(content)) if content.is_empty() => {}
                Some(Err(content)) => {
                    push_images(&mut images, out);
                    out.push(Block::Paragraph { content });
                }
                None => {
                    push_images(&mut images, out);
                    out.extend(self.embed_of_part(part));
                }
            }
        }
        push_images(&mut images, out);
        true
    }

    /// The parts of a paragraph that may stand alone; `None` when there are words.
    fn parts(&self, ids: &[Id]) -> Option<Vec<Part<'_>>> {
        let mut parts = Vec::new();
        for &id in ids {
            match self.tree.text(id) {
                None if self.tree.name(id).is_some_and(|name| **name == *"br") => {}
                None if self.bare_anchor(id).is_some() => {}
                None => parts.push(Part::Node(id)),
                Some(text) => {
                    for piece in self.codes.pieces(text) {
                        match piece {
                            Piece::Shortcode(code) => parts.push(Part::Code(code)),
                            Piece::Text(text) if text.trim().is_empty() => {}
                            Piece::Text(text) if text.trim().contains(char::is_whitespace) => {
                                return None;
                            }
                            Piece::Text(text) => parts.push(Part::Url(text.trim())),
                        }
                    }
                }
            }
        }
        Some(parts)
    }

    /// A place with a name and nothing in it.
    fn bare_anchor(&self, id: Id) -> Option<Inline> {
        let anchor = self.anchors.placed(id).filter(|_| self.tree.children(id).is_empty())?;
        Some(Inline::Anchor { id: anchor.into() })
    }

    fn can_stand(&self, part: Part<'_>, alone: bool) -> bool {
        match part {
            Part::Url(url) => alone && embed::of(url).is_some(),
            Part::Code(code) => self.embed_of_code(code).is_some() || is_figure(code),
            Part::Node(id) => {
                self.image_in(id).is_some()
                    || self.tree.attribute(id, &local_name!("role")) == Some(role::FRAME)
                    || ((alone || self.picture_alone(id).is_some())
                        && self.link_to_embed(id).is_some())
            }
        }
    }

    /// A picture, also inside a link to the same or a larger file of it.
    fn image_in(&self, id: Id) -> Option<Id> {
        match self.tree.name(id).map_or("", |name| name) {
            "img" => Some(id),
            "a" => {
                let href = self.tree.attribute(id, &local_name!("href"));
                if !href.is_none_or(is_picture_file) {
                    return None;
                }
                let mut solid = self.tree.children(id).iter().filter(|id| !self.is_blank(**id));
                let only = *solid.next()?;
                (solid.next().is_none()).then(|| self.image_in(only)).flatten()
            }
            _ => None,
        }
    }

    /// The picture of a link that holds nothing else.
    fn picture_alone(&self, id: Id) -> Option<Id> {
        let mut solid = self.tree.children(id).iter().filter(|id| !self.is_blank(**id));
        let only = *solid.next().filter(|_| self.is_link(id))?;
        let is_picture = self.tree.name(only).is_some_and(|name| **name == *"img");
        (is_picture && solid.next().is_none()).then_some(only)
    }

    /// Says that the card of a film shows no picture.
    fn picture_of_film(&self, picture: Id) {
        let src = self.tree.attribute(picture, &local_name!("src")).unwrap_or_default();
        self.reporter
            .warning(
                "press::image::of_film",
                self.tree.span(picture),
                format!("the picture “{src}” leads to a film: the film’s card stands there without it"),
            )
            .help("Its alternative text is the card’s title. To show the picture, take the link off it.");
    }

    fn link_to_embed(&self, id: Id) -> Option<Embed> {
        if !self.is_link(id) {
            return None;
        }
        let href = self.tree.attribute(id, &local_name!("href"))?;
        let embed = embed::of(href)?;
        let words = self.words(id);
        // Of a picture that leads to a film, the card has the name.
        let picture =
            self.picture_alone(id).and_then(|it| self.tree.attribute(it, &local_name!("alt")));
        let title = Some(words.trim()).filter(|it| !it.is_empty()).or(picture).unwrap_or_default();
        let is_bare = title.is_empty() || title.contains("://") || title.starts_with("www.");
        Some(Embed { title: if is_bare { embed.title } else { title.into() }, ..embed })
    }

    /// The card of a link whose words are nothing but its URL.
    pub(super) fn card_of_bare_link(&self, id: Id) -> Option<Block> {
        let words = self.words(id);
        let is_bare =
            embed::of(words.trim()).is_some() && !words.trim().contains(char::is_whitespace);
        Some(self.card_of(self.link_to_embed(id).filter(|_| is_bare)?))
    }

    /// The card of words that are nothing but a URL.
    pub(super) fn card_of_url(&self, url: &str) -> Option<Block> {
        Some(self.card_of(embed::of(url).filter(|_| !url.contains(char::is_whitespace))?))
    }

    fn picture_of_part(&self, part: Part<'_>) -> Option<Picture> {
        match part {
            Part::Url(_) => None,
            Part::Code(code) => self.picture_of_code(code),
            Part::Node(id) => self.image_in(id).map(|image| self.picture_of(image)),
        }
    }

    fn embed_of_part(&self, part: Part<'_>) -> Option<Block> {
        let embed = match part {
            Part::Url(url) => embed::of(url)?,
            Part::Code(code) => self.embed_of_code(code)?,
            Part::Node(id) if self.is_link(id) => {
                if let Some(picture) = self.picture_alone(id) {
                    self.picture_of_film(picture);
                }
                self.link_to_embed(id)?
            }
            Part::Node(id) => {
                let embed = embed::of(self.tree.attribute(id, &local_name!("data"))?)?;
                let title = self.tree.attribute(id, &local_name!("title")).map(str::trim);
                match title.filter(|title| !title.is_empty()) {
                    Some(title) => Embed { title: title.into(), ..embed },
                    None => embed,
                }
            }
        };
        Some(self.card_of(embed))
    }

    fn card_of(&self, embed: Embed) -> Block {
        let Embed { provider, url, title, frame } = embed;
        let frame = frame.filter(|(player, _)| self.desk.plays(*player));
        let frame = frame.map(|(player, path)| format!("{}{path}", player.origin()));
        Block::Embed { provider: provider.into(), url, title, frame }
    }

    /// The film or post of a shortcode.
    pub(super) fn embed_of_code(&self, code: &Shortcode) -> Option<Embed> {
        let embed = match code.name.as_str() {
            "youtube" => embed::youtube(code.argument("id", 0)?, None)?,
            "vimeo" | "vimeo_simple" => embed::vimeo(code.argument("id", 0)?, None)?,
            "gist" => gist(code)?,
            "spotify" => {
                let kind = code.argument("type", 99).unwrap_or("track");
                embed::of(&format!("https://open.spotify.com/{kind}/{}", code.argument("id", 0)?))?
            }
            "x" | "tweet" | "twitter" | "x_simple" | "twitter_simple" => {
                match (code.argument("user", 9), code.argument("id", 0)?) {
                    (Some(user), id) => embed::x(user, id),
                    // X finds a post by its number alone under this name.
                    (None, id) => Embed { title: String::new(), ..embed::x("i", id) },
                }
            }
            "instagram" | "instagram_simple" => {
                embed::of(&format!("https://www.instagram.com/p/{}/", code.argument("id", 0)?))?
            }
            _ => return None,
        };
        match code.argument("title", 9) {
            Some(title) => Some(Embed { title: plain(title), ..embed }),
            None => Some(embed),
        }
    }

    /// `<figure>`: what it holds, with its caption where that belongs.
    pub(super) fn figure(&mut self, id: Id, depth: usize, out: &mut Vec<Block>) {
        let is_caption = |id: &Id| self.tree.name(*id).is_some_and(|name| **name == *"figcaption");
        let (captions, rest): (Vec<Id>, Vec<Id>) =
            self.tree.children(id).iter().copied().partition(is_caption);
        let mut blocks = match self.linked_picture(&rest) {
            Some(image) => vec![Block::Image { image }],
            None => self.blocks(&rest, depth),
        };
        let mut caption = Vec::new();
        for id in captions {
            let line = self.line(self.tree.children(id));
            caption.extend(self.spoken(id, line));
        }
        if blocks.len() > 1
            && blocks.iter().all(|b| matches!(b, Block::Image { .. } | Block::Gallery { .. }))
        {
            let images = blocks.drain(..).flat_map(|block| match block {
                Block::Image { image } => vec![GalleryImage(image)],
                Block::Gallery { images } => images,
                _ => Vec::new(),
            });
            let images = images.collect();
            blocks = vec![Block::Gallery { images }];
        }
        if !caption.is_empty() {
            match &mut blocks[..] {
                [Block::Image { image }] => {
                    image.caption = caption;
                }
                [Block::Embed { title, .. }] => *title = plain_text(&caption),
                [Block::Table { caption: place, .. }] if place.is_empty() => *place = caption,
                [Block::Quotation { attribution, .. }] if attribution.is_empty() => {
                    *attribution = super::quotes::without_dash(caption);
                }
                _ => blocks.push(Block::Paragraph { content: caption }),
            }
        }
        out.append(&mut blocks);
    }

    /// The picture of a figure that holds nothing but one inside a link: a figure leads nowhere.
    fn linked_picture(&self, ids: &[Id]) -> Option<Image> {
        let only = |ids: &[Id]| {
            let mut solid = ids.iter().copied().filter(|id| !self.is_blank(*id));
            solid.next().filter(|_| solid.next().is_none())
        };
        let is = |id: Id, name: &str| self.tree.name(id).is_some_and(|it| **it == *name);
        let mut link = only(ids)?;
        if is(link, "p") {
            link = only(self.tree.children(link))?;
        }
        let href = self.tree.attribute(link, &local_name!("href")).filter(|_| is(link, "a"))?;
        let image = only(self.tree.children(link)).filter(|image| is(*image, "img"))?;
        // A picture of a film is that film's card.
        if embed::of(href).is_some() {
            return None;
        }
        let src = self.tree.attribute(image, &local_name!("src")).unwrap_or_default();
        if self.desk.is_remote(src) {
            return None;
        }
        let image = self.picture_of(image).ok()?;
        self.lost_link(href, self.tree.span(link));
        Some(image)
    }
}

/// A gist by its URL, or by the names of its owner and itself.
fn gist(code: &Shortcode) -> Option<Embed> {
    let first = code.argument("url", 0).or_else(|| code.argument("id", 0))?;
    let path = match code.argument("", 1) {
        Some(id) if !first.contains('/') => format!("{first}/{id}"),
        _ => first.trim_start_matches("https://gist.github.com/").trim_matches('/').to_owned(),
    };
    let is_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_');
    path.chars().all(is_path).then(|| Embed {
        provider: "GitHub",
        url: format!("https://gist.github.com/{path}"),
        title: String::new(),
        frame: None,
    })
}

fn push_images(images: &mut Vec<Image>, out: &mut Vec<Block>) {
    match images.len() {
        0 => {}
        1 => out.extend(images.drain(..).map(|image| Block::Image { image })),
        _ => out.push(Block::Gallery { images: images.drain(..).map(GalleryImage).collect() }),
    }
}
