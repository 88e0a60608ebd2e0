//! Links the program at a fixed address on Linux: applying its sixteen thousand
//! relocations would take a tenth of the time to the first screen. All of it is safe
//! Rust, so that there is little for a random address to protect.

fn main() {
    let target = |name: &str| std::env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
