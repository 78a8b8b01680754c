package sleeper.core.storage;

/**
 * An input file that was found.
 *
 * @param name the path or URL as {@link SourceFiles#open} takes it and as people know it
 * @param length its size in bytes when it was found
 * @param version what changes when its content is replaced: a modification time or an entity tag
 */
public record SourceFile(String name, long length, String version) {}
