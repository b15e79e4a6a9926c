#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    // Each looks at what it reads itself.
    press::fuzzing::growth(input);
    newsprint::fuzzing::growth(input);
});
