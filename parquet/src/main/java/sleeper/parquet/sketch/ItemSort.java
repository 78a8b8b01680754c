package sleeper.parquet.sketch;

/** Sorts items: a merge sort, as comparisons are what costs. */
final class ItemSort {

  private final KeyItems items;
  private int[] left = new int[0];

  ItemSort(KeyItems items) {
    this.items = items;
  }

  void sort(int[] ids) {
    left = new int[(ids.length + 1) / 2];
    sort(ids, 0, ids.length);
  }

  private void sort(int[] ids, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(ids, from, middle);
    sort(ids, middle, to);
    if (items.compare(ids[middle - 1], ids[middle]) > 0) {
      merge(ids, from, middle, to);
    }
  }

  private void merge(int[] ids, int from, int middle, int to) {
    int count = middle - from;
    System.arraycopy(ids, from, left, 0, count);
    int l = 0;
    int r = middle;
    for (int i = from; l < count; i++) {
      boolean takeRight = r < to && items.compare(left[l], ids[r]) > 0;
      ids[i] = takeRight ? ids[r++] : left[l++];
    }
  }
}
