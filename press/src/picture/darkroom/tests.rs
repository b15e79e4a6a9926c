use super::super::studio::{self, scene};
use super::*;
use crate::settings::PictureSettings;
use image::GenericImageView;
use moxcms::ColorProfile;
use newsprint::edition::Image;

struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.folder.path().join(name);
        std::fs::write(&file, content).unwrap();
        file
    }

    fn darkroom(&self) -> Darkroom {
        let settings = PictureSettings { widths: vec![60, 120], ..PictureSettings::default() };
        let register = Register::read(&self.folder.path().join("register"), [0; 32]);
        Darkroom::new(&self.folder.path().join("kept"), Recipe::new(&settings), register)
    }
}

fn flaw_of(name: &str, content: impl AsRef<[u8]>) -> Option<Flaw> {
    let room = Room::new();
    let file = room.file(name, content);
    let darkroom = room.darkroom();
    let _ = darkroom.print(&file, None);
    darkroom.told().remove(&file).and_then(|(flaw, _)| flaw)
}

fn remarks_of(name: &str, content: impl AsRef<[u8]>) -> Vec<Remark> {
    let room = Room::new();
    let file = room.file(name, content);
    let darkroom = room.darkroom();
    let _ = darkroom.print(&file, None);
    darkroom.told().remove(&file).map(|(_, remarks)| remarks).unwrap_or_default()
}

#[test]
fn a_photograph_comes_in_widths_shapes_and_a_few_bytes() {
    let room = Room::new();
    let file = room.file("At the Quay.jpg", studio::jpeg(&scene(200, 150)));
    let darkroom = room.darkroom();
    let print = darkroom.print(&file, None).unwrap().unwrap();
    let key = &print.key;
    let mut image = Image { src: "/a.jpg".into(), width: 200, height: 150, ..Image::default() };
    let named = print.named(&file);
    named.show(&mut image);
    assert_eq!(image.src, format!("/picture/{key}/at-the-quay-120.jpg"));
    assert_eq!((image.width, image.height), (120, 90));
    let sources: Vec<_> = image.sources.iter().map(|it| (it.src.as_str(), it.width)).collect();
    let src = |name: &str| format!("/picture/{key}/at-the-quay-{name}");
    assert_eq!(sources, [(src("60.webp").as_str(), 60), (src("120.webp").as_str(), 120)]);
    assert!(image.sources.iter().all(|source| source.media_type == "image/webp"));
    let placeholder = image.placeholder.clone().unwrap();
    assert!(placeholder.starts_with("data:image/webp;base64,") && placeholder.len() < 300);
    let crops = named.crops();
    let sizes: Vec<_> = crops.iter().map(|crop| (crop.width, crop.height)).collect();
    assert_eq!(sizes, [(200, 113), (200, 150), (150, 150)]);
    let card = named.card(&image, Ratio::Classic);
    assert_eq!((card.width, card.height, card.placeholder), (200, 150, None));
    // Every file is what it is said to be.
    for file in &print.files {
        let bytes = std::fs::read(darkroom.kept(&print, &file.name)).unwrap();
        let decoded = image::load_from_memory(&bytes).unwrap();
        assert_eq!(decoded.dimensions(), (file.width, file.height), "{}", file.name);
        let format = image::guess_format(&bytes).unwrap();
        assert_eq!(format.to_mime_type(), file.media_type, "{}", file.name);
    }
    assert_eq!(named.files(true).len(), print.files.len());
    assert_eq!(named.files(false).len(), 3);
    assert!(darkroom.told().is_empty());
}

#[test]
fn a_portrait_is_cut_around_what_must_stay_in_sight() {
    let room = Room::new();
    // The sun stands at 25% and 30% of it.
    let file = room.file("a.jpg", studio::jpeg(&scene(300, 900)));
    let darkroom = room.darkroom();
    let shows_the_sun = |focus: Option<&str>, ratio: Ratio| {
        let print = darkroom.print(&file, focus.and_then(Focus::read)).unwrap().unwrap();
        let is_it = |it: &&PrintFile| it.purpose == Purpose::Search(ratio);
        let name = &print.files.iter().find(is_it).unwrap().name;
        let bytes = std::fs::read(darkroom.kept(&print, name)).unwrap();
        let picture = image::load_from_memory(&bytes).unwrap().into_rgb8();
        let bright = picture.pixels().filter(|it| it.0[0] > 235 && it.0[2] < 160).count();
        bright > 500
    };
    for ratio in Ratio::ALL {
        assert!(shows_the_sun(Some("25% 30%"), ratio), "{ratio:?}");
        assert!(!shows_the_sun(Some("bottom"), ratio), "{ratio:?}");
    }
    // Each focus is a print of its own, and nobody else's is lost.
    assert!(shows_the_sun(None, Ratio::Square) && darkroom.told().is_empty());
}

#[test]
fn nothing_is_developed_twice() {
    let room = Room::new();
    let first = room.file("a.jpg", studio::jpeg(&scene(100, 80)));
    let print = room.darkroom().print(&first, None).unwrap().unwrap();
    let kept = room.darkroom().kept(&print, "60.webp");
    std::fs::write(&kept, "a mark").unwrap();
    // The same content under another name, in another run.
    let second = room.file("b.jpg", studio::jpeg(&scene(100, 80)));
    assert_eq!(room.darkroom().print(&second, None).unwrap().unwrap(), print);
    assert_eq!(std::fs::read(&kept).unwrap(), b"a mark");
    // A print that is not whole is made again.
    std::fs::remove_file(room.darkroom().kept(&print, "100.webp")).unwrap();
    assert_eq!(room.darkroom().print(&second, None).unwrap().unwrap(), print);
    assert_ne!(std::fs::read(&kept).unwrap(), b"a mark");
}

#[test]
fn two_runs_give_the_same_bytes() {
    let contents = || {
        let room = Room::new();
        let file = room.file("a.jpg", studio::jpeg(&scene(150, 100)));
        let darkroom = room.darkroom();
        let print = darkroom.print(&file, None).unwrap().unwrap();
        let read = |file: &PrintFile| std::fs::read(darkroom.kept(&print, &file.name)).unwrap();
        let all: Vec<_> = print.files.iter().map(read).collect();
        (print, all)
    };
    assert!(contents() == contents());
}

#[test]
fn a_photograph_is_turned_upright_and_says_nothing_of_its_place() {
    let room = Room::new();
    let upright = scene(120, 80);
    // As a camera held on its side stores it: turned back by what the orientation says.
    let stored = image::imageops::rotate270(&upright);
    let file = room.file("a.jpg", studio::located_jpeg(&stored, 6));
    let darkroom = room.darkroom();
    let print = darkroom.print(&file, None).unwrap().unwrap();
    assert_eq!(print.size, (120, 80));
    for file in &print.files {
        let bytes = std::fs::read(darkroom.kept(&print, &file.name)).unwrap();
        for word in [studio::PLACE, b"GPS", studio::ARTIST] {
            assert!(!bytes.windows(word.len()).any(|window| window == word), "{}", file.name);
        }
    }
    let wide = std::fs::read(darkroom.kept(&print, "120.webp")).unwrap();
    let wide = image::load_from_memory(&wide).unwrap().into_rgb8();
    let distance: u64 =
        wide.iter().zip(upright.iter()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    assert!(distance / (120 * 80 * 3) < 8, "{distance}");
}

#[test]
fn what_can_be_seen_through_stays_so() {
    let room = Room::new();
    let picture = image::RgbaImage::from_fn(100, 100, |x, y| {
        image::Rgba([x as u8, y as u8, 90, if x < 50 { 0 } else { 255 }])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let file = room.file("a.png", png.into_inner());
    let darkroom = room.darkroom();
    let print = darkroom.print(&file, None).unwrap().unwrap();
    assert_eq!(print.stand_in, None);
    let crops = print.named(&file).crops();
    assert!(crops.iter().all(|crop| crop.media_type == "image/png"));
    let webp = std::fs::read(darkroom.kept(&print, "60.webp")).unwrap();
    let webp = image::load_from_memory(&webp).unwrap().into_rgba8();
    assert_eq!((webp.get_pixel(5, 5)[3], webp.get_pixel(55, 5)[3]), (0, 255));
}

#[test]
fn the_colours_of_a_wide_gamut_become_those_of_the_web() {
    let room = Room::new();
    let red = image::RgbImage::from_pixel(64, 64, image::Rgb([200, 60, 40]));
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let mut jpeg = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 95);
    encoder.add_icc_profile(&profile).unwrap();
    encoder.encode(&red, 64, 64, jpeg_encoder::ColorType::Rgb).unwrap();
    let file = room.file("a.jpg", jpeg);
    let darkroom = room.darkroom();
    let print = darkroom.print(&file, None).unwrap().unwrap();
    let webp = std::fs::read(darkroom.kept(&print, "60.webp")).unwrap();
    let pixel = *image::load_from_memory(&webp).unwrap().into_rgb8().get_pixel(30, 30);
    assert!(pixel[0] > 208 && pixel[1] < 58, "a stronger red in numbers of sRGB: {pixel:?}");
}

#[test]
fn what_moves_goes_on_moving() {
    let room = Room::new();
    let darkroom = room.darkroom();
    for (name, content, moves) in
        [("a.gif", studio::gif(3), true), ("b.gif", studio::gif(1), false)]
    {
        let file = room.file(name, content);
        let print = darkroom.print(&file, None).unwrap().unwrap();
        let mut image = Image { src: format!("/{name}"), ..Image::default() };
        print.named(&file).show(&mut image);
        assert_eq!(image.sources.is_empty(), moves, "{name}");
        assert_eq!(image.src, format!("/{name}"));
        assert_eq!(print.named(&file).crops().len(), 3, "{name}");
    }
    assert!(darkroom.told().is_empty());
}

/// A PNG that says it has so many pixels, with nothing behind.
fn hollow_png(width: u32, height: u32) -> Vec<u8> {
    let mut file = studio::png(&scene(2, 2));
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32fast::hash(&file[12..29]);
    file[29..33].copy_from_slice(&sum.to_be_bytes());
    file
}

#[test]
fn absurd_and_broken_files_have_a_flaw() {
    let jpeg = studio::jpeg(&scene(80, 60));
    assert_eq!(flaw_of("a.jpg", &jpeg), None);
    assert_eq!(flaw_of("a.jpg", &jpeg[..jpeg.len() / 2]), Some(Flaw::CutOff));
    let png = studio::png(&scene(80, 60));
    let cut = flaw_of("a.png", &png[..png.len() / 2]);
    assert!(matches!(cut, Some(Flaw::CutOff | Flaw::Broken(_))), "{cut:?}");
    let gif = studio::gif(1);
    assert_eq!(flaw_of("a.gif", &gif[..gif.len() - 4]), Some(Flaw::CutOff));
    assert_eq!(flaw_of("a.jpg", "no picture"), Some(Flaw::Unknown));
    assert_eq!(flaw_of("a.jpg", ""), Some(Flaw::Unknown));
    let large = |width, height| flaw_of("a.png", hollow_png(width, height));
    assert_eq!(large(60_000, 10), Some(Flaw::TooLarge { width: 60_000, height: 10 }));
    assert_eq!(large(20_000, 20_000), Some(Flaw::TooLarge { width: 20_000, height: 20_000 }));
    assert!(large(10_000, 8_000).is_some_and(|flaw| !matches!(flaw, Flaw::TooLarge { .. })));
    assert!(matches!(flaw_of("a.svg", "<svg>"), Some(Flaw::Malformed(_))));
}

#[test]
fn oddities_are_told_and_the_picture_stays() {
    let png = studio::png(&scene(80, 60));
    assert_eq!(remarks_of("a.jpg", png), [Remark::WrongExtension { is: "PNG".into() }]);
    let mut cmyk = Vec::new();
    let pixels: Vec<u8> = std::iter::repeat_n([0, 200, 200, 10], 64 * 64).flatten().collect();
    jpeg_encoder::Encoder::new(&mut cmyk, 90)
        .encode(&pixels, 64, 64, jpeg_encoder::ColorType::Cmyk)
        .unwrap();
    assert_eq!(remarks_of("a.jpg", cmyk), [Remark::Cmyk]);
    let script = "<svg><script>x</script></svg>";
    assert_eq!(remarks_of("a.svg", script), [Remark::TakenOut(vec!["<script>".into()])]);
}
