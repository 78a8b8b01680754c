package sleeper.parquet.write;

/**
 * What the levels of a page say.
 *
 * @param rows how many rows start in the page
 * @param entries how many level entries there are: values, nulls and empty lists
 * @param nulls how many of the entries have no value
 * @param repetitionBytes the bytes of the repetition levels, with their length in a v1 page
 * @param definitionBytes the bytes of the definition levels, with their length in a v1 page
 */
record PageLevels(int rows, int entries, int nulls, int repetitionBytes, int definitionBytes) {

  int bytes() {
    return repetitionBytes + definitionBytes;
  }
}
