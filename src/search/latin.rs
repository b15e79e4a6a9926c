//! Latin letters that Unicode takes apart no further, in their plainest form.
//!
//! `é` is `e` with a mark, and goes with the mark. `ø`, `đ`, `ŋ` and some four hundred others are
//! letters of their own to Unicode, and yet are looked for as what stands on every keyboard.

/// Small letters from a code point on: a letter for each, a capital or digit for several, a space
/// for one that goes, and `-` for what is not here.
const LETTERS: [(u32, &str); 6] = [
    (
        0xDF,
        concat!(
            "A------B---------d-------o-----C------------------d---------------------h---------i-----",
            "-q---------l--------n-------D-------------------t------------------------b--b-h--c---dd-",
            "---f--E---kll--n----F-p--z-st-t------y-z--zzz-q w    -------------------------e-------g-",
            "------------------------------------------------------y---d-G-z--------------lntjHI--c--",
            "sz- ----e-j-q-r-yaaabocddeeeeeeejggggohhhiiilllJmmmnnnoDofrrrrrrrrrssjssttuuvvwyyzzzz   ",
            "c beghjklq  KKKLLMNOJ  hh",
        ),
    ),
    (
        0x1D00,
        concat!(
            "aBBbcddeeijklmnoooooDGooprrtuuumvwzz  --------------------------------------------------",
            "-------------------Pbdfmnprrstzg-gCiipuubdfgklmnprssvxzaadeeeeiosuz",
        ),
    ),
    (
        0x1E9C,
        concat!(
            "ss-d------------------------------------------------------------------------------------",
            "-------Q-v-y",
        ),
    ),
    (0x2C61, "l---at-h-k-z----v-wv-hferoe"),
    (
        0xA723,
        concat!(
            " - -h-R- - - fs-S-T-U-V-V-W-c-k-k-k-l-l-o-o-X-p-p-p-q-q-r-Y-v-Z-z-C-C-v-0-1-2-3456YY78-d",
            "-f--g-l-r-s-t---- -l -n-cch-b-f-B-D-P-g-k-n-r-s-----q-----b-o-u-a-i-u-o-w----d-s------g-",
            "C-w-s-s----------------------------hi--mfpmim",
        ),
    ),
    (0xAB30, "aBeeefglllmnnoooDDDoorrrrrrrrsuu99uxxxxxxxy-----eeD:a-KLr"),
];

/// What the capitals stand for, from `A` on, and behind `Z` the digits.
const SEVERAL: &str = "ss ae th oe hv oi ou db qp lz dz ts tc fn ls ue ll tz aa ao au av ay oo rum vy et is con dum lum mum num tum um ui uo";

/// Adds the plain form of a small letter; `false` when there is none here.
pub fn plain_letter(c: char, out: &mut String) -> bool {
    let at = |first: u32, letters: &'static str| {
        letters.as_bytes().get((c as u32).wrapping_sub(first) as usize)
    };
    let letter = LETTERS.iter().find_map(|&(first, letters)| at(first, letters));
    match letter {
        None | Some(b'-') => return false,
        Some(b' ') => {}
        Some(letter @ b'a'..=b'z') => out.push(char::from(*letter)),
        Some(code) => {
            let place = if *code < b'A' { *code - b'0' + 26 } else { *code - b'A' };
            out.push_str(SEVERAL.split(' ').nth(place.into()).unwrap_or_default());
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let mut out = String::new();
        for c in text.chars() {
            if !plain_letter(c, &mut out) {
                out.push(c);
            }
        }
        out
    }

    #[test]
    fn letters_are_what_stands_on_a_keyboard() {
        let table = [
            ("đłøħıŧŋƒƿ", "dlohitnfw"),
            ("þæœßðȝ", "thaeoessdy"),
            ("ɓɖɗəɛɣɲɔʃʒʉ", "bddeegnoszu"),
            ("ꜳꝏꝡꝛꞁ", "aaoovyrl"),
            ("ǃxó", "xó"),
            ("abc ÷ жα日", "abc ÷ жα日"),
        ];
        for (text, meant) in table {
            assert_eq!(plain(text), meant, "{text}");
        }
    }

    #[test]
    fn every_code_has_its_letters() {
        for (first, letters) in LETTERS {
            for c in (first..).zip(letters.bytes()).filter_map(|(c, _)| char::from_u32(c)) {
                let mut out = String::new();
                let known = plain_letter(c, &mut out);
                assert!(out.bytes().all(|b| b.is_ascii_lowercase()), "{c} {out}");
                assert!(known || out.is_empty(), "{c}");
            }
        }
        let last = SEVERAL.split(' ').count() - 1;
        let codes = LETTERS.iter().flat_map(|it| it.1.bytes());
        let codes = codes.filter(|code| (b'0'..b'A').contains(code));
        assert_eq!(codes.max().map(|code| usize::from(code - b'0') + 26), Some(last));
    }
}
