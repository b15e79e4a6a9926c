//! What may stand in a drawing: SVG 2's elements and attributes, and those of SVG 1.1 that
//! browsers still draw by, without what runs, shows other documents or asks for files.

/// Elements that are written. No other is.
const ELEMENTS: &[&str] = &[
    "a",
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "discard",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Attributes whose value browsers read as words, numbers or paths: nothing in it can name a
/// file.
const PLAIN: &[&str] = &[
    "accumulate",
    "additive",
    "amplitude",
    "attributeType",
    "azimuth",
    "baseFrequency",
    "baseProfile",
    "begin",
    "bias",
    "calcMode",
    "class",
    "clipPathUnits",
    "d",
    "diffuseConstant",
    "divisor",
    "dur",
    "edgeMode",
    "elevation",
    "end",
    "exponent",
    "externalResourcesRequired",
    "filterRes",
    "filterUnits",
    "fr",
    "fx",
    "fy",
    "gradientUnits",
    "id",
    "in",
    "in2",
    "intercept",
    "k",
    "k1",
    "k2",
    "k3",
    "k4",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lang",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "max",
    "method",
    "min",
    "mode",
    "numOctaves",
    "operator",
    "order",
    "orient",
    "origin",
    "path",
    "pathLength",
    "patternContentUnits",
    "patternUnits",
    "points",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "radius",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "restart",
    "result",
    "role",
    "rotate",
    "scale",
    "seed",
    "side",
    "slope",
    "spacing",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tabindex",
    "tableValues",
    "target",
    "targetX",
    "targetY",
    "textLength",
    "title",
    "type",
    "version",
    "viewBox",
    "viewTarget",
    "xChannelSelector",
    "yChannelSelector",
    "z",
    "zoomAndPan",
];

/// Attributes whose value browsers read as CSS, and those that animations read as such.
const STYLED: &[&str] = &[
    "alignment-baseline",
    "baseline-shift",
    "by",
    "clip",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "color-rendering",
    "cursor",
    "cx",
    "cy",
    "direction",
    "display",
    "dominant-baseline",
    "dx",
    "dy",
    "enable-background",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font",
    "font-family",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "from",
    "glyph-orientation-horizontal",
    "glyph-orientation-vertical",
    "gradientTransform",
    "height",
    "image-rendering",
    "isolation",
    "kerning",
    "letter-spacing",
    "lighting-color",
    "line-height",
    "marker",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "media",
    "mix-blend-mode",
    "offset",
    "opacity",
    "overflow",
    "paint-order",
    "patternTransform",
    "pointer-events",
    "r",
    "rx",
    "ry",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-align",
    "text-anchor",
    "text-decoration",
    "text-orientation",
    "text-overflow",
    "text-rendering",
    "to",
    "transform",
    "transform-box",
    "transform-origin",
    "unicode-bidi",
    "values",
    "vector-effect",
    "visibility",
    "white-space",
    "width",
    "word-spacing",
    "writing-mode",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Attributes in which programs keep what draws nothing. They are left out in silence.
const IDLE: &[&str] = &["content", "contentScriptType", "contentStyleType", "focusable", "host"];

/// How an attribute's value is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It stays as it is.
    Plain,
    /// A value of CSS.
    Styled,
    /// Declarations of CSS.
    Style,
    /// Where something lies.
    Href,
    /// The name of another attribute, which it changes.
    AttributeName,
    /// It draws nothing.
    Idle,
}

/// The element of this name, if it may be written.
pub(super) fn element(name: &str) -> Option<&'static str> {
    found(ELEMENTS, name)
}

/// How the value of an attribute of no namespace is judged; `None` for one that is not written.
pub(super) fn attribute(name: &str) -> Option<Kind> {
    match name {
        "style" => return Some(Kind::Style),
        "href" => return Some(Kind::Href),
        "attributeName" => return Some(Kind::AttributeName),
        _ => {}
    }
    let of_pages = name.strip_prefix("data-").or_else(|| name.strip_prefix("aria-"));
    if found(PLAIN, name).is_some()
        || of_pages.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    {
        Some(Kind::Plain)
    } else if found(STYLED, name).is_some() {
        Some(Kind::Styled)
    } else {
        found(IDLE, name).map(|_| Kind::Idle)
    }
}

/// Whether an animation may change an attribute or property of this name.
pub(super) fn is_changed(name: &str) -> bool {
    found(STYLED, name).is_some()
        || (found(PLAIN, name).is_some() && !matches!(name, "id" | "target" | "type"))
}

/// Whether an element changes the attribute that its `attributeName` names.
pub(super) fn changes(element: &str) -> bool {
    matches!(element, "animate" | "animateColor" | "animateTransform" | "set")
}

/// Whether what an element's `href` names may be a picture inside the file.
pub(super) fn shows_pictures(element: &str) -> bool {
    matches!(element, "image" | "feImage")
}

fn found(sorted: &[&'static str], name: &str) -> Option<&'static str> {
    let at = sorted.binary_search(&name).ok()?;
    sorted.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [ELEMENTS, PLAIN, STYLED, IDLE] {
            assert!(list.is_sorted());
        }
        assert!(PLAIN.iter().all(|name| found(STYLED, name).is_none()));
    }

    #[test]
    fn nothing_that_acts_is_on_them() {
        for name in ["script", "foreignObject", "iframe", "cursor", "tref", "SVG", "metadata"] {
            assert_eq!(element(name), None, "{name}");
        }
        for name in ["onload", "src", "srcset", "background", "action", "data-a:b", "base"] {
            assert_eq!(attribute(name), None, "{name}");
        }
        for name in ["href", "xlink:href", "style", "onload", "id"] {
            assert!(!is_changed(name), "{name}");
        }
    }
}
