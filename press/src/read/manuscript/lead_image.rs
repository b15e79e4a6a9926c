//! The picture above a story, found and measured.

use super::Desk;
use crate::read::body::{decoded, has_link, plain};
use crate::read::front_matter::LeadImage;
use crate::read::paths;
use crate::read::pictures::Found;
use crate::read::reporter::Reporter;
use newsprint::edition::{Image, Inline};

impl Desk<'_> {
    pub(super) fn lead_image(
        &self,
        image: LeadImage,
        folder: &str,
        reporter: &Reporter<'_>,
    ) -> (Option<Image>, Option<Found>) {
        let LeadImage { src, span, alt, caption, credit, focus } = image;
        let src = self.host.inside(&src).into_owned();
        if paths::is_remote(&src) {
            reporter
                .warning(
                    "press::image::remote",
                    span,
                    format!("the lead image “{src}” lies on another host and is not shown"),
                )
                .help("A page asks no other host for anything. Put the picture into the content folder.");
            return (None, None);
        }
        match self.pictures.find(&src, folder) {
            Ok(mut found) => {
                found.focus = focus;
                let (width, height) = found.size;
                if credit.as_deref().is_some_and(has_link) {
                    reporter
                        .warning(
                            "press::body::link_in_caption",
                            span,
                            "the link of a picture's credit is not set, and its words are",
                        )
                        .help("Put the link into the caption.");
                }
                let plain = |text: String| plain(&text);
                let alt = decoded(&alt);
                let credit = credit.map(plain);
                let caption = caption.map(plain).map(Inline::text).into_iter().collect();
                let image = Image { src, alt, caption, credit, width, height, ..Image::default() };
                (Some(image), Some(found))
            }
            Err(problem) => {
                problem.report(&src, span, reporter);
                (None, None)
            }
        }
    }
}
