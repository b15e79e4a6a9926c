use super::super::studio;
use super::*;

/// What is written of the inside of a drawing, and what was taken out.
fn drawn(inner: &str) -> Result<(String, Vec<String>), Flaw> {
    let text = format!(
        "<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         xmlns:h=\"http://www.w3.org/1999/xhtml\" xmlns:svg=\"{SVG}\" \
         xmlns:ink=\"http://www.inkscape.org/namespaces/inkscape\">{inner}</svg>"
    );
    let (bytes, remarks) = harmless(text.as_bytes())?;
    let text = String::from_utf8(bytes).unwrap();
    let inner = text.strip_prefix(&format!("<svg xmlns=\"{SVG}\"")).unwrap();
    let inner = inner.strip_prefix('>').and_then(|inner| inner.strip_suffix("</svg>"));
    Ok((inner.unwrap_or_default().into(), taken(remarks)))
}

fn taken(remarks: Vec<Remark>) -> Vec<String> {
    let taken = remarks.into_iter().flat_map(|remark| match remark {
        Remark::TakenOut(what) => what,
        _ => Vec::new(),
    });
    taken.collect()
}

fn png() -> String {
    use base64::Engine;
    let png = studio::png(&studio::scene(3, 2));
    format!("data:image/png;base64,{}", base64::engine::general_purpose::STANDARD.encode(png))
}

#[test]
fn what_is_allowed_stays_as_it_is() {
    let picture = format!("<image href=\"{}\" width=\"3\"/>", png());
    for inner in [
        "<!-- A ship. --><path d=\"M0 0h3\" fill=\"url(#sea)\"/>",
        "<style>.a { fill: url( '#sea') } @media (width &gt; 3px) {}</style>",
        "<defs><linearGradient id=\"sea\" href=\"#b\"><stop offset=\"0\"/></linearGradient></defs>",
        "<text x=\"1\" y=\"2\" xml:space=\"preserve\"> a <tspan dy=\"1em\">b &amp; c</tspan></text>",
        "<use href=\"#a\" transform=\"translate(1 2) rotate(45)\"/>",
        "<a href=\"#b\" target=\"_top\"><text>x &amp; y</text></a>",
        "<animate attributeName=\"x\" from=\"0\" to=\"3\" dur=\"1s\" begin=\"a.end+1s\"/>",
        "<animateTransform attributeName=\"transform\" type=\"rotate\" values=\"0 1 2;9 1 2\"/>",
        "<animateMotion path=\"M0 0h3\" dur=\"3s\"><mpath href=\"#p\"/></animateMotion>",
        "<filter id=\"f\"><feGaussianBlur in=\"SourceAlpha\" stdDeviation=\"2\"/></filter>",
        "<g style=\"fill:none;filter:url(#f)\" class=\"a b\" data-name=\"x\" aria-label=\"é\"/>",
        "<symbol id=\"s\" viewBox=\"0 0 1 1\"><title>A</title><desc>B</desc></symbol>",
        "<g font-family=\"&quot;Ü&quot;, serif\" id=\"Ebene_ä\"/>",
        "<switch><text systemLanguage=\"de\">a</text><text>b</text></switch>",
        picture.as_str(),
    ] {
        assert_eq!(drawn(inner).unwrap(), (inner.into(), vec![]), "{inner}");
    }
}

#[test]
fn what_is_written_otherwise_means_the_same() {
    for (inner, written) in [
        ("<svg:g a:b=\"c\" id='a'></svg:g>", "<g id=\"a\"/>"),
        ("<use xlink:href=\"#a\"/>", "<use href=\"#a\"/>"),
        ("<use xlink:href=\"#a\" href=\"#b\"/>", "<use href=\"#b\"/>"),
        (
            "<use xmlns:y=\"http://www.w3.org/1999/xlink\" y:href='#a' xlink:href='#b'/>",
            "<use href=\"#a\"/>",
        ),
        ("<text>&#65;<![CDATA[<b>]]></text>", "<text>A&lt;b&gt;</text>"),
        ("<style><![CDATA[a>b{}]]></style>", "<style>a&gt;b{}</style>"),
        ("<g ink:label=\"a\"><ink:view x=\"1\"><g/></ink:view></g>", "<g/>"),
        ("<metadata><ink:a/></metadata>", ""),
        ("<g content=\"&lt;mxfile>\"/>", "<g/>"),
        ("<g id=\"a&#10;b&#9;c\"/>", "<g id=\"a&#10;b&#9;c\"/>"),
    ] {
        assert_eq!(drawn(inner).unwrap(), (written.into(), vec![]), "{inner}");
    }
}

#[test]
fn what_could_act_is_taken_out_and_told() {
    let svg = "data:image/svg+xml;base64,PHN2Zy8+";
    let image = format!("<image href=\"{svg}\"/>");
    let used = format!("<use href=\"{}\"/>", png());
    let table = [
        ("<script>run()</script><g/>", "<g/>", "<script>"),
        ("<svg:script href=\"x.js\"/><g/>", "<g/>", "<script>"),
        ("<SCRIPT><g/></SCRIPT>", "", "<SCRIPT>"),
        ("<foreignObject><p>a<b>c</b></p></foreignObject>d", "d", "<foreignObject>"),
        ("<h:meta http-equiv=\"refresh\" content=\"0;url=//x.example\"/>", "", "<meta>"),
        ("<h:form action=\"//x.example\"><h:input/></h:form>", "", "<form>"),
        ("<form xmlns=\"http://www.w3.org/1999/xhtml\"/>", "", "<form>"),
        ("<h:img srcset=\"//x.example/y\"/>", "", "<img>"),
        ("<g h:onload=\"run()\"/>", "<g/>", "onload"),
        ("<g onclick=\"run()\" id=\"a\"/>", "<g id=\"a\"/>", "onclick"),
        ("<g ONLOAD=\"run()\"/>", "<g/>", "ONLOAD"),
        ("<g background=\"//x.example\"/>", "<g/>", "background"),
        ("<image srcset=\"//x.example\" src=\"y.png\"/>", "<image/>", "src"),
        ("<image href=\"https://x.example/y.png\"/>", "<image/>", "<image href="),
        ("<image href=\"other.png\"/>", "<image/>", "<image href="),
        (&image, "<image/>", "<image href="),
        (&used, "<use/>", "<use href="),
        ("<use xlink:href=\"other.svg#a\"/>", "<use/>", "<use href="),
        ("<feImage href=\"//x.example/y.png\"/>", "<feImage/>", "<feImage href="),
        ("<a href=\" java&#10;script:run()\"/>", "<a/>", "<a href="),
        ("<a href=\"https://x.example\"><g/></a>", "<a><g/></a>", "<a href="),
        ("<set attributeName=\"href\" to=\"javascript:run()\"/>", "", "<set attributeName="),
        ("<set attributeName=\"hre&#102;\" to=\"x\"/>", "", "<set attributeName="),
        ("<set attributeName=\" onload\" to=\"run()\"/>", "", "<set attributeName="),
        ("<set attributeName=\"style\" to=\"fill:red\"/>", "", "<set attributeName="),
        ("<animate attributeName=\"xlink:href\" values=\"x\"/>", "", "<animate attributeName="),
        (
            "<set attributeName=\"mask\" to=\"url(//x.example)\"/>",
            "<set attributeName=\"mask\"/>",
            "to=",
        ),
        (
            "<animate attributeName=\"fill\" values=\"red;u\\72l(y)\"/>",
            "<animate attributeName=\"fill\"/>",
            "values=",
        ),
        ("<g style=\"a:b;fill:url(//x.example/y)\"/>", "<g style=\"a:b;\"/>", "style="),
        ("<g fill=\"url('https://x.example/y#z')\"/>", "<g/>", "fill="),
        ("<g fill=\"u\\72l(y#z)\"/>", "<g/>", "fill="),
        ("<g cursor=\"image-set('x.png' 1x)\"/>", "<g/>", "cursor="),
        ("<style>@import 'x.css';</style>", "<style/>", "a style"),
        ("<style>@\\69mport 'x.css';</style>", "<style/>", "a style"),
        ("<style><![CDATA[a{b:url(x)}]]></style>", "<style>a{}</style>", "a style"),
        ("<style>@imp<!-- -->ort 'x.css'</style>", "<style/>", "a style"),
        ("<style>@imp&#111;rt 'x.css'</style>", "<style/>", "a style"),
        ("<style>a{b:u<g/>rl(x)}</style>", "<style>a{}</style>", "a style"),
        ("<style>a{b:u\\72l(x)}</style>", "<style>a{}</style>", "a style"),
        ("<?xml-stylesheet href=\"x.css\"?>", "", "<?xml-stylesheet?>"),
        ("<g xml:base=\"https://x.example/\"/>", "<g/>", "xml:base"),
        ("<cursor href=\"x.png\"/>", "", "<cursor>"),
        ("<font-face-uri href=\"x.woff\"/>", "", "<font-face-uri>"),
    ];
    for (inner, stays, said) in table {
        let (text, taken) = drawn(inner).unwrap();
        assert_eq!(text, stays, "{inner}");
        assert!(!taken.is_empty() && taken[0].starts_with(said), "{inner}: {taken:?}");
        // Nothing of it comes together again.
        assert_eq!(drawn(&text).unwrap(), (text, vec![]));
    }
}

#[test]
fn not_everything_that_was_taken_out_is_told() {
    let many: String = (0..2_000).map(|n| format!("<x{n}/>")).collect();
    let (_, taken) = drawn(&many).unwrap();
    assert_eq!(taken.len(), MAX_TOLD + 1);
    assert_eq!(taken.last().unwrap(), "and more");
}

#[test]
fn a_drawing_that_is_none_is_refused() {
    for text in [
        "<svg><g></svg>",
        "<svg><script>",
        "<svg a='1' a='2'/>",
        "<svg",
        "",
        "text",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "<g xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<svg/><svg/>",
        "<svg>&nbsp;</svg>",
        "<svg a=\"&nbsp;\"/>",
    ] {
        let flaw = harmless(text.as_bytes());
        assert!(matches!(flaw, Err(Flaw::Malformed(_))), "{text}: {flaw:?}");
    }
}

#[test]
fn a_document_type_is_never_written() {
    let written = format!("<svg xmlns=\"{SVG}\"/>");
    let plain = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>";
    let (bytes, remarks) = harmless(plain.as_bytes()).unwrap();
    assert_eq!((String::from_utf8(bytes).unwrap(), remarks), (written.clone(), vec![]));
    // A browser gives the element the attribute that stands in the list.
    let listed = "<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"run()\">]><svg/>";
    let (bytes, remarks) = harmless(listed.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), written);
    assert_eq!(taken(remarks), ["<!DOCTYPE […]>"]);
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg>&b;</svg>";
    assert_eq!(harmless(bomb.as_bytes()), Err(Flaw::Entities));
}

#[test]
fn only_utf8_is_read() {
    let told = |bytes: &[u8]| match harmless(bytes) {
        Err(Flaw::Encoding(encoding)) => encoding,
        other => panic!("{other:?}"),
    };
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    assert_eq!(told(&utf16("\u{feff}<svg/>")), "UTF-16");
    assert_eq!(told(&utf16("<svg/>")), "UTF-16");
    assert_eq!(told(b"\0\0\xfe\xff"), "UTF-32");
    assert_eq!(told(b"<svg>\xe4</svg>"), "something else");
    let declared = |encoding: &str, inner: &str| {
        format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?><svg>{inner}</svg>").into_bytes()
    };
    assert_eq!(told(&declared("ISO-2022-JP", "<g/>")), "ISO-2022-JP");
    assert_eq!(told(&declared("utf-7", "<g/>")), "utf-7");
    assert_eq!(told(&declared("ISO-8859-1", "ä")), "ISO-8859-1");
    let written = format!("<svg xmlns=\"{SVG}\">a</svg>").into_bytes();
    for bytes in
        [declared("ISO-8859-1", "a"), declared("UTF-8", "a"), b"\xef\xbb\xbf<svg>a</svg>".into()]
    {
        assert_eq!(harmless(&bytes).unwrap(), (written.clone(), vec![]));
    }
}

#[test]
fn what_no_drawing_needs_is_refused() {
    let refused = |inner: String| match drawn(&inner) {
        Err(Flaw::TooMuch(most)) => most,
        other => panic!("{other:?}"),
    };
    let deep = format!("{}{}", "<g>".repeat(20_000), "</g>".repeat(20_000));
    assert_eq!(refused(deep), "256 elements in each other");
    let deep = format!("{}{}", "<x>".repeat(20_000), "</x>".repeat(20_000));
    assert_eq!(refused(deep), "256 elements in each other");
    assert_eq!(refused("<g/>".repeat(MAX_ELEMENTS)), "500,000 elements");
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=\"\"")).collect();
    assert_eq!(refused(format!("<g{attributes}/>")), "500 attributes on an element");
    let spaces: String = (0..400).map(|n| format!(" xmlns:a{n}=\"\"")).collect();
    assert_eq!(refused(format!("<g{spaces}/>")), "200 namespaces at one place");
    let groups: String = (1..40)
        .map(|n| {
            let before = n - 1;
            format!("<g id=\"g{n}\"><use href=\"#g{before}\"/><use href=\"#g{before}\"/></g>")
        })
        .collect();
    assert!(refused(groups).starts_with("200,000 elements, when"));
    assert_eq!(harmless(&vec![b' '; MAX_LENGTH + 1]), Err(Flaw::TooMuch("20 MB of text")));
}

#[test]
fn names_of_namespaces_hold_where_they_are_given() {
    let inner =
        "<g xmlns:a=\"http://www.w3.org/1999/xlink\"><use a:href=\"#b\"/></g><use a:href=\"#c\"/>";
    assert_eq!(drawn(inner).unwrap().0, "<g><use href=\"#b\"/></g><use/>");
    let inner = "<g xmlns=\"x\"><g/></g><g/><script xmlns=\"\"/>";
    assert_eq!(drawn(inner).unwrap().0, "<g/>");
}

/// Drawings as programs write them. Each was compared with what is written of it, drawn by
/// Chromium: not a pixel differs.
#[test]
fn drawings_of_programs_keep_all_that_is_drawn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drawings");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let (written, remarks) = harmless(&bytes).unwrap();
        let expected: &[&str] = if path.ends_with("illustrator.svg") {
            &["<foreignObject>"] // One element for Illustrator itself, in a switch.
        } else {
            &[]
        };
        assert_eq!(taken(remarks), expected, "{}", path.display());
        assert_eq!(harmless(&written).unwrap(), (written, vec![]), "{}", path.display());
        seen += 1;
    }
    assert_eq!(seen, 9);
}

/// Characters that XML does not have go before anything is judged: what they part would be one word
/// without them.
#[test]
fn what_may_not_stand_in_xml_hides_nothing() {
    for inner in [
        "<g fill=\"url\u{1}(https://evil.example/a)\"/>",
        "<g fill=\"url&#1;(https://evil.example/a)\"/>",
        "<g style=\"fill:u\u{1f}rl(https://evil.example/a)\"/>",
        "<style>@\u{1}import \"https://evil.example/a\"</style>",
        "<style>@&#2;import<![CDATA[ \"https://evil.example/a\"]]></style>",
        "<style>a{fill:url<![CDATA[\u{1}]]>(https://evil.example/a)}</style>",
        "<image href=\"\u{1}https://evil.example/a\"/>",
    ] {
        let (written, taken) = drawn(inner).unwrap();
        assert!(!written.contains("evil") && !taken.is_empty(), "{inner}: {written}");
    }
    assert_eq!(drawn("<!-- a-\u{1}- b -->").unwrap().0, "");
}
