package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.schema.Field;
import sleeper.core.testing.SharedData;

/** Facts about real files that were found without this reader. */
class RealFilesFactsTest {

  @ParameterizedTest
  @CsvSource({
    "flights/flights-200k,delay,231083,0,-58,180,1833299",
    "flights/flights-200k,distance,231083,0,108,2298,117113444",
    "flights/flights-200k,time,231083,0,0.016666668,23.983334,3.22686e6",
    "flights/nycflights13-flights-100k,dep_time,100000,2505,1.0,2400.0,1.3142e8",
    "flights/nycflights13-flights-100k,arr_delay,100000,2835,-75.0,1109.0,662313",
    "flights/nycflights13-flights-100k,flight,100000,0,1,8500,196874559",
    "flights/nycflights13-flights-100k,__index_level_0__,100000,0,2,336771,16809897720",
    "tabular/mosaic/athletes,height,11538,330,1.21,2.21,19796.5",
    "tabular/mosaic/athletes,weight,11538,659,31,170,784030",
    "tabular/mosaic/penguins,body_mass,342,0,2700,6300,1437000",
    "tabular/mosaic/random-walk,v,50001,0,-114.4239635487327,36.687114710444476,-1.39862e6",
    "tabular/mosaic/stocks,Volume,5040,0,7900,266380800,76067103300",
    "tabular/mosaic/usgs-feed,felt,352,240,0,16326,20079",
    "tabular/mosaic/wind,latitude,4800,0,45.125,59.875,252000",
    "tabular/mosaic/wnba-shots-2023,y_position,45308,0,0,85,645742",
  })
  void shouldGiveTheNumbersThatAreKnown(
      String name, String column, int rows, long nulls, double min, double max, double sum)
      throws IOException {
    List<Object> values = column(name, column);
    List<Double> numbers =
        values.stream()
            .filter(Objects::nonNull)
            .map(value -> Double.valueOf(value.toString()))
            .toList();

    assertThat(values).hasSize(rows);
    assertThat(values.stream().filter(Objects::isNull).count()).isEqualTo(nulls);
    assertThat(numbers.stream().min(Double::compare)).contains(min);
    assertThat(numbers.stream().max(Double::compare)).contains(max);
    assertThat(numbers.stream().mapToDouble(number -> number).sum())
        .isCloseTo(sum, within(Math.abs(sum) * 1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "flights/nycflights13-flights-100k,carrier,0,16,9E,YV",
    "flights/nycflights13-flights-100k,dest,0,103,ABQ,XNA",
    "flights/nycflights13-flights-100k,time_hour,0,6715,2013-01-01T10:00:00Z,2014-01-01T03:00:00Z",
    "tabular/mosaic/athletes,name,0,11517,A Jesus Garcia,le Roux Hamman",
    "tabular/mosaic/athletes,date_of_birth,0,5595,1954-05-20,2002-11-26",
    "tabular/mosaic/penguins,sex,9,2,FEMALE,MALE",
    "tabular/mosaic/us-county-unemployment,county,0,1954,Abbeville County,Ziebach County",
    "tabular/mosaic/wnba-shots-2023,team_name,0,12,Atlanta Dream,Washington Mystics",
  })
  void shouldGiveTheTextsThatAreKnown(
      String name, String column, long nulls, long distinct, String min, String max)
      throws IOException {
    List<Object> values = column(name, column);
    List<String> texts =
        values.stream().filter(Objects::nonNull).map(Object::toString).sorted().toList();

    assertThat(values.stream().filter(Objects::isNull).count()).isEqualTo(nulls);
    assertThat(texts.stream().distinct().count()).isEqualTo(distinct);
    assertThat(texts).first().isEqualTo(min);
    assertThat(texts).last().isEqualTo(max);
  }

  private static List<Object> column(String name, String column) throws IOException {
    try (PathObject file = new PathObject(SharedData.data(name + ".parquet"))) {
      Field field =
          FieldRows.nullableFields(file).stream()
              .filter(candidate -> candidate.name().equals(column))
              .findFirst()
              .orElseThrow();
      return FieldRows.readAll(file, field);
    }
  }
}
