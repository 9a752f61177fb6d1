//! Migrations are embedded into the binary, so a new file among them must trigger a rebuild.
fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
