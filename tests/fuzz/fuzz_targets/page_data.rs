#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| newsprint::fuzzing::page_data(input));
