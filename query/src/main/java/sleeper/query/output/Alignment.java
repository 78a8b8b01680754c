package sleeper.query.output;

/** At which side of its column a text stands. */
enum Alignment {
  LEFT,
  RIGHT
}
