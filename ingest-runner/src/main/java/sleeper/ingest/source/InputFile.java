package sleeper.ingest.source;

/**
 * A file that a job read.
 *
 * @param name its name as people know it
 * @param rows how many of its rows were read: all of them, once the job is done
 */
public record InputFile(String name, long rows) {}
