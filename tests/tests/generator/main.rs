//! The generator takes what people write, so that its messages, its names and its text have to hold for more than
//! the one description of this project.

mod bounded;
mod broken;
mod compiled;
mod edited;
mod hostile;
mod mutated;
mod printed;
