package sleeper.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.ByteSize;

/** Reads sizes on the command line: {@code 256M}, {@code 4G} or a number of bytes. */
public final class ByteSizeConverter implements ITypeConverter<ByteSize> {

  @Override
  public ByteSize convert(String text) {
    try {
      return ByteSize.parse(text);
    } catch (InvalidInput e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
