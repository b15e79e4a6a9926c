use unicode_normalization::UnicodeNormalization;

/// A word decomposed and in small letters. The app has the browser do the same:
/// `normalize("NFKD").toLowerCase()`.
pub fn normal(word: &str) -> String {
    word.nfkd().collect::<String>().to_lowercase()
}
