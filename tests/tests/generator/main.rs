//! The generator takes any description that people write, so its messages, its names and its text
//! must be right for more than the one description of this project.

mod aws_json;
mod bounded;
mod broken;
mod compiled;
mod constraints;
mod edited;
mod facts;
mod foreign;
mod hostile;
mod mutated;
mod pages;
mod printed;
mod unknown_keys;
