package sleeper.query.scan;

import java.io.IOException;
import sleeper.parquet.block.BlockSource;

/** Opens the data files of a table. */
public interface DataFiles {

  /**
   * Opens a file for reading its rows in order, without those that the request's filter lets the
   * reader skip; rows that do not match may be among the others.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  BlockSource open(String filename, ReadRequest request) throws IOException;

  /**
   * How many rows a file has, from its footer.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  long rows(String filename) throws IOException;
}
