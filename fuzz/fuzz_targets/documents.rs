#![no_main]

#[path = "../../tests/fuzz/functions.rs"]
#[allow(dead_code)]
mod functions;

libfuzzer_sys::fuzz_target!(
    init: {
        // What is read apart may end before it took its input.
        let broken_pipe = std::sync::Arc::default();
        signal_hook::flag::register(signal_hook::consts::SIGPIPE, broken_pipe)
            .expect("a handler for SIGPIPE");
        // What is read apart is read by this program, where it is named; not by the fuzzer.
        let program = std::env::var_os("GLEANER").unwrap_or_else(|| "/bin/false".into());
        gleaner::load::apart::set_program(program);
    },
    |data: &[u8]| functions::documents(data)
);
