//! Files that are built into the program: a change in them is a change of the program.

fn main() {
    for folder in ["migrations", "templates", "static"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
