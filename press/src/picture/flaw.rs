//! What can be wrong with a picture file.

use crate::diagnostic::{Diagnostic, because};
use serde::{Deserialize, Serialize};

/// Why a picture cannot be published: it is left out, and pages stand without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The file cannot be opened or read.
    Unreadable(String),
    /// It is none of the formats that are known.
    Unknown,
    /// Decoded it would need more memory than any picture of a page is worth.
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The file itself is too long, in megabytes.
    TooHeavy(u64),
    /// It ends before the picture does.
    CutOff,
    /// It does not decode, in the decoder's words.
    Broken(String),
    /// It says where it was taken in a way that press cannot take out.
    Located,
    /// A drawing that is not well-formed XML, with what is wrong.
    Malformed(String),
    /// The drawing's text is made of entities of its own, which can stand for anything.
    Entities,
    /// The drawing is not written in UTF-8, with how it is written.
    Encoding(String),
    /// The drawing has more of something than any drawing needs, with how many of what there may
    /// be.
    TooMuch(&'static str),
    /// The picture has more of something than any picture of a page, with how many of what there
    /// may be.
    Overladen(&'static str),
    /// What was developed cannot be kept.
    NotKept(String),
}

/// What an editor should know about a picture that is published all the same. Each is a
/// warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// The name's ending is that of another format.
    WrongExtension {
        /// What it is, as it would be called.
        is: String,
    },
    /// The colours are those of print.
    Cmyk,
    /// Parts of a drawing that could act or ask other hosts, or are not known, were taken out.
    TakenOut(Vec<String>),
}

impl Flaw {
    /// As a diagnostic on the file.
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let (code, message, help) = match self {
            Self::Unreadable(error) => (
                "press::image::unreadable",
                because("the picture cannot be read", error),
                "Look whether it is there and whether you may read it.",
            ),
            Self::Unknown => (
                "press::image::unknown_format",
                "this is no picture of a kind that is known".into(),
                "Known are JPEG, PNG, WebP, AVIF, GIF and SVG. Export it as one of them.",
            ),
            Self::TooLarge { width, height } => (
                "press::image::too_large",
                format!("the picture has {width} × {height} pixels, more than any page can use"),
                "Make it smaller: 6,000 pixels on the longer side are plenty.",
            ),
            Self::TooHeavy(megabytes) => (
                "press::image::too_large",
                format!("the file has {megabytes} MB, more than a picture of a page can have"),
                "Export it smaller or compressed more.",
            ),
            Self::CutOff => (
                "press::image::cut_off",
                "the file ends before the picture does".into(),
                "It was probably not copied whole. Take it from where it came from again.",
            ),
            Self::Broken(error) => (
                "press::image::broken",
                because("the picture cannot be decoded", error),
                "Open it in a picture editor and export it again.",
            ),
            Self::Located => (
                "press::image::located",
                "the picture says where it was taken, and press cannot take that out of AVIF"
                    .into(),
                "Export it without location, or as JPEG: there it is taken out for you.",
            ),
            Self::Malformed(error) => (
                "press::image::malformed_svg",
                because("the drawing is not well-formed", error),
                "Export it again as plain SVG.",
            ),
            Self::Entities => (
                "press::image::malformed_svg",
                "the drawing uses entities of its own, which can stand for anything".into(),
                "Export it again as plain SVG.",
            ),
            Self::Encoding(encoding) => (
                "press::image::encoding",
                format!("the drawing is written in {encoding}, not in UTF-8"),
                "Save it as UTF-8, and let its first line say so or nothing.",
            ),
            Self::TooMuch(most) => (
                "press::image::too_large",
                format!("the drawing has more than {most}"),
                "Simplify it, or export it as a picture of pixels.",
            ),
            Self::Overladen(most) => (
                "press::image::too_large",
                format!("the picture has more than {most}, which no page needs"),
                "Export it again with a picture editor, for the web.",
            ),
            Self::NotKept(error) => (
                "press::image::not_kept",
                because("what was made of the picture cannot be kept", error),
                "Check that there is room and that you may write into .newsprint/pictures.",
            ),
        };
        let diagnostic = match self {
            // The one would tell readers what they must not know.
            Self::Located | Self::NotKept(_) => Diagnostic::error(code, file, message),
            _ => Diagnostic::slip(code, file, message),
        };
        diagnostic.help(help)
    }

    /// Whether it is no fault of the picture's, but of the place where it is kept.
    pub fn stops_the_build(&self) -> bool {
        matches!(self, Self::NotKept(_))
    }
}

impl Remark {
    /// As a diagnostic on the file.
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let (code, message, help) = match self {
            Self::WrongExtension { is } => (
                "press::image::wrong_extension",
                format!(
                    "by its content this is a picture of the kind {is}, not what its name says"
                ),
                "Rename it: hosts tell browsers the kind by the name.",
            ),
            Self::Cmyk => (
                "press::image::cmyk",
                "the picture is in CMYK, the colours of print; on screens they will be off".into(),
                "Export it for the web, in sRGB.",
            ),
            Self::TakenOut(what) => (
                "press::image::unsafe_svg",
                format!(
                    "taken out of the drawing, because it could act, or is no part of SVG: {}",
                    what.join(", ")
                ),
                "Export it as plain SVG, with styles and pictures inside the file.",
            ),
        };
        Diagnostic::warning(code, file, message).help(help)
    }
}
